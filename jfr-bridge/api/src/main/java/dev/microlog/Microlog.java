package dev.microlog;

import dev.microlog.bridge.capture.ApiSink;
import dev.microlog.bridge.capture.LogLevel;
import dev.microlog.bridge.event.SpanEvent;
import org.jspecify.annotations.Nullable;

/**
 * Notes, named regions and recordings of the running program.
 *
 * <pre>{@code
 * try (var recording = Microlog.start("shop")) {
 *   Microlog.info("Opened the **shop**");
 *   try (var span = Microlog.span("checkout")) {
 *     checkOut();
 *   }
 * }
 * }</pre>
 *
 * <p>Entries and spans become events of JDK Flight Recorder. They appear in any recording of this
 * JVM: one that the Microlog agent made, one that {@link #start(String)} began, or one that was
 * started by {@code -XX:StartFlightRecording} or {@code jcmd}. While nothing records, each method
 * costs a few nanoseconds and allocates nothing.
 *
 * <p>Messages may be Markdown; links and emphasis are shown, scripts and raw HTML are not. No
 * method throws, or writes to the program's own streams. All may be called from any thread.
 */
public final class Microlog {
  private Microlog() {}

  /**
   * Starts to record this JVM, unless it is being recorded or {@code MICROLOG_DISABLE=true} is set.
   *
   * <p>Without the agent, what is printed on {@code System.out} and {@code System.err} and logged
   * with {@code java.util.logging} is recorded too, from now until the recording ends. The options
   * of the agent come from the environment: {@code MICROLOG_STORE} (default {@code ~/.microlog}),
   * {@code MICROLOG_SETTINGS}, {@code MICROLOG_SUMMARY} and so on; what of them cannot be read is
   * said on stderr and ignored.
   *
   * @param name the application's name; characters other than {@code A-Z a-z 0-9 . _ -} become
   *     {@code -}
   * @return the recording, to be closed; never null, even if nothing could be started (one line on
   *     stderr says why)
   */
  public static RunningRecording start(String name) {
    return RecordingStarter.start(name);
  }

  /**
   * Begins a named region, which the timeline shows on this thread's track.
   *
   * @param name what the region does, such as {@code "checkout"}; a few distinct names are better
   *     than many
   * @return the region, to be closed on this thread
   */
  public static Span span(String name) {
    SpanEvent event = ApiSink.beginSpan(name);
    return event == null ? Span.NONE : new Span(event);
  }

  /** Notes a detail for developers. */
  public static void debug(@Nullable String message) {
    ApiSink.log(LogLevel.DEBUG, message, null);
  }

  /** Notes something ordinary. */
  public static void info(@Nullable String message) {
    ApiSink.log(LogLevel.INFO, message, null);
  }

  /** Notes something worth a look, with the stack of the caller. */
  public static void warn(@Nullable String message) {
    ApiSink.log(LogLevel.WARN, message, null);
  }

  /** Notes something worth a look, with the stack of the caller and of its cause. */
  public static void warn(@Nullable String message, @Nullable Throwable cause) {
    ApiSink.log(LogLevel.WARN, message, cause);
  }

  /** Notes a failure, with the stack of the caller. */
  public static void error(@Nullable String message) {
    ApiSink.log(LogLevel.ERROR, message, null);
  }

  /** Notes a failure, with the stack of the caller and of its cause. */
  public static void error(@Nullable String message, @Nullable Throwable cause) {
    ApiSink.log(LogLevel.ERROR, message, cause);
  }

  /**
   * Records what is open now of the files, channels and sockets that the program has opened under
   * the agent, with the stacks that opened them; the same is recorded of what is still open when
   * the recording ends. Without the agent nothing is known of them.
   */
  public static void reportOpenDescriptors() {
    ApiSink.reportOpenDescriptors();
  }

  /** Whether a recording takes entries now; to be asked before a message that is dear to make. */
  public static boolean isRecording() {
    return ApiSink.isEnabled();
  }
}
