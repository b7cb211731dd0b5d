package dev.microlog.server.store;

import java.util.Locale;

/** What can be done with a recording at this moment. */
public enum RecordingState {
  /** Finished: its timeline can be read. */
  READY,
  /** Still being recorded; what is there so far can be read once there is anything. */
  LIVE,
  /** Waiting for its conversion, or in it. */
  CONVERTING,
  /** Its conversion failed; the entry says why. */
  FAILED;

  /** The name as the HTTP API writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
