package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.analysis.Diff;
import dev.microlog.web.paint.Ink;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffFlameTest {
  private static final List<Diff.Row> ROWS =
      List.of(
          new Diff.Row(-1, 0, "com.acme.Shop.main", 100, 100, 0, 0),
          new Diff.Row(0, 1, "com.acme.Shop.slower", 20, 60, 20, 60),
          new Diff.Row(0, 1, "com.acme.Shop.faster", 80, 40, 80, 40));

  private final DiffFlame flame = new DiffFlame(ROWS, -1, 1000);

  @Test
  void widthIsTheMeanOfBothSides() {
    double top = FlameLayout.ROW_HEIGHT + 5;
    assertEquals(1, flame.at(10, top));
    assertEquals(1, flame.at(399, top));
    assertEquals(2, flame.at(401, top));
    assertEquals(0, flame.at(500, 5));
    assertEquals(-1, flame.at(500, -5));
  }

  @Test
  void colourAndSignSayWhatChanged() {
    PaintLog log = new PaintLog();
    flame.paint(log, weight -> Math.round(weight) + " ms");
    assertTrue(log.texts.contains("Shop.slower  +40 ms/s"), log.texts.toString());
    assertTrue(log.texts.contains("Shop.faster  −40 ms/s"), log.texts.toString());
    assertTrue(log.texts.contains("Shop.main  ±0 ms/s"), log.texts.toString());
    assertEquals(0, log.boxes(Ink.ERROR).get(0).x());
    assertEquals(400, log.boxes(Ink.ACCENT).get(0).x());
  }

  @Test
  void aFocusTakesAllTheWidth() {
    DiffFlame focused = new DiffFlame(ROWS, 2, 1000);
    double top = FlameLayout.ROW_HEIGHT + 5;
    assertEquals(2, focused.at(999, top));
    assertEquals(2, focused.at(1, top));
  }
}
