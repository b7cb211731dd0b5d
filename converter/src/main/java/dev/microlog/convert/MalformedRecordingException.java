package dev.microlog.convert;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A recording that cannot be read: the message says what is wrong and what to do. */
public class MalformedRecordingException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedRecordingException(String message) {
    super(message);
  }

  public MalformedRecordingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
