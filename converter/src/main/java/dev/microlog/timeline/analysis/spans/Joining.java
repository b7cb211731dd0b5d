package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * How far apart two samples of a thread may be and still belong to one stretch.
 *
 * <p>On an idle machine a running thread is sampled every period, give or take 3 %: one missed tick
 * is forgiven, so the distance is 2.1 periods. It grows where the recording shows that running
 * threads are sampled more rarely:
 *
 * <ul>
 *   <li>The sampler takes at most five Java threads (one native thread) a tick, in turn: with more
 *       of them each is seen every {@code threads / 5} ticks.
 *   <li>On a busy machine a thread is seen only while it has a processor: with {@code threads}
 *       running on {@code cores} about every {@code threads / cores} ticks, and irregularly (seen
 *       with 6 threads on 2 cores and 20 ms: half of the distances above 65 ms, a tenth above 200
 *       ms), so five times the expected distance is forgiven.
 * </ul>
 *
 * <p>The number of running threads is taken from the samples of each second: {@code (Σc)² / Σc²} of
 * the counts per thread, which a thread that ran for one tick hardly changes. Time in which all
 * threads stood still (GC) does not count. A wait between two samples is never bridged: that is for
 * {@link Segments}.
 */
public final class Joining {
  /** The lane with the load of the whole machine, from 0 to 1. */
  static final String MACHINE_LOAD = "cpu.machine";

  private static final double BUCKET_MICROS = 1e6;
  private static final double NATIVE_BUCKET_MICROS = 5e6;
  private static final int MOST_BUCKETS = 1 << 20;
  private static final double DEFAULT_PERIOD_MICROS = 20_000;
  private static final double BUSY = 0.8;
  private static final double REACH_IDLE = 2.1;
  private static final double REACH_BUSY = 5;
  private static final double MOST_PERIODS = 50;
  private static final int JAVA_THREADS_PER_TICK = 5;
  private static final int NATIVE_THREADS_PER_TICK = 1;

  private final SampleTable samples;
  private final double javaPeriod;
  private final double nativePeriod;
  private final double cpuPeriod;
  private final double bucketMicros;
  private final double nativeBucketMicros;
  private final float[] javaReach;
  private final float[] nativeReach;
  private final double[] pauseStart;
  private final double[] pauseEnd;
  private final double[] pausedBefore;

  Joining(Timeline timeline) {
    samples = timeline.samples();
    double recorded = timeline.recording().executionPeriodMicros();
    javaPeriod = recorded > 0 ? recorded : DEFAULT_PERIOD_MICROS;
    recorded = timeline.recording().nativePeriodMicros();
    nativePeriod = recorded > 0 ? recorded : DEFAULT_PERIOD_MICROS;
    recorded = timeline.recording().cpuPeriodMicros();
    cpuPeriod = recorded > 0 ? recorded : DEFAULT_PERIOD_MICROS;

    double duration = timeline.recording().durationMicros();
    for (int row = 0; row < samples.size(); row++) {
      duration = Math.max(duration, samples.timeMicros(row));
    }
    bucketMicros = Math.max(BUCKET_MICROS, duration / MOST_BUCKETS);
    nativeBucketMicros = Math.max(NATIVE_BUCKET_MICROS, duration / MOST_BUCKETS);
    javaReach = new float[(int) (duration / bucketMicros) + 1];
    nativeReach = new float[(int) (duration / nativeBucketMicros) + 1];
    computeJavaReach(timeline);
    computeNativeReach(timeline);

    DoubleColumn starts = new DoubleColumn();
    DoubleColumn ends = new DoubleColumn();
    unitePauses(timeline.pauses(), starts, ends);
    pauseStart = starts.toArray();
    pauseEnd = ends.toArray();
    pausedBefore = new double[pauseStart.length + 1];
    for (int i = 0; i < pauseStart.length; i++) {
      pausedBefore[i + 1] = pausedBefore[i] + pauseEnd[i] - pauseStart[i];
    }
  }

  private static void unitePauses(PauseTable pauses, DoubleColumn starts, DoubleColumn ends) {
    for (int row = 0; row < pauses.size(); row++) {
      int last = ends.size() - 1;
      if (last >= 0 && pauses.startMicros(row) <= ends.get(last)) {
        ends.set(last, Math.max(ends.get(last), pauses.endMicros(row)));
      } else {
        starts.add(pauses.startMicros(row));
        ends.add(pauses.endMicros(row));
      }
    }
  }

  /** What a sample stands for, in µs: its weight, or the period of its sampler if it has none. */
  public double periodMicros(int sample) {
    int weight = samples.weightMicros(sample);
    if (weight > 0) {
      return weight;
    }
    return switch (samples.kind(sample)) {
      case NATIVE -> nativePeriod;
      case CPU -> cpuPeriod;
      case JAVA, WAITING -> javaPeriod;
    };
  }

  /** The period of the sampler of running threads. */
  public double javaPeriodMicros() {
    return javaPeriod;
  }

