package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.ThreadLoadTable;
import dev.microlog.timeline.Timeline;

/**
 * The CPU time that samples stand for.
 *
 * <p>Where the recording has CPU-time samples, theirs counts and nothing else ({@link #isExact()}).
 * Otherwise a sample of Java code counts its period, and one of native code that does not wait too:
 * an estimate. JFR takes at most five Java threads a tick and also threads that wait for a
 * processor, so that the estimate may be far off on a busy machine. Where the recording says how
 * much CPU time a thread used ({@link ThreadLoadTable}), what its samples of that time stand for is
 * scaled to it ({@link #isScaled()}); later samples as those before them.
 */
public final class CpuTime {
  private static final double MOST_SCALED = 10;
  private static final double MOST_SCALED_EXACT = 3;

  private final Timeline timeline;
  private final SampleTable samples;
  private final ThreadLoadTable loads;
  private final Joining joining;
  private final NativeCalls nativeCalls;
  private final boolean exact;

  /** For each measured interval, what its samples are multiplied with. */
  private final float[] scales;

  /** The same for all that a thread was measured. */
  private final float[] threadScales;

  CpuTime(Timeline timeline, Joining joining, NativeCalls nativeCalls) {
    this.timeline = timeline;
    this.joining = joining;
    this.nativeCalls = nativeCalls;
    samples = timeline.samples();
    loads = timeline.threadLoads();
    exact = samples.has(SampleKind.CPU);
    scales = new float[loads.size()];
    threadScales = new float[timeline.threads().size()];
    for (int thread = 0; thread < threadScales.length; thread++) {
      scale(thread);
    }
  }

  /** Whether CPU figures come from CPU-time samples rather than from counts of samples. */
  public boolean isExact() {
    return exact;
  }

  /** Whether the recording measured the CPU time of threads, so that figures are scaled to it. */
  public boolean isScaled() {
    return loads.size() > 0;
  }

  private void scale(int thread) {
    int sample = samples.firstRow(thread);
    double sampledInAll = 0;
    double measuredInAll = 0;
    for (int row = loads.firstRow(thread); row < loads.firstRow(thread + 1); row++) {
      while (sample < samples.firstRow(thread + 1)
          && samples.timeMicros(sample) < loads.startMicros(row)) {
        sample++;
      }
      double sampled = 0;
      while (sample < samples.firstRow(thread + 1)
          && samples.timeMicros(sample) <= loads.endMicros(row)) {
        sampled += counted(sample);
        sample++;
      }
      scales[row] = limited(loads.cpuMicros(row), sampled);
      sampledInAll += sampled;
      measuredInAll += loads.cpuMicros(row);
    }
    threadScales[thread] = limited(measuredInAll, sampledInAll);
  }

  /** A measured time that has few samples says more about what was not sampled than about them. */
  private float limited(double measured, double sampled) {
    if (sampled <= 0 || measured <= 0) {
      return 1;
    }
    double most = exact ? MOST_SCALED_EXACT : MOST_SCALED;
    return (float) Math.max(1 / most, Math.min(most, measured / sampled));
  }

  private float scaleAt(int sample) {
    int thread = samples.thread(sample);
    double time = samples.timeMicros(sample);
    int low = loads.firstRow(thread);
    int high = loads.firstRow(thread + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (loads.endMicros(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean measured = low < loads.firstRow(thread + 1) && loads.startMicros(low) <= time;
    return measured ? scales[low] : threadScales[thread];
  }

  /** The CPU time that a sample stands for, in µs. */
  public double micros(int sample) {
    double counted = counted(sample);
    return counted == 0 || loads.size() == 0 ? counted : counted * scaleAt(sample);
  }

  private double counted(int sample) {
    return switch (samples.kind(sample)) {
      case CPU -> joining.periodMicros(sample);
      case JAVA -> exact ? 0 : joining.periodMicros(sample);
      case NATIVE ->
          exact || state(sample) != ThreadState.NATIVE ? 0 : joining.periodMicros(sample);
      case WAITING -> 0;
    };
  }

  /** What the thread did when the sample was taken. */
  public ThreadState state(int sample) {
    SampleKind kind = samples.kind(sample);
    if (kind == SampleKind.JAVA || kind == SampleKind.CPU) {
      return ThreadState.RUNNING;
    }
    int stack = samples.stack(sample);
    ThreadState state =
        stack < 0 ? ThreadState.NATIVE : nativeCalls.state(timeline.methodAt(stack));
    return kind == SampleKind.WAITING && state == ThreadState.NATIVE ? ThreadState.WAITING : state;
  }
}
