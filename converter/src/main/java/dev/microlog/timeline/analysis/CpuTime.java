package dev.microlog.timeline.analysis;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;

/**
 * The CPU time that samples stand for.
 *
 * <p>Where the recording has CPU-time samples, theirs counts and nothing else ({@link #isExact()}).
 * Otherwise a sample of Java code counts its period, and one of native code that does not wait too:
 * an estimate, low by a fifth and more on an oversubscribed machine.
 */
public final class CpuTime {
  private final Timeline timeline;
  private final SampleTable samples;
  private final Joining joining;
  private final NativeCalls nativeCalls;
  private final boolean exact;

  CpuTime(Timeline timeline, Joining joining, NativeCalls nativeCalls) {
    this.timeline = timeline;
    this.joining = joining;
    this.nativeCalls = nativeCalls;
    samples = timeline.samples();
    boolean found = false;
    for (int row = 0; row < samples.size() && !found; row++) {
      found = samples.kind(row) == SampleKind.CPU;
    }
    exact = found;
  }

  /** Whether CPU figures come from CPU-time samples rather than from counts of samples. */
  public boolean isExact() {
    return exact;
  }

  /** The CPU time that a sample stands for, in µs. */
  public double micros(int sample) {
    return switch (samples.kind(sample)) {
      case CPU -> joining.periodMicros(sample);
      case JAVA -> exact ? 0 : joining.periodMicros(sample);
      case NATIVE ->
          exact || state(sample) != ThreadState.NATIVE ? 0 : joining.periodMicros(sample);
      case WAITING -> 0;
    };
  }

  /** What the thread did when the sample was taken. */
  ThreadState state(int sample) {
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
