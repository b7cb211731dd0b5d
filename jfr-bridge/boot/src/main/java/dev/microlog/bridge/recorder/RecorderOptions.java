package dev.microlog.bridge.recorder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, in the agent's argument or in the environment; the argument wins.
 *
 * <p>The argument is a row of {@code key=value} with commas between; a comma inside a value is kept
 * when no key follows it. In the environment the key {@code store} is {@code MICROLOG_STORE}, and
 * so on.
 *
 * @param name the application's name; null to derive it from the command
 * @param store the directory of recordings; null for {@code ~/.microlog}
 * @param settings {@code microlog}, {@code profile}, or the path of a {@code .jfc} file
 * @param summary whether to print the line at exit
 * @param report a file that gets a line when a recording starts and when it is finished; null for
 *     none
 * @param server where finished recordings are sent; null for nowhere
 * @param token what the server wants to see; null for nothing
 * @param unknown keys nobody knows, to be told to the person
 */
public record RecorderOptions(
    @Nullable String name,
    @Nullable Path store,
    String settings,
    boolean summary,
    @Nullable Path report,
    @Nullable String server,
    @Nullable String token,
    java.util.List<String> unknown) {

  /** Reads the agent's argument and the environment. */
  public static RecorderOptions parse(
      @Nullable String argument, UnaryOperator<@Nullable String> environment) {
    Map<String, String> values = split(argument == null ? "" : argument);
    Reader reader = new Reader(values, environment);
    String name = reader.take("name");
    String store = reader.take("store");
    String settings = reader.take("settings");
    String summary = reader.take("summary");
    String report = reader.take("report");
    String server = reader.take("server");
    String token = reader.take("token");
    return new RecorderOptions(
        name,
        store == null ? null : Path.of(store),
        settings == null ? "microlog" : settings,
        report == null && !"false".equalsIgnoreCase(summary),
        report == null ? null : Path.of(report),
        server,
        token,
        java.util.List.copyOf(values.keySet()));
  }

  /** Whether {@code MICROLOG_DISABLE} turns everything off. */
  public static boolean isDisabled(UnaryOperator<@Nullable String> environment) {
    return "true".equalsIgnoreCase(environment.apply("MICROLOG_DISABLE"));
  }

  /** The same options for another application. */
  public RecorderOptions withName(String otherName) {
    return new RecorderOptions(otherName, store, settings, summary, report, server, token, unknown);
  }

  private static Map<String, String> split(String argument) {
    Map<String, String> values = new LinkedHashMap<>();
    String lastKey = null;
    for (String part : argument.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        lastKey = part.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        values.put(lastKey, part.substring(equals + 1).trim());
      } else if (lastKey != null) {
        values.merge(lastKey, part, (before, more) -> before + "," + more);
      } else if (!part.isBlank()) {
        values.put(part.trim(), "");
      }
    }
    return values;
  }

  private record Reader(Map<String, String> values, UnaryOperator<@Nullable String> environment) {
    @Nullable String take(String key) {
      String value = values.remove(key);
      if (value == null) {
        value = environment.apply("MICROLOG_" + key.toUpperCase(Locale.ROOT));
      }
      return value == null || value.isBlank() ? null : value;
    }
  }
}
