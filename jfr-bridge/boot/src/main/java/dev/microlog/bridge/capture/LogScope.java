package dev.microlog.bridge.capture;

/**
 * Marks the time in which a logger is at work on this thread. What it prints meanwhile, and what it
 * hands on to another framework, is the same entry and is not captured twice.
 */
final class LogScope {
  private LogScope() {}

  static void enter() {
    ThreadCapture.current().publishing++;
  }

  /**
   * Tolerates a missing {@link #enter}, which happens when captures were switched on inside a
   * logger.
   */
  static void exit() {
    ThreadCapture thread = ThreadCapture.current();
    if (thread.publishing > 0 && --thread.publishing == 0) {
      thread.isPublished = false;
    }
  }
}
