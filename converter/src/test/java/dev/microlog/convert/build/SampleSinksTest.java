package dev.microlog.convert.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Samples of async-profiler, whose samplers are told apart by event, state and settings. */
final class SampleSinksTest {
  private static final String EXECUTION = "jdk.ExecutionSample";
  private static final String WALL_CLOCK = "profiler.WallClockSample";

  private final TimelineBuilder tables = new TimelineBuilder();
  private final Settings settings = new Settings();
  private final Map<String, ChunkTables.SinkFactory> factories = new HashMap<>();
  private final SampleSinks sinks =
      new SampleSinks(tables, new Dictionary(tables), new RecordingFacts(), settings, 1e7);

  @BeforeEach
  void register() {
    tables.threads().add(1, "main", "main", false);
    sinks.register(factories);
  }

  private void sample(String type, double micros, String state, int samples) {
    EventFields fields = new EventFields(List.of("sampledThread", "state", "samples"));
    ChunkTables.SinkFactory factory = factories.get(type);
    if (factory == null) {
      throw new IllegalArgumentException(type);
    }
    factory.create(type, fields).accept(new Sample(micros, state, samples));
  }

  private record Sample(double startMicros, String state, int samples) implements Event {
    @Override
    public double durationMicros() {
      return 0;
    }

    @Override
    public int thread() {
      return 0;
    }

    @Override
    public int stack() {
      return -1;
    }

    @Override
    public double number(int field) {
      return field == 2 ? samples : Double.NaN;
    }

    @Override
    public @Nullable String text(int field) {
      return field == 1 ? state : null;
    }

    @Override
    public int thread(int field) {
      return 0;
    }

    @Override
    public @Nullable String referencePath(int field) {
      return null;
    }
  }

  private List<String> rows() {
    sinks.finish();
    SampleTable samples = tables.build().samples();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < samples.size(); row++) {
      String time = (long) (samples.timeMicros(row) / 1000) + " ms ";
      rows.add(time + samples.kind(row) + " " + samples.weightMicros(row) / 1000);
    }
    return rows;
  }

  @Test
  void samplesOfTheJdkHaveItsPeriod() {
    settings.add(0, EXECUTION, "period", "10 ms");
    sample(EXECUTION, 20_000, "STATE_RUNNABLE", 0);
    assertEquals(List.of("20 ms JAVA 10"), rows());
  }

  @Test
  void twoSamplersInOneEventType() {
    settings.add(0, EXECUTION, "interval", "10000000");
    settings.add(0, EXECUTION, "wall", "200000000");
    sample(EXECUTION, 20_000, "STATE_DEFAULT", 0);
    sample(EXECUTION, 100_000, "STATE_RUNNABLE", 0);
    sample(EXECUTION, 300_000, "STATE_SLEEPING", 0);
    assertEquals(List.of("20 ms CPU 10", "100 ms JAVA 200", "300 ms WAITING 200"), rows());
  }

  @Test
  void twoSamplersInTwoEventTypes() {
    settings.add(0, EXECUTION, "interval", "10000000");
    settings.add(0, WALL_CLOCK, "wall", "50000000");
    sample(EXECUTION, 20_000, "STATE_RUNNABLE", 0);
    sample(WALL_CLOCK, 100_000, "STATE_RUNNABLE", 1);
    sample(WALL_CLOCK, 300_000, "STATE_SLEEPING", 21);
    // of 21 samples the first is at 300 ms, the one in the middle at 800 ms
    assertEquals(List.of("20 ms CPU 10", "100 ms JAVA 50", "800 ms WAITING 1050"), rows());
  }

  @Test
  void theClockOnTheWallAlone() {
    settings.add(0, EXECUTION, "interval", "0");
    sample(EXECUTION, 100_000, "STATE_RUNNABLE", 0);
    sample(EXECUTION, 150_000, "STATE_SLEEPING", 0);
    assertEquals(List.of("100 ms JAVA 50", "150 ms WAITING 50"), rows());
  }

  @Test
  void cpuTimeAlone() {
    settings.add(0, EXECUTION, "interval", "0");
    sample(EXECUTION, 100_000, "STATE_RUNNABLE", 0);
    assertEquals(List.of("100 ms JAVA 10"), rows());
  }
}
