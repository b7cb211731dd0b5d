package dev.microlog.server.explain.facts;

import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.Timeline;

/**
 * What of a recording is to be explained.
 *
 * @param fromMicros beginning of the range
 * @param toMicros end of the range
 * @param thread row of the thread table, -1 for all threads
 * @param method row of the method table whose calls are meant, -1 for everything
 */
public record Focus(double fromMicros, double toMicros, int thread, int method) {
  /** The whole recording. */
  public static Focus all(Timeline timeline) {
    return new Focus(0, end(timeline), -1, -1);
  }

  /** The same, inside the recording, with rows that exist. */
  public Focus within(Timeline timeline) {
    double end = end(timeline);
    double from = fromMicros > 0 && fromMicros < end ? fromMicros : 0;
    double to = toMicros > from && toMicros < end ? toMicros : end;
    return new Focus(
        from,
        to,
        thread >= 0 && thread < timeline.threads().size() ? thread : -1,
        method >= 0 && method < timeline.methods().size() ? method : -1);
  }

  private static double end(Timeline timeline) {
    RecordingInfo recording = timeline.recording();
    return Math.max(1, recording.durationMicros());
  }

  public double durationMicros() {
    return toMicros - fromMicros;
  }

  boolean has(double micros) {
    return micros >= fromMicros && micros <= toMicros;
  }

  boolean hasThread(int row) {
    return thread < 0 || thread == row;
  }

  double overlap(double start, double end) {
    return Math.max(0, Math.min(end, toMicros) - Math.max(start, fromMicros));
  }

  public boolean isAll(Timeline timeline) {
    return fromMicros <= 0 && toMicros >= end(timeline) && thread < 0 && method < 0;
  }
}
