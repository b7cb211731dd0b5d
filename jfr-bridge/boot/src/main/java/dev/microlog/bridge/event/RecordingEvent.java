package dev.microlog.bridge.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What the recording is of; once in every chunk, so that a chunk found alone says it too. */
@Name(RecordingEvent.NAME)
@Label("Recording")
@Description("The application and the recording that a chunk belongs to")
@Category("Microlog")
@Period("everyChunk")
@StackTrace(false)
public final class RecordingEvent extends Event {
  /** The name of the event in a recording. */
  public static final String NAME = "microlog.Recording";

  /** The application's name. */
  @Label("Name")
  @Description("Name of the application")
  public @Nullable String name;

  /** The recording's id, {@code yyyy_MM_dd_HH_mm_ss}. */
  @Label("Identifier")
  @Description("Identifier of the recording in the store")
  public @Nullable String id;

  /** The version of Microlog that recorded. */
  @Label("Version")
  @Description("Version of Microlog that recorded")
  public @Nullable String version;

  /** The process that was recorded. */
  @Label("Process Identifier")
  @Description("Identifier of the recorded process")
  public long processId;

  /** The time zone of the recorded process, such as {@code Europe/Amsterdam}. */
  @Label("Time Zone")
  @Description("Time zone of the recorded process")
  public @Nullable String timeZone;

  /** The JVM, such as {@code OpenJDK 64-Bit Server VM (Eclipse Adoptium)}. */
  @Label("JVM")
  @Description("Name and vendor of the JVM")
  public @Nullable String jvm;

  /** The version of Java, such as {@code 25.0.3+9-LTS}. */
  @Label("Java Version")
  @Description("Version of the Java runtime")
  public @Nullable String javaVersion;

  /** Main class or jar, without its arguments, which may hold secrets. */
  @Label("Command")
  @Description("Main class or jar of the program, without its arguments")
  public @Nullable String command;

  /** Processors the JVM may use. */
  @Label("Processors")
  @Description("Number of processors that the JVM may use")
  public int processors;
}
