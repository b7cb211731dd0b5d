package dev.microlog;

import dev.microlog.bridge.event.SpanEvent;
import org.jspecify.annotations.Nullable;

/**
 * A named region of a program, from {@link Microlog#span(String)} to {@link #close()}. Close it on
 * the thread that opened it, as try-with-resources does; spans of one thread may lie inside each
 * other.
 */
public final class Span implements AutoCloseable {
  static final Span NONE = new Span(null);

  private @Nullable SpanEvent event;

  Span(@Nullable SpanEvent event) {
    this.event = event;
  }

  /** Ends the region. Closing it again does nothing. */
  @Override
  public void close() {
    SpanEvent open = event;
    if (open != null) {
      event = null;
      open.commit();
    }
  }
}
