package dev.microlog.server.store;

import java.io.IOException;

/** The store refused something; the message is one sentence for a person and says what to do. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why, for the one who maps it to an exit code or an HTTP status. */
  public enum Reason {
    /** The store cannot be created, read or written. */
    UNUSABLE,
    /** What was sent is larger than the limit. */
    TOO_LARGE,
    /** What was sent is not what its name says. */
    BAD_DATA,
    /** It conflicts with what is there: still recording, or the name is taken. */
    CONFLICT
  }

  private final Reason reason;
  private final String sentence;

  public StoreException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.sentence = message;
  }

  /** The message. */
  public String sentence() {
    return sentence;
  }

  public Reason reason() {
    return reason;
  }
}
