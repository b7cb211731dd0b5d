package dev.microlog.convert.build;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of all samplers. What a sample stands for is its sampler's period at that time, which is
 * looked up when all settings of the chunk are known.
 *
 * <p>async-profiler may run two samplers at once, of CPU time and of the clock on the wall, each
 * with a period of its own. {@code profiler.WallClockSample} is of the latter, and so is a {@code
 * jdk.ExecutionSample} of a sleeping thread; one in the state {@code STATE_DEFAULT} is of CPU time;
 * and one of a running thread is of the clock on the wall where the chunk has samples of sleeping
 * threads and no other events for them, or samples in {@code STATE_DEFAULT} too. Where both ran,
 * CPU time is what the former says alone.
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

  /** async-profiler's for the clock on the wall. */
  private static final int WALL_CLOCK_PERIOD = 50_000;

  /** The samplers, in the order of what is known of them. */
  private static final int UNKNOWN = 0;

  private static final int OF_CPU = 1;
  private static final int OF_WALL_CLOCK = 2;

  /** How many numbers a row has. */
  private static final int COLUMNS = 5;

  /** In µs: a period or weight that means anything is no longer. */
  private static final double MOST_WEIGHT = 1e9;

  private static final SampleKind[] KINDS = SampleKind.values();

  private final TimelineBuilder tables;
  private final Dictionary dictionary;
  private final RecordingFacts facts;
  private final Settings settings;
  private final double endMicros;
  private boolean wallClockEvents;

  /** Which samplers of async-profiler are known to have run, by their number. */
  private final boolean[] ran = new boolean[3];

  private double[] time = new double[256];
  private int[] rows = new int[256 * COLUMNS];
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
    return event -> {
      String text = event.text(state);
      SampleKind kind = kind(text, SampleKind.JAVA);
      int sampler =
          kind == SampleKind.WAITING
              ? OF_WALL_CLOCK
              : "STATE_DEFAULT".equals(text) ? OF_CPU : UNKNOWN;
      add(event, threadOf(event, thread), kind, 0, sampler);
    };
  }

  private EventSink nativeMethod(EventFields fields) {
    int thread = fields.find("sampledThread");
    return event -> add(event, threadOf(event, thread), SampleKind.NATIVE, 0, UNKNOWN);
  }

  private EventSink cpuTime(EventFields fields) {
    int period = fields.find("samplingPeriod");
    return event -> {
      double micros = event.number(period);
      int weight = micros >= 1 ? (int) Math.min(micros, 1e9) : 0;
      add(event, event.thread(), SampleKind.CPU, weight, UNKNOWN);
    };
  }

  /** One event may stand for several samples in a row that saw the same, from its time on. */
  private EventSink wallClock(EventFields fields) {
    int thread = fields.find("sampledThread");
    int state = fields.find("state");
    int count = fields.find("samples", "weight");
    return event -> {
      wallClockEvents = true;
      double samples = event.number(count);
      int times = samples > 1 ? (int) Math.min(samples, 1e6) : 1;
      SampleKind kind = kind(event.text(state), SampleKind.JAVA);
      add(event, threadOf(event, thread), kind, -times, OF_WALL_CLOCK);
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
  private void add(Event event, int thread, SampleKind kind, int weight, int sampler) {
    if (thread < 0) {
      facts.lostSamples++;
      return;
    }
    if (size == time.length) {
      time = Arrays.copyOf(time, size * 2);
      rows = Arrays.copyOf(rows, size * 2 * COLUMNS);
    }
    int stack = event.stack();
    double step = kind == SampleKind.NATIVE && waits(stack) ? WAITING_TIME_STEP : TIME_STEP;
    time[size] = Math.rint(event.startMicros() / step) * step;
    facts.happened(event.startMicros());
    ran[sampler] |= kind == SampleKind.JAVA || kind == SampleKind.WAITING;
    rows[COLUMNS * size] = thread;
    rows[COLUMNS * size + 1] = stack;
    rows[COLUMNS * size + 2] = kind.ordinal();
    rows[COLUMNS * size + 3] = weight;
    rows[COLUMNS * size + 4] = sampler;
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
    boolean ofWallClock = ran[OF_WALL_CLOCK];
    int others = ofWallClock && (ran[OF_CPU] || !wallClockEvents) ? OF_WALL_CLOCK : OF_CPU;
    boolean ofBoth = ofWallClock && (ran[OF_CPU] || (wallClockEvents && ran[UNKNOWN]));
    for (int i = 0; i < size; i++) {
      SampleKind kind = KINDS[rows[COLUMNS * i + 2]];
      int weight = rows[COLUMNS * i + 3];
      int sampler = rows[COLUMNS * i + 4] == UNKNOWN ? others : rows[COLUMNS * i + 4];
      boolean execution = kind == SampleKind.JAVA || kind == SampleKind.WAITING;
      double at = time[i];
      if (weight <= 0) {
        boolean wall = execution && ofWallClock && sampler == OF_WALL_CLOCK;
        int period = wall ? wallClockPeriod(at) : period(kind, at);
        int times = Math.max(1, -weight);
        weight = (int) Math.min((double) times * period, MOST_WEIGHT);
        // the time is that of the first, a sample stands in the middle of its weight
        at += Math.rint((weight - period) / 2.0 / TIME_STEP) * TIME_STEP;
        facts.happened(Math.min(endMicros, at + (weight - period) / 2.0));
      }
      if (ofBoth && execution && sampler == OF_CPU) {
        kind = SampleKind.CPU;
      }
      tables.samples().add(rows[COLUMNS * i], at, rows[COLUMNS * i + 1], kind, weight);
    }
  }

  /** The period of async-profiler's clock on the wall: 0 is its default. */
  private int wallClockPeriod(double micros) {
    double period = settings.periodMicros(micros, EXECUTION, "wall");
    if (period <= 0) {
      period = settings.periodMicros(micros, WALL_CLOCK, "wall");
    }
    if (period <= 0) {
      period = settings.periodMicros(micros, WALL_CLOCK, "interval");
    }
    if (period <= 0) {
      period = settings.periodMicros(micros, EXECUTION, "interval");
    }
    return period > 0 ? (int) Math.min(period, MOST_WEIGHT) : WALL_CLOCK_PERIOD;
  }

  private double javaPeriod(double micros) {
    double period = settings.periodMicros(micros, EXECUTION, "period");
    if (period > 0) {
      return period;
    }
    double interval = settings.periodMicros(micros, EXECUTION, "interval");
    if (interval == 0) {
      // async-profiler's own choice
      return ran[OF_WALL_CLOCK] && !ran[OF_CPU] ? WALL_CLOCK_PERIOD : ASYNC_PROFILER_PERIOD;
    }
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
      return (int) Math.min(period, MOST_WEIGHT);
    }
    return wallClockEvents ? ASYNC_PROFILER_PERIOD : JFR_PERIOD;
  }
}
