package dev.microlog.timeline.codec;

import java.io.IOException;

/** Bytes that are no timeline, or one that this version cannot read. */
public final class MalformedTimelineException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was expected and what was found, for a person
   */
  public MalformedTimelineException(String message) {
    super(message);
  }
}
