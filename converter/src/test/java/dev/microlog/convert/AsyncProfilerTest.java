package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What public recordings of async-profiler hold, as its own converter counts it. */
final class AsyncProfilerTest {
  @TempDir Path folder = Path.of("");

  private Timeline convert(String name) throws IOException {
    Path file = folder.resolve("timeline.microlog");
    JfrConverter.convert(
        PublicRecordings.file(name), file, ConversionOptions.defaults(), ConversionProgress.NONE);
    return TimelineFiles.read(file);
  }

  private static double weight(Timeline timeline, SampleKind kind) {
    SampleTable samples = timeline.samples();
    double sum = 0;
    for (int row = 0; row < samples.size(); row++) {
      sum += samples.kind(row) == kind ? samples.weightMicros(row) : 0;
    }
    return sum;
  }

  private static double drawn(Timeline timeline) {
    Spans spans = Spans.of(timeline);
    double sum = 0;
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      Segments segments = spans.segments(thread);
      for (int segment = 0; segment < segments.size(); segment++) {
        sum += segments.toMicros(segment) - segments.fromMicros(segment);
      }
    }
    return sum;
  }

  /** {@code jfrconv --wall --state}: 834 running and 25,412 sleeping samples of 10 ms. */
  @Test
  void anEventThatStandsForManySamplesGoesOnFromItsTime() throws IOException {
    Timeline timeline = convert("grafana_jfr-parser--wall.jfr");
    assertEquals(1780, timeline.samples().size());
    assertEquals(834 * 10_000.0, weight(timeline, SampleKind.JAVA));
    assertEquals(25_412 * 10_000.0, weight(timeline, SampleKind.WAITING));
    double expected = 26_246 * 10_000.0;
    assertTrue(Math.abs(drawn(timeline) - expected) < 0.02 * expected, "drawn " + drawn(timeline));
    SampleTable samples = timeline.samples();
    for (int row = 1; row < samples.size(); row++) {
      double before = samples.timeMicros(row - 1) + samples.weightMicros(row - 1) / 2.0;
      double at = samples.timeMicros(row) - samples.weightMicros(row) / 2.0;
      boolean same = samples.thread(row) == samples.thread(row - 1);
      assertTrue(!same || at > before - 12_000, "row " + row + " overlaps the one before");
    }
  }

  /** Its interval is given as 0, which is 50 ms for the clock on the wall; all threads sleep. */
  @Test
  void theIntervalOfTheWallClockIsFiftyMillisecondsUnlessSaid() throws IOException {
    Timeline timeline = convert("moditect_jfr-analytics--async-profiler-wall.jfr");
    assertEquals(428 * 50_000.0, weight(timeline, SampleKind.WAITING));
    assertEquals(50_000, timeline.recording().executionPeriodMicros());
    assertEquals(428 * 50_000.0, drawn(timeline), 0.05 * 428 * 50_000);
  }
}
