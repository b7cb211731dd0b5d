package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.LogEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an entry of any framework into an event: budget, length, stack. */
final class LogSink {
  private LogSink() {}

  /** Whether an entry of this level would be recorded now; takes it from the budget if so. */
  static boolean wants(LogLevel level) {
    Budget budget = level.isWarningOrError() ? Budget.WARNINGS : Budget.LINES;
    // Without a recorder of ours nobody reopens a closed budget.
    return Capture.isOn() ? budget.takeIfOpen() : budget.take();
  }

  /**
   * Records an entry that {@link #wants} let pass.
   *
   * @param message the formatted message; null is recorded as {@code "null"}
   * @param context the diagnostic context; null or empty for none
   */
  static void record(
      LogLevel level,
      String source,
      @Nullable String logger,
      @Nullable String message,
      @Nullable Throwable throwable,
      @Nullable Map<?, ?> context) {
    boolean stack = level.isWarningOrError() || Budget.STACKS.take();
    LogEvent event = stack ? new LogEvent.WithStack() : new LogEvent.Bare();
    String text = String.valueOf(message);
    event.level = level.text();
    event.source = source;
    event.logger = logger;
    event.message = LogText.print(text);
    event.omitted = LogText.omitted(text);
    event.throwable = throwable == null ? null : LogText.print(throwable);
    event.context = context == null || context.isEmpty() ? null : LogText.print(context);
    event.commit();
  }
}
