package dev.microlog.web.timeline;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.web.state.Range;

/**
 * What is known of each thread without computing its spans: how busy it was, whether it ran code of
 * the program. One pass over the tables.
 */
public final class ThreadActivity {
  /** A thread that ran less than this share of the recording, and no code of yours, is idle. */
  private static final double IDLE_SHARE = 0.005;

  private final Timeline timeline;
  private final double[] runningMicros;
  private final double[] firstMicros;
  private final boolean[] hasYours;
  private final boolean[] hasMarker;
  private final boolean[] seen;
  private final int[] depth;
  private final double durationMicros;

  public ThreadActivity(Timeline timeline) {
    this.timeline = timeline;
    int threads = timeline.threads().size();
    runningMicros = new double[threads];
    firstMicros = new double[threads];
    hasYours = new boolean[threads];
    hasMarker = new boolean[threads];
    seen = new boolean[threads];
    depth = new int[threads];
    durationMicros = Math.max(1, timeline.recording().durationMicros());
    int[] yoursOnWay = yoursOnWay(timeline);
    boolean cpuSamples = timeline.samples().has(SampleKind.CPU);
    SampleKind running = cpuSamples ? SampleKind.CPU : SampleKind.JAVA;
    for (int thread = 0; thread < threads; thread++) {
      firstMicros[thread] = Math.max(0, timeline.threads().startMicros(thread));
      readSamples(thread, yoursOnWay, running);
      readWaits(thread, yoursOnWay);
    }
    MarkerTable markers = timeline.markers();
    for (int row = 0; row < markers.size(); row++) {
      if (markers.thread(row) >= 0) {
        hasMarker[markers.thread(row)] = true;
      }
    }
  }

  /** For each stack node the number of your own frames from its root to it. */
  static int[] yoursOnWay(Timeline timeline) {
    StackTable stacks = timeline.stacks();
    int[] count = new int[stacks.size()];
    for (int node = 0; node < count.length; node++) {
      int parent = stacks.parent(node);
      int own = timeline.methods().kind(timeline.methodAt(node)) == MethodKind.YOURS ? 1 : 0;
      count[node] = own + (parent < 0 ? 0 : count[parent]);
    }
    return count;
  }

  private void readSamples(int thread, int[] yoursOnWay, SampleKind running) {
    SampleTable samples = timeline.samples();
    int first = samples.firstRow(thread);
    int end = samples.firstRow(thread + 1);
    runningMicros[thread] = samples.sumMicros(first, end, running);
    int last = -1;
    for (int row = first; row < end; row++) {
      int node = samples.stack(row);
      if (node != last) {
        readStack(thread, node, yoursOnWay);
        last = node;
      }
    }
    seen[thread] |= first < end;
    if (first < end && timeline.threads().startMicros(thread) < 0) {
      firstMicros[thread] = samples.timeMicros(first);
    }
  }

  private void readWaits(int thread, int[] yoursOnWay) {
    WaitTable waits = timeline.waits();
    for (int row = waits.firstRow(thread); row < waits.firstRow(thread + 1); row++) {
      int node = waits.stack(row);
      readStack(thread, node, yoursOnWay);
      if (node >= 0) {
        // the wait itself may be a box of its own, below its last frame
        depth[thread] = Math.max(depth[thread], timeline.stacks().depth(node) + 2);
      }
    }
  }

  private void readStack(int thread, int node, int[] yoursOnWay) {
    seen[thread] = true;
    if (node >= 0 && timeline.stacks().depth(node) >= depth[thread]) {
      depth[thread] = timeline.stacks().depth(node) + 1;
    }
    hasYours[thread] |= node >= 0 && yoursOnWay[node] > 0;
  }

  /** For each thread the number of rows that its deepest stack needs, with all of its frames. */
  int[] depths() {
    return depth.clone();
  }

  /**
   * For each thread the number of rows that its deepest stack needs.
   *
   * @param tree of the frames that are shown
   */
  static int[] depths(Timeline timeline, MethodTree tree) {
    int[] depths = new int[timeline.threads().size()];
    SampleTable samples = timeline.samples();
    for (int thread = 0; thread < depths.length; thread++) {
      for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
        int node = tree.node(samples.stack(row));
        if (node >= 0 && tree.depth(node) >= depths[thread]) {
          depths[thread] = tree.depth(node) + 1;
        }
      }
    }
    WaitTable waits = timeline.waits();
    for (int row = 0; row < waits.size(); row++) {
      int node = tree.nodeOfWait(row);
      if (node >= 0 && tree.depth(node) >= depths[waits.thread(row)]) {
        depths[waits.thread(row)] = tree.depth(node) + 1;
      }
    }
    return depths;
  }

  /** The share of the recording in which the thread was seen running, from 0; about 1 is all. */
  public double share(int thread) {
    return runningMicros[thread] / durationMicros;
  }

  public double firstMicros(int thread) {
    return firstMicros[thread];
  }

  /** Whether the thread is not worth a track of its own at first sight. */
  public boolean isIdle(int thread) {
    return !hasYours[thread] && !hasMarker[thread] && share(thread) < IDLE_SHARE;
  }

  /** Whether nothing at all was recorded of it. */
  public boolean isEmpty(int thread) {
    return !seen[thread] && !hasMarker[thread];
  }

  /** Whether nothing at all was recorded of any thread. */
  boolean isEmpty() {
    for (int thread = 0; thread < seen.length; thread++) {
      if (!isEmpty(thread)) {
        return false;
      }
    }
    return true;
  }

  /** For each thread how much of a stretch its samples stand for, in µs. */
  public double[] inRange(Range range) {
    SampleTable samples = timeline.samples();
    double[] micros = new double[runningMicros.length];
    for (int thread = 0; thread < micros.length; thread++) {
      for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
        if (range.contains(samples.timeMicros(row)) && samples.kind(row) != SampleKind.NATIVE) {
          micros[thread] += samples.weightMicros(row);
        }
      }
    }
    return micros;
  }
}
