package dev.microlog.timeline.analysis;

import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.CpuTime;
import dev.microlog.timeline.analysis.spans.Spans;

/**
 * What each thread did in a selection, in a row per thread of the thread table; no spans are made.
 */
public final class ThreadSummaries {
  /** A thread is idle that used less than this share of one processor. */
  private static final double IDLE_SHARE = 0.005;

  private final double durationMicros;
  private final int[] samples;
  private final double[] cpu;
  private final double[] waited;
  private final boolean[] busy;

  private ThreadSummaries(Timeline timeline, Selection selection) {
    int threads = timeline.threads().size();
    durationMicros = selection.durationMicros(timeline);
    samples = new int[threads];
    cpu = new double[threads];
    waited = new double[threads];
    busy = new boolean[threads];
  }

  /** Summaries of all threads in the selected range; threads that are not selected have zeroes. */
  public static ThreadSummaries of(Spans spans, Selection selection) {
    Timeline timeline = spans.timeline();
    ThreadSummaries summaries = new ThreadSummaries(timeline, selection);
    SampleTable samples = timeline.samples();
    for (int row = 0; row < samples.size(); row++) {
      int thread = samples.thread(row);
      double at = samples.timeMicros(row);
      if (selection.has(thread) && selection.has(at)) {
        summaries.samples[thread]++;
        summaries.cpu[thread] += spans.cpuTime().micros(row);
        summaries.busy[thread] |= spans.cpuTime().state(row).isActive();
      }
    }
    WaitTable waits = timeline.waits();
    double[] counted = new double[summaries.cpu.length];
    for (int row = 0; row < waits.size(); row++) {
      int thread = waits.thread(row);
      double from = Math.max(waits.startMicros(row), selection.fromMicros());
      double to = Math.min(waits.endMicros(row), selection.toMicros());
      if (selection.has(thread) && from < to) {
        // waits may nest: what was counted is not counted again
        summaries.waited[thread] += Math.max(0, to - Math.max(from, counted[thread]));
        counted[thread] = Math.max(counted[thread], to);
      }
    }
    return summaries;
  }

  public int size() {
    return samples.length;
  }

  public int samples(int thread) {
    return samples[thread];
  }

  /** Estimated from samples, or exact if {@link CpuTime#isExact()}. */
  public double cpuMicros(int thread) {
    return cpu[thread];
  }

  /** The share of one processor: 1 is a thread that ran all the time. */
  public double cpuShare(int thread) {
    return durationMicros > 0 ? cpu[thread] / durationMicros : 0;
  }

  /** Time spent in recorded waits. */
  public double waitedMicros(int thread) {
    return waited[thread];
  }

  /**
   * Whether it did next to nothing: it was never seen running, or for less than half a per cent.
   */
  public boolean isIdle(int thread) {
    return !busy[thread] || (cpuShare(thread) < IDLE_SHARE && samples[thread] < 10);
  }
}
