package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * One line that the program printed.
 *
 * <p>JFR decides by event type whether a stack is walked, so there are two types with the same name
 * and the same fields: one with a stack, one without. A line's start is its first character, its
 * end the newline.
 */
public abstract class PrintEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Print";

  /** {@code stdout} or {@code stderr}. */
  @Label("Stream")
  @Description("Where the line was printed: stdout or stderr")
  public @Nullable String stream;

  /** The line without its newline. */
  @Label("Message")
  @Description("The printed line without its newline")
  public @Nullable String message;

  /** How many characters were cut from the end of a huge line; 0 for a whole line. */
  @Label("Omitted Characters")
  @Description("Number of characters cut from the end of a huge line")
  public int omitted;

  /**
   * The name of the thread that printed; null where that is the event's own thread. Set for a last
   * line without newline, which is written by the thread that ends the recording. A name, because
   * JFR may have forgotten the thread by then.
   */
  @Label("Printing Thread")
  @Description("Name of the thread that printed, if it is not the thread of the event")
  public @Nullable String printer;

  PrintEvent() {}

  /** Sets what the event says. */
  public final void describe(String stream, String message, int omitted, @Nullable String printer) {
    this.stream = stream;
    this.message = message;
    this.omitted = omitted;
    this.printer = printer;
  }

  /** A line with the stack that printed it. */
  @Name(NAME)
  @Label("Print")
  @Description("A line printed on System.out or System.err")
  @Category("Microlog")
  @StackTrace(true)
  public static final class WithStack extends PrintEvent {}

  /** A line without stack, many times cheaper. */
  @Name(NAME)
  @Label("Print")
  @Description("A line printed on System.out or System.err")
  @Category("Microlog")
  @StackTrace(false)
  public static final class Bare extends PrintEvent {}
}
