package dev.microlog.web.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RangeTest {
  @Test
  void zoomingKeepsThePointUnderThePointer() {
    Range zoomed = new Range(100, 200).zoomed(0.5, 125);
    assertEquals(new Range(112.5, 162.5), zoomed);
  }

  @Test
  void zoomingEndsAtAMicrosecond() {
    assertEquals(1, new Range(100, 200).zoomed(1e-9, 150).durationMicros(), 1e-9);
  }

  @Test
  void staysInsideItsLimits() {
    Range all = new Range(0, 1000);
    assertEquals(new Range(0, 100), new Range(-50, 50).within(all));
    assertEquals(new Range(900, 1000), new Range(950, 1050).within(all));
    assertEquals(all, new Range(-500, 5000).within(all));
  }

  @Test
  void isNeverEmpty() {
    assertThrows(IllegalArgumentException.class, () -> new Range(5, 5));
    assertThrows(IllegalArgumentException.class, () -> new Range(5, Double.NaN));
    assertEquals(new Range(5, 6), Range.between(5, 5));
    assertEquals(new Range(5, 9), Range.between(9, 5));
  }
}
