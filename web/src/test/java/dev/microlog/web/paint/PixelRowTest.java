package dev.microlog.web.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PixelRowTest {
  private final PixelRow row = new PixelRow();

  @Test
  void keepsWhatIsSetFromTheFirstBoxToTheLast() {
    row.begin(100.5, 200);
    assertTrue(row.isEmpty());
    row.set(120, Ink.RUNNING, 1);
    row.set(123, Ink.IO, 0.5);
    assertFalse(row.isEmpty());
    assertEquals(120, row.x());
    assertEquals(4, row.size());
    assertEquals(Ink.RUNNING.ordinal(), row.ink(0));
    assertEquals(255, row.alpha(0));
    assertFalse(row.isSet(1));
    assertFalse(row.isSet(2));
    assertEquals(Ink.IO.ordinal(), row.ink(3));
    assertEquals(128, row.alpha(3));
  }

  @Test
  void leavesOutWhatIsOutside() {
    row.begin(100, 200);
    row.set(99, Ink.IO, 1);
    row.set(100_000, Ink.IO, 1);
    assertTrue(row.isEmpty());
    row.begin(100, 110);
    row.set(110, Ink.IO, 1);
    assertTrue(row.isEmpty(), "though it was wider before");
  }

  @Test
  void isEmptyWhenItBeginsAnewWhateverItsWidth() {
    row.begin(0, 50);
    row.set(7, Ink.IO, 1);
    row.begin(0, 50);
    assertTrue(row.isEmpty());
    row.set(5, Ink.IO, 1);
    row.set(9, Ink.IO, 1);
    assertFalse(row.isSet(2), "of the time before");
    row.begin(0, 500);
    assertTrue(row.isEmpty());
    row.set(400, Ink.IO, 1);
    assertEquals(1, row.size());
  }
}
