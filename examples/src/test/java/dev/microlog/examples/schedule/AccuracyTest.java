package dev.microlog.examples.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.microlog.examples.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of a recording of the schedule on any machine, however busy it is. */
class AccuracyTest {
  private static final Map<Integer, RecordedSchedule> RECORDED = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  private static Comparison comparison(int feature) throws IOException, InterruptedException {
    var jdk = Jdk.find(feature);
    assumeTrue(jdk.isPresent(), "no JDK " + feature + " on this machine");
    RecordedSchedule known = RECORDED.get(feature);
    // when a test is run once more, the folder of the first time is gone
    if (known == null || !Files.exists(known.program().recording())) {
      known = RecordedSchedule.record(jdk.get(), folder.resolve("jdk" + feature), 3, 0);
      RECORDED.put(feature, known);
    }
    return known.comparison();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void everyLongWaitIsThereAndNoOther(int feature) throws IOException, InterruptedException {
    Comparison comparison = comparison(feature);
    assertTrue(comparison.waits > 100, "waits in the diary: " + comparison.waits);
    assertEquals(List.of(), comparison.missedWaits);
    assertEquals(List.of(), comparison.falseWaits);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void waitsAreExact(int feature) throws IOException, InterruptedException {
    Comparison comparison = comparison(feature);
    // The median: the diary's own entries are late where the scheduler is.
    assertTrue(
        comparison.waitDuration.quantile(0.5) < 1,
        "duration, ms: " + comparison.waitDuration.quantile(0.5));
    assertTrue(
        comparison.waitStart.quantile(0.5) < 5, "start, ms: " + comparison.waitStart.quantile(0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void noSpanIsDrawnOverOtherWork(int feature) throws IOException, InterruptedException {
    Comparison comparison = comparison(feature);
    // Longer waits are in the diary, some of which JFR does not see (300 ms in a selector). On a
    // busy machine
    // a sample stands for more time, so that less than that may be drawn too long.
    assertTrue(
        comparison.longestOverdrawMicros < 280_000,
        comparison.longestOverdrawMicros + " µs: " + comparison.falseSpans);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void callsAreThere(int feature) throws IOException, InterruptedException {
    Comparison comparison = comparison(feature);
    // Nobody knows whether a virtual thread got a processor during its call.
    List<String> missed =
        comparison.missedSpans.stream().filter(line -> !line.contains(" on virtual-")).toList();
    assertTrue(
        missed.size() <= comparison.spans / 10, comparison.spans + " calls, missed: " + missed);
  }

  /** The agent's recording, of an older JVM too, read by the JDK that the tests run on. */
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theJdksOwnReaderSeesTheSameSamplesAndWaits(int feature)
      throws IOException, InterruptedException {
    comparison(feature);
    RecordedSchedule schedule = Objects.requireNonNull(RECORDED.get(feature));
    Map<String, Integer> expected = SecondOpinion.of(schedule.program().recording());
    assertTrue(expected.size() > 100, "kinds, threads and stacks: " + expected.size());
    assertEquals(expected, SecondOpinion.of(schedule.program().timeline()));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void everyMethodHasCpuTime(int feature) throws IOException, InterruptedException {
    var without = new TreeMap<>(comparison(feature).cpu);
    without.values().removeIf(sums -> sums[0] < 200_000 || sums[2] > 0);
    assertEquals(List.of(), List.copyOf(without.keySet()));
  }
}
