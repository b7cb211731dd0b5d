package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.web.state.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundAndFarEnoughApart() {
    List<Axis.Tick> ticks = Axis.ticks(new Viewport(new Range(0, 62.4e6), 0, 1000));
    assertEquals("0 s", ticks.get(0).label());
    assertEquals("10 s", ticks.get(1).label());
    assertEquals("1:00", ticks.get(6).label());
    assertEquals(7, ticks.size());
  }

  @Test
  void showsMicrosecondsWhenZoomedIn() {
    List<Axis.Tick> ticks = Axis.ticks(new Viewport(new Range(1_500_000, 1_500_100), 0, 1000));
    assertEquals("1.50000 s", ticks.get(0).label());
    assertTrue(ticks.size() >= 5);
  }

  @Test
  void longRecordingsHaveStepsOfMinutes() {
    assertEquals(5 * 60e6, Axis.step(200e6));
    assertEquals(60 * 60e6, Axis.step(31 * 60e6));
    assertEquals(20e6, Axis.step(11e6));
  }
}
