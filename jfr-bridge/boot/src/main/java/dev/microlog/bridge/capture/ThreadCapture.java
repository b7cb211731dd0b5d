package dev.microlog.bridge.capture;

/**
 * What the sinks know about the current thread. Confined to it, but for the line assemblers, which
 * lock themselves.
 */
final class ThreadCapture {
  private static final ThreadLocal<ThreadCapture> CURRENT = new Local();

  /** The line this thread is printing on stdout. */
  final LineAssembler stdout = new LineAssembler("stdout", Thread.currentThread());

  /** The line this thread is printing on stderr. */
  final LineAssembler stderr = new LineAssembler("stderr", Thread.currentThread());

  /** Whether a sink is at work: what it calls back must not be captured again. */
  boolean busy;

  /**
   * How many loggers are publishing one inside the other; what they print is already captured as
   * their entry.
   */
  int publishing;

  /**
   * Whether the outermost of them has been captured; it publishes once for each logger up its
   * hierarchy.
   */
  boolean isPublished;

  /** The level of the entry that woven code is about to hand over. */
  LogLevel level = LogLevel.INFO;

  /** Whether {@code System.Logger} handed on what java.util.logging is publishing. */
  boolean isSystemLogger;

  static ThreadCapture current() {
    return CURRENT.get();
  }

  /** A class, as a lambda would cost the start of the program. */
  private static final class Local extends ThreadLocal<ThreadCapture> {
    @Override
    protected ThreadCapture initialValue() {
      return new ThreadCapture();
    }
  }
}
