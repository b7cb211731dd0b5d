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
    SampleTable samples = timeline.samples();
    double perBucket = Math.max(1, timeline.recording().durationMicros()) / BUCKETS;
    double most = 0;
    for (int row = 0; row < samples.size(); row++) {
      if (samples.kind(row) == SampleKind.WAITING || samples.kind(row) == SampleKind.NATIVE) {
        continue;
      }
      if (!threads.test(samples.thread(row))) {
        continue;
      }
      int bucket = (int) (samples.timeMicros(row) / perBucket);
      if (bucket >= 0 && bucket < BUCKETS) {
        share[bucket] += samples.weightMicros(row);
        most = Math.max(most, share[bucket]);
      }
    }
    for (int i = 0; i < BUCKETS && most > 0; i++) {
      share[i] /= most;
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
