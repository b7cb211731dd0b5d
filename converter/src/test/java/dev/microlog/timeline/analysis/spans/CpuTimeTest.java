package dev.microlog.timeline.analysis.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.analysis.Fixture;
import org.junit.jupiter.api.Test;

final class CpuTimeTest {
  /** 20 samples in 200 ms of a thread that had a processor for half of that time. */
  private static Fixture oversubscribed() {
    return Fixture.of(
            """
            main    AAAAAAAAAABBBBBBBBBB
            other   CCCCCCCCCC
            """)
        .lasting(1000);
  }

  private static double total(Spans spans, int thread) {
    double sum = 0;
    var samples = spans.timeline().samples();
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      sum += spans.cpuTime().micros(row);
    }
    return sum;
  }

  @Test
  void samplesCountTheirPeriodWhereNothingWasMeasured() {
    Spans spans = Spans.of(oversubscribed().timeline());
    assertEquals(400_000, total(spans, 0));
    assertFalse(spans.cpuTime().isScaled());
  }

  @Test
  void samplesAreScaledToWhatTheThreadUsedAtThatTime() {
    Fixture fixture = oversubscribed();
    fixture.builder().threadLoads().add(0, 0, 205_000, 50_000);
    fixture.builder().threadLoads().add(0, 205_000, 400_000, 100_000);
    Spans spans = Spans.of(fixture.timeline());
    assertTrue(spans.cpuTime().isScaled());
    assertEquals(150_000, total(spans, 0), 1);
    assertEquals(5_000, spans.cpuTime().micros(0), 1);
    assertEquals(200_000, total(spans, 1), 1, "another thread, which was not measured");
    SpanTable table = spans.spans(0);
    assertEquals(50_000, table.cpuMicros(0), 1);
    assertEquals(100_000, table.cpuMicros(1), 1);
  }

  @Test
  void samplesAfterTheLastReadingCountAsThoseBefore() {
    Fixture fixture = oversubscribed();
    fixture.builder().threadLoads().add(0, 0, 205_000, 50_000);
    Spans spans = Spans.of(fixture.timeline());
    assertEquals(100_000, total(spans, 0), 1);
  }

  @Test
  void cpuTimeSamplesAreScaledWithinBounds() {
    Fixture fixture = Fixture.of("main  AA").kind(SampleKind.CPU).draw("main  AA");
    fixture.builder().threadLoads().add(0, 0, 1_000_000, 900_000);
    Spans spans = Spans.of(fixture.timeline());
    assertTrue(spans.cpuTime().isExact());
    assertEquals(2 * 3 * 20_000, total(spans, 0), 1);
  }
}
