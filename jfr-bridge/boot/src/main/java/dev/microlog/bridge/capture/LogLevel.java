package dev.microlog.bridge.capture;

/** The five severities that all logging frameworks are mapped to. */
public enum LogLevel {
  /** Finer than debug. */
  TRACE("trace"),
  /** For the developer. */
  DEBUG("debug"),
  /** The ordinary. */
  INFO("info"),
  /** Worth a look; recorded with its stack. */
  WARN("warn"),
  /** Something failed; recorded with its stack. */
  ERROR("error");

  private final String text;

  LogLevel(String text) {
    this.text = text;
  }

  /** The level as it stands in an event. */
  public String text() {
    return text;
  }

  /** Whether an entry always has its stack, and is not crowded out by lesser ones. */
  boolean isWarningOrError() {
    return compareTo(WARN) >= 0;
  }
}
