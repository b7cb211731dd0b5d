package dev.microlog.bridge.recorder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, in the agent's argument or in the environment; the argument wins.
 *
 * <p>The argument is a row of {@code key=value} with commas between; a comma inside a value is kept
 * when no key follows it, and the last of several values counts. In the environment the key {@code
 * store} is {@code MICROLOG_STORE}, and so on. {@code docs/AGENT.md} lists all keys.
 *
 * @param name the application's name; null to derive it from the command
 * @param store the directory of recordings; null for {@code ~/.microlog}
 * @param settings {@code microlog}, {@code profile}, or the path of a {@code .jfc} file
 * @param summary whether to print the line at exit
 * @param report a file that gets a line when a recording starts and when it is finished; null for
 *     none
 * @param server where finished recordings are sent; null for nowhere
 * @param token what the server wants to see; null for nothing
 * @param rotation when a recording gives way to the next, and how long recordings are kept
 * @param captures what is captured, and how much of it
 * @param complaints what could not be understood, to be told to the person
 */
public record RecorderOptions(
    @Nullable String name,
    @Nullable Path store,
    String settings,
    boolean summary,
    @Nullable Path report,
    @Nullable String server,
    @Nullable String token,
    Rotation rotation,
    Captures captures,
    List<String> complaints) {

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "store",
          "settings",
          "summary",
          "report",
          "server",
          "token",
          "rotate",
          "rotatesize",
          "keep",
          "keepsize",
          "lines",
          "stacks",
          "descriptors");

  /**
   * When a recording gives way to the next one, and what is kept of the finished ones of this
   * application.
   *
   * @param after the length of a recording; zero for no limit
   * @param bytes the size of a recording; zero for no limit
   * @param keep the age of a finished recording; zero for no limit
   * @param keepBytes the size of all of them; zero for no limit
   */
  public record Rotation(Duration after, long bytes, Duration keep, long keepBytes) {}

  /**
   * What is captured besides JFR's own events.
   *
   * @param lines prints and log entries below warning that are recorded in a second, and ten times
   *     as many at once
   * @param stacks how many of them with a stack
   * @param descriptors whether descriptors left open are reported
   */
  public record Captures(int lines, int stacks, boolean descriptors) {}

  /** Reads the agent's argument and the environment. */
  public static RecorderOptions parse(@Nullable String argument, Map<String, String> environment) {
    OptionReader reader = new OptionReader(KEYS, argument, environment);
    String store = reader.text("store");
    String report = reader.text("report");
    boolean summary = reader.flag("summary", true);
    return new RecorderOptions(
        reader.text("name"),
        store == null ? null : Path.of(store),
        reader.text("settings", "microlog"),
        summary && report == null,
        report == null ? null : Path.of(report),
        reader.text("server"),
        reader.text("token"),
        new Rotation(
            reader.duration("rotate", Duration.ofMinutes(15)),
            reader.bytes("rotatesize", 64_000_000),
            reader.duration("keep", Duration.ofDays(7)),
            reader.bytes("keepsize", 4_000_000_000L)),
        new Captures(
            reader.count("lines", 1_000),
            reader.count("stacks", 100),
            reader.flag("descriptors", true)),
        reader.complaints());
  }

  /** Whether {@code MICROLOG_DISABLE} turns everything off. */
  public static boolean isDisabled(Map<String, String> environment) {
    return "true".equalsIgnoreCase(environment.get("MICROLOG_DISABLE"));
  }

  /** The same options for another application. */
  public RecorderOptions withName(String otherName) {
    return new RecorderOptions(
        otherName, store, settings, summary, report, server, token, rotation, captures, complaints);
  }
}
