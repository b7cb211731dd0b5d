package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Figures;

/**
 * What a slow call spent its time on that an ordinary call did not.
 *
 * @param micros how much more than in an ordinary call; 0 for a log entry
 * @param waitRow the longest wait of that kind inside the call, a row of the wait table, or -1
 * @param owner the thread that held the lock, or -1
 * @param ownerMethod what that thread ran most of that time, or -1
 * @param marker the log entry, a row of the marker table, or -1
 */
public record Reason(
    Kind kind, double micros, int waitRow, int owner, int ownerMethod, int marker) {

  /** Sorts of reasons. */
  public enum Kind {
    /** A recorded wait. */
    WAIT,
    /** All threads stood still. */
    PAUSE,
    /** It computed more. */
    CPU,
    /** It was not seen running and no wait was recorded: it probably waited for a processor. */
    NOT_RUNNING,
    /** An error or warning was logged inside the call. */
    LOG
  }

  /** A sentence without a full stop: {@code waited 1.29 s for the monitor of InventoryCache, …}. */
  public String sentence(Timeline timeline) {
    return switch (kind) {
      case WAIT -> waitSentence(timeline);
      case PAUSE -> "all threads stood still for " + Figures.duration(micros) + " (GC)";
      case CPU -> "computed " + Figures.duration(micros) + " longer";
      case NOT_RUNNING ->
          "was not seen running for "
              + Figures.duration(micros)
              + " though no wait was recorded: it may have waited for a processor";
      case LOG ->
          "logged "
              + timeline.markers().level(marker).id()
              + ": "
              + firstLine(timeline.markers().message(marker));
    };
  }

  private String waitSentence(Timeline timeline) {
    WaitKind waitKind = timeline.waits().kind(waitRow);
    String thing = timeline.waits().detail(waitRow);
    String verb =
        switch (waitKind) {
          case MONITOR -> "waited " + Figures.duration(micros) + " for the monitor of " + or(thing);
          case PARK, PINNED -> "was parked for " + Figures.duration(micros) + by(" by ", thing);
          case SLEEP -> "slept " + Figures.duration(micros);
          case WAIT -> "waited " + Figures.duration(micros) + by(" in Object.wait for ", thing);
          case SOCKET_READ ->
              "read from a socket for " + Figures.duration(micros) + by(", ", thing);
          case SOCKET_WRITE ->
              "wrote to a socket for " + Figures.duration(micros) + by(", ", thing);
          case FILE_READ -> "read a file for " + Figures.duration(micros) + by(", ", thing);
          case FILE_WRITE -> "wrote a file for " + Figures.duration(micros) + by(", ", thing);
          case CLASS_LOAD -> "loaded classes for " + Figures.duration(micros) + by(", ", thing);
        };
    if (owner >= 0) {
      verb += ", held by " + timeline.threads().displayName(owner);
      if (ownerMethod >= 0) {
        verb += " in " + timeline.methods().shortName(ownerMethod);
      }
    }
    return verb;
  }

  private static String or(String thing) {
    return thing.isEmpty() ? "an object" : thing;
  }

  private static String by(String word, String thing) {
    return thing.isEmpty() ? "" : word + thing;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }
}
