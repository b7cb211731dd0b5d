package dev.microlog.bridge.capture;

import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of {@code java.util.logging}, when its level and filter let them pass and before
 * any handler sees them, so that {@code useParentHandlers} and the handlers' own levels do not
 * matter.
 *
 * <p>{@code Logger.log(LogRecord)} calls {@link #enter} first, {@link #publish} once for each
 * logger up the hierarchy, and {@link #exit} at its end, normal or not.
 */
public final class JulSink {
  private static final String WHAT = "capture of java.util.logging";
  private static final String SOURCE = "jul";
  private static final String SOURCE_SYSTEM_LOGGER = "system-logger";

  private static final Formatter MESSAGES =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return formatMessage(record);
        }
      };

  private JulSink() {}

  /** A logger begins with a record, which may yet be filtered out. */
  public static void enter() {
    if (Capture.isOn()) {
      LogScope.enter();
    }
  }

  /** A logger hands the record to its handlers. */
  public static void publish(@Nullable LogRecord record) {
    if (!Capture.isOn() || record == null || Capture.hasFailed(WHAT)) {
      return;
    }
    try {
      ThreadCapture thread = ThreadCapture.current();
      if (thread.busy || thread.publishing > 1 || thread.isPublished) {
        return;
      }
      thread.isPublished = true;
      LogLevel level = level(record.getLevel());
      if (LogSink.wants(level)) {
        thread.busy = true;
        try {
          LogSink.record(
              level,
              thread.isSystemLogger ? SOURCE_SYSTEM_LOGGER : SOURCE,
              record.getLoggerName(),
              MESSAGES.format(record),
              record.getThrown(),
              null);
        } finally {
          thread.busy = false;
        }
      }
    } catch (Throwable e) {
      Capture.missed(WHAT, e);
    }
  }

  /** The logger is done with the record. */
  public static void exit() {
    LogScope.exit();
  }

  /** {@code System.Logger} hands an entry to java.util.logging. */
  public static void enterSystemLogger() {
    if (Capture.isOn()) {
      ThreadCapture.current().isSystemLogger = true;
    }
  }

  /** It is done with it. */
  public static void exitSystemLogger() {
    ThreadCapture.current().isSystemLogger = false;
  }

  /** As SLF4J's bridge maps them. */
  static LogLevel level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return LogLevel.ERROR;
    }
    if (value >= Level.WARNING.intValue()) {
      return LogLevel.WARN;
    }
    if (value >= Level.CONFIG.intValue()) {
      return LogLevel.INFO;
    }
    return value > Level.FINEST.intValue() ? LogLevel.DEBUG : LogLevel.TRACE;
  }
}
