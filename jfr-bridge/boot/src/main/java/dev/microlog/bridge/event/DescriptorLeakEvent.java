package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/** A file, channel, socket or stream of a directory that was opened and not closed. */
@Name(DescriptorLeakEvent.NAME)
@Label("Descriptor Leak")
@Description("A file, channel, socket or stream of a directory that was opened and not closed")
@Category("Microlog")
@StackTrace(false)
public final class DescriptorLeakEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.DescriptorLeak";

  /** {@code file}, {@code channel}, {@code socket} or {@code directory}. */
  @Label("Kind")
  @Description("What was opened: file, channel, socket or directory")
  public @Nullable String kind;

  /** The path or the address; empty where unknown. */
  @Label("Target")
  @Description("Path or address that was opened")
  public @Nullable String target;

  /** When it was opened, in milliseconds since 1970. */
  @Label("Opened")
  @Description("When it was opened")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  public long opened;

  /** The name of the thread that opened it. */
  @Label("Opened By")
  @Description("Name of the thread that opened it")
  public @Nullable String openedBy;

  /** Where it was opened: lines of {@code package.Class.method(File.java:12)}, the leaf first. */
  @Label("Opening Stack")
  @Description("Stack that opened it, one frame a line, the leaf first")
  public @Nullable String stack;
}
