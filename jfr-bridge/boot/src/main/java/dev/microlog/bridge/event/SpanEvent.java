package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A named region of the program, from {@code Microlog.span("…")} to its close. */
@Name(SpanEvent.NAME)
@Label("Span")
@Description("A named region of the program")
@Category("Microlog")
@StackTrace(true)
public final class SpanEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Span";

  /** The region's name. */
  @Label("Name")
  @Description("Name of the region")
  public @Nullable String name;
}
