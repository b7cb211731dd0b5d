package dev.microlog.server.explain.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A model gave no whole answer. It says why and what to do, and never carries a key. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there is no whole answer; the names, in lower case, are part of the HTTP API. */
  public enum Reason {
    NOT_CONFIGURED,
    CANCELLED,
    TIMEOUT,
    RATE_LIMIT,
    QUOTA,
    KEY_REFUSED,
    FORBIDDEN,
    MODEL_UNKNOWN,
    ENDPOINT_UNKNOWN,
    UNREACHABLE,
    INSECURE,
    CUT,
    TOO_LONG,
    CONTEXT_TOO_LONG,
    FILTERED,
    SERVER_ERROR,
    REFUSED,
    MALFORMED
  }

  private final Reason reason;
  private final String advice;
  private final transient @Nullable Duration retryAfter;

  ModelException(Reason reason, String sentence, String advice, @Nullable Duration retryAfter) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.advice = advice;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** What happened. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }

  /** How long the endpoint asks to wait; null if it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Both sentences. */
  public String sentences() {
    return advice.isEmpty() ? sentence() : sentence() + " " + advice;
  }
}
