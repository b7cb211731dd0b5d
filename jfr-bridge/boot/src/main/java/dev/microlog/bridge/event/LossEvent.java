package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Something that happened and is missing in the recording, by our own decision or fault. */
@Name(LossEvent.NAME)
@Label("Loss")
@Description("Something that the recording leaves out")
@Category("Microlog")
@StackTrace(false)
public final class LossEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Loss";

  /** What is missing, such as {@code lines}. */
  @Label("What")
  @Description("What is missing")
  public @Nullable String what;

  /** How many are missing since the last such event. */
  @Label("Count")
  @Description("How many are missing since the last event of this kind")
  public long count;

  /** Why, as a sentence. */
  @Label("Detail")
  @Description("Why they are missing")
  public @Nullable String detail;
}
