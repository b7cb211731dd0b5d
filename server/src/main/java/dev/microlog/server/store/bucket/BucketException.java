package dev.microlog.server.store.bucket;

import java.io.IOException;

/** A bucket did not do what it was asked for; the message is one sentence that says what to do. */
final class BucketException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What has to change before it may work. */
  enum Reason {
    /** Nothing of ours: it cannot be reached, or is busy. */
    AWAY,
    /** The credentials, or what they allow. */
    REFUSED,
    /** The configuration: there is no such bucket, or it is in another region. */
    WRONG_ADDRESS,
    /** The object is not there. */
    MISSING
  }

  private final Reason reason;
  private final String sentence;

  BucketException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.sentence = message;
  }

  Reason reason() {
    return reason;
  }

  /** The message. */
  String sentence() {
    return sentence;
  }
}
