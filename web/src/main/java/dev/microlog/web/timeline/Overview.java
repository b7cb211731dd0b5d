package dev.microlog.web.timeline;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import java.util.function.IntPredicate;

/** How busy the program was over the whole recording: what the minimap draws. */
public final class Overview {
  private static final int BUCKETS = 800;

  private final double[] share = new double[BUCKETS];

  /**
   * @param threads which threads count
   */
  public Overview(Timeline timeline, IntPredicate threads) {
    double perBucket = Math.max(1, timeline.recording().durationMicros()) / BUCKETS;
    SampleTable samples = timeline.samples();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      if (threads.test(thread)) {
        add(samples, samples.firstRow(thread), samples.firstRow(thread + 1), perBucket);
      }
    }
    double most = 0;
    for (double each : share) {
      most = Math.max(most, each);
    }
    for (int i = 0; i < BUCKETS && most > 0; i++) {
      share[i] /= most;
    }
  }

  private void add(SampleTable samples, int from, int to, double perBucket) {
    int row = from;
    for (int bucket = 0; bucket < BUCKETS && row < to; bucket++) {
      int next = samples.firstFrom(row, to, (bucket + 1) * perBucket);
      share[bucket] += samples.sumMicros(row, next, SampleKind.JAVA);
      share[bucket] += samples.sumMicros(row, next, SampleKind.CPU);
      row = next;
    }
  }

  public int size() {
    return BUCKETS;
  }

  /** From 0 (nothing ran) to 1 (the busiest moment). */
  public double share(int bucket) {
    return share[bucket];
  }
}
