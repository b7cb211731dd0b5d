package dev.microlog.bridge.capture;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries of Logback and Log4j 2 from the code woven into them. The program's own version of
 * the framework runs; the woven code hands over texts, so that nothing here knows its classes:
 *
 * <pre>
 *   enter();
 *   try {
 *     if (wants…(level)) log…(logger, message, throwable, context);
 *     the method itself
 *   } finally {
 *     exit();
 *   }
 * </pre>
 */
public final class FrameworkSink {
  private static final String WHAT = "capture of logging frameworks";

  private FrameworkSink() {}

  /** A logger begins to publish an entry. */
  public static void enter() {
    if (Capture.isOn()) {
      LogScope.enter();
    }
  }

  /** The logger is done with it. */
  public static void exit() {
    LogScope.exit();
  }

  /** Whether a Logback entry of this level shall be handed over. */
  public static boolean wantsLogback(int level) {
    return wants(logbackLevel(level));
  }

  /** Whether a Log4j entry of this level shall be handed over. */
  public static boolean wantsLog4j(int level) {
    return wants(log4jLevel(level));
  }

  /**
   * Records an entry that {@link #wantsLogback} asked for.
   *
   * @param proxy Logback's proxy of a throwable; null for none
   */
  public static void logback(
      @Nullable String logger,
      @Nullable String message,
      @Nullable Object proxy,
      @Nullable Map<?, ?> context) {
    record("logback", logger, message, throwable(proxy), context);
  }

  /** Records an entry that {@link #wantsLog4j} asked for. */
  public static void log4j(
      @Nullable String logger,
      @Nullable String message,
      @Nullable Throwable throwable,
      @Nullable Map<?, ?> context) {
    record("log4j2", logger, message, throwable, context);
  }

  /** The woven code, or a message that it asked for its text, failed; the framework goes on. */
  public static void failed(Throwable cause) {
    ThreadCapture.current().busy = false;
    Capture.missed(WHAT, cause);
  }

  private static boolean wants(LogLevel level) {
    if (!Capture.isOn() || Capture.hasFailed(WHAT)) {
      return false;
    }
    ThreadCapture thread = ThreadCapture.current();
    if (thread.busy || thread.publishing != 1 || thread.isPublished || !LogSink.wants(level)) {
      return false;
    }
    thread.isPublished = true;
    thread.level = level;
    // Until it is recorded: what a message's own toString prints and logs is not captured.
    thread.busy = true;
    return true;
  }

  private static void record(
      String source,
      @Nullable String logger,
      @Nullable String message,
      @Nullable Throwable throwable,
      @Nullable Map<?, ?> context) {
    ThreadCapture thread = ThreadCapture.current();
    try {
      LogSink.record(thread.level, source, logger, message, throwable, context);
    } finally {
      thread.busy = false;
    }
  }

  /** Asked for by reflection: entries with a throwable are rare, and dear anyway. */
  private static @Nullable Throwable throwable(@Nullable Object proxy) {
    if (proxy == null) {
      return null;
    }
    try {
      return (Throwable) proxy.getClass().getMethod("getThrowable").invoke(proxy);
    } catch (NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException
        | ClassCastException e) {
      return null;
    }
  }

  /** {@code ch.qos.logback.classic.Level}: 10,000 apart, error 40,000, trace 5,000. */
  static LogLevel logbackLevel(int level) {
    if (level >= 40_000) {
      return LogLevel.ERROR;
    }
    if (level >= 30_000) {
      return LogLevel.WARN;
    }
    if (level >= 20_000) {
      return LogLevel.INFO;
    }
    return level >= 10_000 ? LogLevel.DEBUG : LogLevel.TRACE;
  }

  /**
   * {@code org.apache.logging.log4j.Level}: 100 apart, fatal 100, trace 600; lower is more severe.
   */
  static LogLevel log4jLevel(int level) {
    if (level <= 200) {
      return LogLevel.ERROR;
    }
    if (level <= 300) {
      return LogLevel.WARN;
    }
    if (level <= 400) {
      return LogLevel.INFO;
    }
    return level <= 500 ? LogLevel.DEBUG : LogLevel.TRACE;
  }
}