  /**
   * Whether what was seen at two instants of a thread belongs to one stretch.
   *
   * @param inNative whether the thread was in native code at both instants
   */
  boolean joins(double earlier, double later, double period, boolean inNative) {
    double distance = later - earlier;
    if (distance <= REACH_IDLE * period) {
      return true;
    }
    distance -= pausedMicros(earlier, later);
    double reach =
        inNative
            ? reach(nativeReach, nativeBucketMicros, earlier, later)
            : reach(javaReach, bucketMicros, earlier, later);
    return distance <= reach * period;
  }

  private static double reach(float[] reaches, double bucketMicros, double earlier, double later) {
    int first = bucket(earlier, bucketMicros, reaches.length);
    int last = bucket(later, bucketMicros, reaches.length);
    return Math.max(REACH_IDLE, Math.max(reaches[first], reaches[last]));
  }

  private static int bucket(double time, double bucketMicros, int buckets) {
    return Math.max(0, Math.min(buckets - 1, (int) (time / bucketMicros)));
  }

  /** How long all threads stood still between two instants. */
  public double pausedMicros(double from, double to) {
    return pausedUntil(to) - pausedUntil(from);
  }

  private double pausedUntil(double time) {
    int low = 0;
    int high = pauseStart.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pauseStart[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? 0
        : pausedBefore[low - 1] + Math.min(time, pauseEnd[low - 1]) - pauseStart[low - 1];
  }

  int pauses() {
    return pauseStart.length;
  }

  /** Start of a stretch in which all threads stood still; such stretches do not touch. */
  double pauseStartMicros(int pause) {
    return pauseStart[pause];
  }

  double pauseEndMicros(int pause) {
    return pauseEnd[pause];
  }

  private void computeJavaReach(Timeline timeline) {
    Counts counts = new Counts(javaReach.length);
    counts.add(samples, timeline.threads().size(), bucketMicros, false);
    Lane load = timeline.lanes().find(MACHINE_LOAD);
    int cores = timeline.recording().cores();
    for (int bucket = 0; bucket < javaReach.length; bucket++) {
      double threads = counts.threads(bucket);
      double distance = Math.max(1, threads / JAVA_THREADS_PER_TICK);
      if (isBusy(load, (bucket + 0.5) * bucketMicros, threads, cores)) {
        double ofBusiest = bucketMicros / (javaPeriod * Math.max(1, counts.most[bucket]));
        distance = Math.max(distance, Math.min(5, ofBusiest));
        distance = Math.max(distance, cores > 0 ? threads / cores : 1);
        javaReach[bucket] = (float) Math.min(MOST_PERIODS, REACH_BUSY * distance);
      } else {
        javaReach[bucket] = (float) Math.min(MOST_PERIODS, REACH_IDLE * distance);
      }
    }
  }

  private void computeNativeReach(Timeline timeline) {
    Counts counts = new Counts(nativeReach.length);
    counts.add(samples, timeline.threads().size(), nativeBucketMicros, true);
    for (int bucket = 0; bucket < nativeReach.length; bucket++) {
      double distance = Math.max(1, counts.threads(bucket) / NATIVE_THREADS_PER_TICK);
      nativeReach[bucket] =
          (float) Math.min(nativeBucketMicros / nativePeriod, REACH_IDLE * distance);
    }
  }

  /** Whether the machine had no processor left at that time, as far as one can tell. */
  private static boolean isBusy(@Nullable Lane load, double time, double threads, int cores) {
    if (load == null || load.size() == 0) {
      return cores > 0 && threads > 1.2 * cores;
    }
    int low = 0;
    int high = load.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (load.timeMicros(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return load.value(low) >= BUSY;
  }

  /** Counts of samples per thread in each bucket: their sum, sum of squares and maximum. */
  private static final class Counts {
    private final double[] sum;
    private final double[] squares;
    private final int[] most;

    Counts(int buckets) {
      sum = new double[buckets];
      squares = new double[buckets];
      most = new int[buckets];
    }

    /** Samples of a thread are in order of time, so those of one bucket follow each other. */
    void add(SampleTable samples, int threads, double bucketMicros, boolean ofNative) {
      for (int thread = 0; thread < threads; thread++) {
        add(
            samples,
            samples.firstRow(thread),
            samples.firstRow(thread + 1),
            bucketMicros,
            ofNative);
      }
    }

    private void add(SampleTable samples, int from, int to, double bucketMicros, boolean ofNative) {
      int bucket = -1;
      int count = 0;
      for (int row = from; row < to; row++) {
        if ((samples.kind(row) == SampleKind.NATIVE) == ofNative) {
          int at = Joining.bucket(samples.timeMicros(row), bucketMicros, sum.length);
          if (at != bucket) {
            close(bucket, count);
            bucket = at;
            count = 0;
          }
          count++;
        }
      }
      close(bucket, count);
    }

    private void close(int bucket, int count) {
      if (count > 0) {
        sum[bucket] += count;
        squares[bucket] += (double) count * count;
        most[bucket] = Math.max(most[bucket], count);
      }
    }

    /** How many threads ran, as if each that ran had run all the time. */
    double threads(int bucket) {
      return squares[bucket] == 0 ? 0 : sum[bucket] * sum[bucket] / squares[bucket];
    }
  }
}
