package dev.microlog.web.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LogScrollTest {
  @Test
  void fewRowsAreScrolledAsTheyAre() {
    LogScroll scroll = new LogScroll(1000, 23, 500);
    assertEquals(23_000, scroll.spaceHeight());
    assertEquals(1234, scroll.rowsTop(1234));
    assertEquals(46, scroll.top(2, 700));
  }

  @Test
  void ofManyRowsTheFirstAndTheLastAreReached() {
    LogScroll scroll = new LogScroll(2_000_000, 23, 500);
    assertTrue(scroll.spaceHeight() < 16_000_000);
    assertEquals(0, scroll.rowsTop(0));
    double end = scroll.spaceHeight() - 500;
    assertEquals(46_000_000 - 500, scroll.rowsTop(end), 1e-3);
    // the last row ends where the space ends
    assertEquals(scroll.spaceHeight() - 23, scroll.top(1_999_999, end), 1e-3);
    assertEquals(777_777, scroll.rowsTop(scroll.scrollTop(777_777)), 1e-3);
  }

  @Test
  void rowsThatFitAreNotMoved() {
    LogScroll scroll = new LogScroll(3, 23, 500);
    assertEquals(23, scroll.top(1, 0));
    assertEquals(0, new LogScroll(0, 23, 500).spaceHeight());
  }
}
