package dev.microlog.convert.build;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of all samplers. What a sample stands for is its sampler's period at that time, which is
 * looked up when all settings of the chunk are known.
 */
final class SampleSinks implements ChunkTables.Sinks {
  private static final String EXECUTION = "jdk.ExecutionSample";
  private static final String NATIVE = "jdk.NativeMethodSample";
  private static final String CPU_TIME = "jdk.CPUTimeSample";
  private static final String WALL_CLOCK = "profiler.WallClockSample";

  /** Times of samples are kept in steps of so many µs. */
  private static final double TIME_STEP = 100;

  /** What says again and again that a thread waits in native code needs no exact time. */
  private static final double WAITING_TIME_STEP = 10_000;

  /** The period of a sampler whose setting is not in the recording: JFR's and async-profiler's. */
  private static final int JFR_PERIOD = 20_000;

  private static final int ASYNC_PROFILER_PERIOD = 10_000;

  private static final SampleKind[] KINDS = SampleKind.values();

  private final TimelineBuilder tables;
  private final Dictionary dictionary;
  private final RecordingFacts facts;
  private final Settings settings;
  private final double endMicros;
  private boolean asyncProfiler;

  private double[] time = new double[256];
  private int[] rows = new int[1024];
  private int size;

  SampleSinks(
      TimelineBuilder tables,
      Dictionary dictionary,
      RecordingFacts facts,
      Settings settings,
      double endMicros) {
    this.tables = tables;
    this.dictionary = dictionary;
    this.facts = facts;
    this.settings = settings;
    this.endMicros = endMicros;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put(EXECUTION, (type, fields) -> execution(fields));
    factories.put(NATIVE, (type, fields) -> nativeMethod(fields));
    factories.put(CPU_TIME, (type, fields) -> cpuTime(fields));
    factories.put(WALL_CLOCK, (type, fields) -> wallClock(fields));
    factories.put("datadog.ExecutionSample", (type, fields) -> execution(fields));
    factories.put("datadog.MethodSample", (type, fields) -> wallClock(fields));
  }

  private EventSink execution(EventFields fields) {
    int thread = fields.find("sampledThread");
    int state = fields.find("state");
    return event ->
        add(event, threadOf(event, thread), kind(event.text(state), SampleKind.JAVA), 0);
  }

  private EventSink nativeMethod(EventFields fields) {
    int thread = fields.find("sampledThread");
    return event -> add(event, threadOf(event, thread), SampleKind.NATIVE, 0);
  }

  private EventSink cpuTime(EventFields fields) {
    int period = fields.find("samplingPeriod");
    return event -> {
      double micros = event.number(period);
      add(event, event.thread(), SampleKind.CPU, micros >= 1 ? (int) Math.min(micros, 1e9) : 0);
    };
  }

  /** One event may stand for several samples in a row that saw the same. */
  private EventSink wallClock(EventFields fields) {
    int thread = fields.find("sampledThread");
    int state = fields.find("state");
    int count = fields.find("samples", "weight");
    asyncProfiler = true;
    return event -> {
      double samples = event.number(count);
      int times = samples > 1 ? (int) Math.min(samples, 1e6) : 1;
      add(event, threadOf(event, thread), kind(event.text(state), SampleKind.JAVA), -times);
    };
  }

  private static int threadOf(Event event, int field) {
    int thread = event.thread(field);
    return thread >= 0 ? thread : event.thread();
  }

  /** The JDK's samples are of running threads; async-profiler tells which are not. */
  private static SampleKind kind(@Nullable String state, SampleKind running) {
    if (state == null) {
      return running;
    }
    return switch (state) {
      case "STATE_SLEEPING", "SLEEPING", "STATE_PARKED", "STATE_WAITING", "WAITING", "PARKED" ->
          SampleKind.WAITING;
      default -> running;
    };
  }

  /**
   * @param weight in µs; 0 if it is the period, negative if it is so many periods
   */
  private void add(Event event, int thread, SampleKind kind, int weight) {
    if (thread < 0) {
      facts.lostSamples++;
      return;
    }
    if (size == time.length) {
      time = Arrays.copyOf(time, size * 2);
      rows = Arrays.copyOf(rows, size * 8);
    }
    int stack = event.stack();
    double step = kind == SampleKind.NATIVE && waits(stack) ? WAITING_TIME_STEP : TIME_STEP;
    time[size] = Math.rint(event.startMicros() / step) * step;
    facts.happened(event.startMicros());
    rows[4 * size] = thread;
    rows[4 * size + 1] = stack;
    rows[4 * size + 2] = kind.ordinal();
    rows[4 * size + 3] = weight;
    size++;
  }

  /** Whether the method that a native sample saw is one that waits for the world outside. */
  private boolean waits(int stack) {
    String type = stack < 0 ? "" : dictionary.classAt(stack);
    return (type.startsWith("sun.nio.ch.") && !type.contains("File"))
        || type.startsWith("java.net.")
        || type.equals("jdk.internal.misc.Unsafe")
        || type.equals("java.lang.Object")
        || type.equals("java.lang.ProcessImpl")
        || type.equals("java.lang.ProcessHandleImpl");
  }

  @Override
  public void finish() {
    facts.executionPeriodMicros = javaPeriod(endMicros);
    facts.nativePeriodMicros = settings.periodMicros(endMicros, NATIVE, "period");
    facts.cpuPeriodMicros = settings.periodMicros(endMicros, CPU_TIME, "throttle");
    for (int i = 0; i < size; i++) {
      SampleKind kind = KINDS[rows[4 * i + 2]];
      int weight = rows[4 * i + 3];
      if (weight <= 0) {
        double batch = Math.max(1.0, -(double) weight) * period(kind, time[i]);
        weight = (int) Math.min(batch, Integer.MAX_VALUE);
      }
      tables.samples().add(rows[4 * i], time[i], rows[4 * i + 1], kind, weight);
    }
  }

  private double javaPeriod(double micros) {
    double period = settings.periodMicros(micros, EXECUTION, "period");
    if (period > 0) {
      return period;
    }
    double interval = settings.periodMicros(micros, EXECUTION, "interval");
    return interval > 0 ? interval : settings.periodMicros(micros, WALL_CLOCK, "interval");
  }

  private int period(SampleKind kind, double micros) {
    double period =
        switch (kind) {
          case JAVA, WAITING -> javaPeriod(micros);
          case NATIVE -> settings.periodMicros(micros, NATIVE, "period");
          case CPU -> settings.periodMicros(micros, CPU_TIME, "throttle");
        };
    if (period > 0) {
      return (int) Math.min(period, 1e9);
    }
    return asyncProfiler ? ASYNC_PROFILER_PERIOD : JFR_PERIOD;
  }
}
