package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.LogEvent;
import dev.microlog.bridge.event.SpanEvent;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dev.microlog.Microlog} calls. Unlike the other sinks it works in any recording, with
 * the agent or without.
 */
public final class ApiSink {
  private static final String WHAT = "capture of Microlog calls";
  private static final String SOURCE = "api";
  private static final LogEvent ANY_ENTRY = new LogEvent.WithStack();
  private static final SpanEvent ANY_SPAN = new SpanEvent();

  private ApiSink() {}

  /** Whether a recording takes entries of the API now. */
  public static boolean isEnabled() {
    return ANY_ENTRY.isEnabled();
  }

  /** Records an entry. */
  public static void log(LogLevel level, @Nullable String message, @Nullable Throwable throwable) {
    if (!ANY_ENTRY.isEnabled()) {
      return;
    }
    try {
      ThreadCapture thread = ThreadCapture.current();
      if (thread.busy || !LogSink.wants(level)) {
        return;
      }
      thread.busy = true;
      try {
        LogSink.record(level, SOURCE, null, message, throwable, null);
      } finally {
        thread.busy = false;
      }
    } catch (Throwable e) {
      Capture.missed(WHAT, e);
    }
  }

  /** Begins a named region; null where no recording takes it. */
  public static @Nullable SpanEvent beginSpan(String name) {
    if (!ANY_SPAN.isEnabled()) {
      return null;
    }
    SpanEvent event = new SpanEvent();
    event.name = name;
    event.begin();
    return event;
  }

  /** Records what is open now. */
  public static void reportOpenDescriptors() {
    try {
      DescriptorSink.report();
    } catch (Throwable e) {
      Capture.failed(WHAT, e);
    }
  }
}
