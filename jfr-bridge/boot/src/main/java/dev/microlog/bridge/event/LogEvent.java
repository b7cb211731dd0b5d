package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a logging framework or of the Microlog API.
 *
 * <p>As with {@link PrintEvent}, two types share the name: one with a stack, one without.
 */
public abstract class LogEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Log";

  /** {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}. */
  @Label("Level")
  @Description("Severity: trace, debug, info, warn or error")
  public @Nullable String level;

  /** {@code jul}, {@code system-logger}, {@code logback}, {@code log4j2} or {@code api}. */
  @Label("Source")
  @Description("Framework that logged: jul, system-logger, logback, log4j2 or api")
  public @Nullable String source;

  /** The logger's name; null where it has none. */
  @Label("Logger")
  @Description("Name of the logger")
  public @Nullable String logger;

  /** The formatted message. */
  @Label("Message")
  @Description("The formatted message")
  public @Nullable String message;

  /** The printed stack trace of the logged throwable with its causes; null without one. */
  @Label("Throwable")
  @Description("Printed stack trace of the logged throwable with its causes")
  public @Nullable String throwable;

  /** The diagnostic context as lines of {@code key=value}; null where it is empty. */
  @Label("Context")
  @Description("Mapped diagnostic context, one key=value a line")
  public @Nullable String context;

  /** How many characters were cut from the end of a huge message; 0 for a whole one. */
  @Label("Omitted Characters")
  @Description("Number of characters cut from the end of a huge message")
  public int omitted;

  LogEvent() {}

  /** An entry with the stack that logged it. */
  @Name(NAME)
  @Label("Log Entry")
  @Description("An entry of a logging framework or of the Microlog API")
  @Category("Microlog")
  @StackTrace(true)
  public static final class WithStack extends LogEvent {}

  /** An entry without stack, many times cheaper. */
  @Name(NAME)
  @Label("Log Entry")
  @Description("An entry of a logging framework or of the Microlog API")
  @Category("Microlog")
  @StackTrace(false)
  public static final class Bare extends LogEvent {}
}
