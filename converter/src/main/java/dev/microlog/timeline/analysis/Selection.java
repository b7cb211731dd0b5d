package dev.microlog.timeline.analysis;

import dev.microlog.timeline.Timeline;
import java.util.Arrays;

/** A range of time on some threads. */
public final class Selection {
  private final double from;
  private final double to;
  private final boolean[] threads;

  private Selection(double from, double to, boolean[] threads) {
    this.from = from;
    this.to = to;
    this.threads = threads;
  }

  /** All threads, all the time. */
  public static Selection all(Timeline timeline) {
    return range(timeline, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** All threads between two instants. */
  public static Selection range(Timeline timeline, double fromMicros, double toMicros) {
    boolean[] threads = new boolean[timeline.threads().size()];
    Arrays.fill(threads, true);
    return new Selection(fromMicros, toMicros, threads);
  }

  /** The same range on these threads: one flag for each row of the thread table. */
  public Selection onThreads(boolean[] threads) {
    return new Selection(from, to, threads.clone());
  }

  /** The same range on one thread. */
  public Selection onThread(int thread) {
    boolean[] one = new boolean[threads.length];
    one[thread] = true;
    return new Selection(from, to, one);
  }

  /** Infinite if the selection has no such border. */
  public double fromMicros() {
    return from;
  }

  public double toMicros() {
    return to;
  }

  public boolean has(int thread) {
    return thread >= 0 && thread < threads.length && threads[thread];
  }

  /** Whether an instant lies in the range. */
  public boolean has(double micros) {
    return micros >= from && micros < to;
  }

  /** Whether it is everything. */
  boolean isAll() {
    return hasAllThreads() && from == Double.NEGATIVE_INFINITY && to == Double.POSITIVE_INFINITY;
  }

  boolean hasAllThreads() {
    for (boolean thread : threads) {
      if (!thread) {
        return false;
      }
    }
    return true;
  }

  /** How much of an interval lies in the range, in µs. */
  public double overlap(double start, double end) {
    return Math.max(0, Math.min(end, to) - Math.max(start, from));
  }

  /** How long the selection is, in µs, cut at the ends of the recording. */
  public double durationMicros(Timeline timeline) {
    return overlap(0, timeline.recording().durationMicros());
  }
}
