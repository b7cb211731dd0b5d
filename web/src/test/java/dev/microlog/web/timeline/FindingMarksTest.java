package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.Finding;
import dev.microlog.web.state.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingMarksTest {
  private static Finding finding(String title, Finding.Severity severity, double start) {
    return new Finding(Finding.Kind.RULE, severity, title, "", -1, start, 0, -1);
  }

  private final FindingMarks marks =
      new FindingMarks(
          List.of(
              finding("late", Finding.Severity.INFO, 900_000),
              finding("near, graver", Finding.Severity.ERROR, 101_000),
              finding("near", Finding.Severity.INFO, 100_000),
              finding("timeless", Finding.Severity.WARNING, -1)));

  @Test
  void nearOnesAreOneMarkThatShowsTheGravest() {
    List<FindingMarks.Mark> seen = marks.marks(new Viewport(new Range(0, 1e6), 100, 1000));
    assertEquals(2, seen.size());
    assertEquals("near, graver", seen.get(0).shown().title());
    assertEquals(2, seen.get(0).size());
    assertEquals(100_000, seen.get(0).micros());
    assertEquals("late", seen.get(1).shown().title());
  }

  @Test
  void zoomedInTheyAreApart() {
    assertEquals(2, marks.marks(new Viewport(new Range(99_000, 102_000), 100, 1000)).size());
  }

  @Test
  void thoseWithoutATimeComeLast() {
    assertEquals(
        List.of("near", "near, graver", "late", "timeless"),
        marks.inOrder().stream().map(Finding::title).toList());
    assertEquals("near, graver", marks.ranked().get(0).title());
    assertEquals(1, marks.timeless().size());
  }
}
