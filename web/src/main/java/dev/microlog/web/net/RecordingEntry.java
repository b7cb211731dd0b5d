package dev.microlog.web.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A recording in the server's list.
 *
 * @param start ISO 8601, in the local time of the recorded machine
 * @param bytes size of its file
 * @param error why it could not be converted; empty if it could
 */
public record RecordingEntry(
    String app,
    String id,
    String start,
    double durationMillis,
    double bytes,
    State state,
    String error,
    String jvm) {

  /** Where a recording is on its way. */
  public enum State {
    READY,
    LIVE,
    CONVERTING,
    FAILED
  }

  static RecordingEntry of(Json json) {
    return new RecordingEntry(
        json.text("app"),
        json.text("id"),
        json.text("start"),
        json.number("durationMillis"),
        json.number("bytes"),
        state(json.text("state")),
        json.text("error"),
        json.text("jvm"));
  }

  /** The list of {@code GET /api/recordings}. */
  public static List<RecordingEntry> list(Json answer) {
    List<RecordingEntry> entries = new ArrayList<>();
    for (Json each : answer.list("recordings")) {
      entries.add(of(each));
    }
    return entries;
  }

  private static State state(String name) {
    return switch (name) {
      case "live" -> State.LIVE;
      case "converting" -> State.CONVERTING;
      case "failed" -> State.FAILED;
      default -> State.READY;
    };
  }

  /** {@code 2026-11-22 06:31}: when it began, as a person names it. */
  public String when() {
    return start.length() >= 16 ? start.substring(0, 16).replace('T', ' ') : id;
  }
}
