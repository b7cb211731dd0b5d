package dev.microlog.server.store;

import java.io.IOException;

/**
 * A recording without anything that can be read, now or later: its JVM was killed before JFR had
 * flushed for the first time.
 */
public final class EmptyRecordingException extends IOException {
  private static final long serialVersionUID = 1;

  EmptyRecordingException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
