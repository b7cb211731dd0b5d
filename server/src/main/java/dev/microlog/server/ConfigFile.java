package dev.microlog.server;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.yaml.YamlConfigParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's configuration file, YAML.
 *
 * <pre>{@code
 * server:
 *   port: 4000
 *   host: 127.0.0.1
 *   allow-hosts: [microlog.example]
 *   max-upload: 2147483648
 * store:
 *   bucket: s3://team/jvm
 *   endpoint: https://objects.example
 *   region: eu-central-1
 *   path-style: true
 *   max-cache: 10737418240
 * explain:
 *   base-url: http://localhost:11434/v1
 *   model: qwen3
 *   timeout: 300
 *   evidence-tokens: 3000
 * }</pre>
 *
 * <p>Everything in it is optional. A name that is not known is an error, since it is a slip of the
 * pen; so is a secret, which belongs into the environment.
 */
public final class ConfigFile {
  /** Where it is looked for below the home directory. */
  public static final String PLACE = ".microlog/microlog.yaml";

  private static final Set<String> HEADINGS = Set.of("server", "store", "explain");
  private static final Set<String> LISTS = Set.of("server.allow-hosts");
  private static final Set<String> NAMES =
      Set.of(
          "server.port",
          "server.host",
          "server.max-upload",
          "store.bucket",
          "store.endpoint",
          "store.region",
          "store.path-style",
          "store.max-cache",
          "explain.base-url",
          "explain.model",
          "explain.timeout",
          "explain.evidence-tokens");
  private static final Pattern SECRET =
      Pattern.compile("\\b(?:api[-_]?)?(?:key|token|secret|password|credentials?)\\b");
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private final @Nullable Path file;
  private final Map<String, String> values;

  private ConfigFile(@Nullable Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  /** No file: every setting has its default. */
  public static ConfigFile none() {
    return new ConfigFile(null, Map.of());
  }

  /**
   * @throws IOException if there is no such file, or it is not what it should be; its message is
   *     one sentence for a person
   */
  public static ConfigFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    Map<String, String> values = new TreeMap<>(parse(file));
    // A heading with nothing below it
    values.entrySet().removeIf(e -> HEADINGS.contains(e.getKey()) && e.getValue().isBlank());
    for (String name : values.keySet()) {
      check(file, name);
    }
    return new ConfigFile(file, values);
  }

  private static Map<String, String> parse(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return Config.builder(ConfigSources.create(text, MediaTypes.APPLICATION_YAML))
          .addParser(YamlConfigParser.create())
          .disableParserServices()
          .disableEnvironmentVariablesSource()
          .disableSystemPropertiesSource()
          .disableFilterServices()
          .disableMapperServices()
          .disableKeyResolving()
          .disableValueResolving()
          .build()
          .asMap()
          .orElse(Map.of());
    } catch (ConfigException | ClassCastException e) {
      Matcher line = LINE.matcher(messages(e));
      throw new IOException(
          file
              + " is no YAML that Microlog understands"
              + (line.find() ? ", see " + line.group() : "")
              + ".");
    }
  }

  private static String messages(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }

  private static void check(Path file, String name) throws IOException {
    String list = name.replaceFirst("\\.\\d+$", "");
    if (NAMES.contains(name) || LISTS.contains(list)) {
      return;
    }
    if (SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
      throw new IOException(
          file
              + " has a setting \u201c"
              + name
              + "\u201d: secrets are read from the environment alone (MICROLOG_LLM_API_KEY,"
              + " MICROLOG_TOKEN, AWS_SECRET_ACCESS_KEY); take it out of the file.");
    }
    Set<String> known = new TreeSet<>(NAMES);
    known.addAll(LISTS);
    throw new IOException(
        file
            + " has an unknown setting \u201c"
            + name
            + "\u201d; there are "
            + String.join(", ", known)
            + ".");
  }

  /** A setting such as {@code explain.model}, null if it is not in the file. */
  public @Nullable String value(String name) {
    return values.get(name);
  }

  /** The elements of a list such as {@code server.allow-hosts}. */
  public Set<String> list(String name) {
    Set<String> elements = new TreeSet<>();
    values.forEach(
        (key, value) -> {
          if (key.equals(name) || key.startsWith(name + ".")) {
            elements.add(value);
          }
        });
    return elements;
  }

  /**
   * A whole number.
   *
   * @throws IOException if it is none, or not in the range; its message says where
   */
  public long number(String name, long least, long most, long otherwise) throws IOException {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw noNumber(name, least, most);
    }
    throw noNumber(name, least, most);
  }

  private IOException noNumber(String name, long least, long most) {
    return new IOException(
        name + " in " + file + " is no number from " + least + " to " + most + ".");
  }
}
