package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Names;

/**
 * Where on the timeline a row of evidence is, so that a page can go there. Fields that do not apply
 * are -1 or empty.
 *
 * @param thread row of the thread table
 * @param startMicros beginning of the range, µs since the start of the recording
 * @param endMicros end of the range
 * @param method row of the method table
 * @param marker row of the marker table
 * @param methodName qualified name of the method
 * @param threadName name of the thread
 */
public record Place(
    int thread,
    double startMicros,
    double endMicros,
    int method,
    int marker,
    String threadName,
    String methodName) {
  /** No place: the row is about the recording as a whole. */
  public static final Place NOWHERE = new Place(-1, -1, -1, -1, -1, "", "");

  static Place range(Names names, int thread, double startMicros, double endMicros, int method) {
    return new Place(
        thread, startMicros, endMicros, method, -1, names.thread(thread), names.qualified(method));
  }

  /** All of the focus, on a thread and about a method or not. */
  static Place whole(Facts facts, int thread, int method) {
    return range(
        facts.names(), thread, facts.focus().fromMicros(), facts.focus().toMicros(), method);
  }

  static Place marker(Names names, int marker, int thread, double micros) {
    return new Place(thread, micros, micros, -1, marker, names.thread(thread), "");
  }
}
