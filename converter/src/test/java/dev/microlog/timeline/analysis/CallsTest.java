package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import org.junit.jupiter.api.Test;

final class CallsTest {
  @Test
  void figuresOfAllCalls() {
    Timeline timeline =
        Fixture.of(
                """
                main    AAAAAAA
                        BBCBBBC
                        D
                worker  .....A
                             B
                """)
            .timeline();
    Spans spans = Spans.of(timeline);
    int b = spans.spans(0).method(spans.spans(0).firstRow(1));
    Calls calls = Calls.of(spans, Selection.all(timeline), b);
    assertEquals(3, calls.size());
    assertEquals(1, calls.thread(2));
    CallStatistics statistics = calls.statistics();
    assertNotNull(statistics);
    assertEquals(3, statistics.count());
    assertEquals(120_000, statistics.total());
    assertEquals(100_000, statistics.self());
    assertEquals(120_000, statistics.cpu());
    assertEquals(40_000, statistics.average());
    assertEquals(40_000, statistics.median());
    assertEquals(20_000, statistics.shortest());
    assertEquals(60_000, statistics.longest());
    assertTrue(Double.isNaN(statistics.percentile(0.99)));
    assertArrayEquals(new int[] {1, 1, 0, 1}, shifted(statistics));
    assertEquals(2, calls.find(1, 1));
    assertEquals(-1, calls.find(1, 0));
  }

  /** With four bins of 10 ms: 20 in the first, 40 on the border of the third. */
  private static int[] shifted(CallStatistics statistics) {
    int[] bins = statistics.histogram(4);
    return new int[] {bins[0], bins[2], bins[1], bins[3]};
  }

  @Test
  void percentilesFromAHundredCallsOn() {
    StringBuilder row = new StringBuilder();
    for (int call = 1; call <= 100; call++) {
      row.append("A".repeat(call <= 95 ? 1 : 5)).append("...");
    }
    Timeline timeline = Fixture.of("main  " + row).timeline();
    Calls calls = Calls.of(Spans.of(timeline), Selection.all(timeline), 0);
    CallStatistics statistics = calls.statistics();
    assertNotNull(statistics);
    assertEquals(100, statistics.count());
    assertEquals(20_000, statistics.percentile(0.95));
    assertEquals(100_000, statistics.percentile(0.96));
  }

  @Test
  void nestedCallsCountOnceInTotals() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAA
                       BB
                        A
                """)
            .timeline();
    Calls calls = Calls.of(Spans.of(timeline), Selection.all(timeline), 0);
    assertEquals(2, calls.size());
    assertFalse(calls.nested(0));
    assertTrue(calls.nested(1));
    CallStatistics statistics = calls.statistics();
    assertNotNull(statistics);
    assertEquals(60_000, statistics.total());
  }

  @Test
  void callsOfOneCaller() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAC
                      BXB
                """)
            .timeline();
    SpanTable spans = Spans.of(timeline).spans(0);
    int b = spans.method(spans.firstRow(1));
    int c = spans.method(1);
    Selection all = Selection.all(timeline);
    assertEquals(2, Calls.of(Spans.of(timeline), all, b).size());
    assertEquals(1, Calls.of(Spans.of(timeline), all, b, c).size());
    assertNull(Calls.of(Spans.of(timeline), all, b, b).statistics());
    assertEquals(0, Calls.of(Spans.of(timeline), Selection.range(timeline, 0, 5_000), b).size());
  }
}
