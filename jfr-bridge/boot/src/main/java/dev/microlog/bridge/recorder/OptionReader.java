package dev.microlog.bridge.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads options one by one, and remembers what it could not read. */
final class OptionReader {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+)\\s*([A-Za-z]*)");
  private static final Map<String, Long> SECONDS =
      Map.of("", 1L, "s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "k",
          1_000L,
          "mb",
          1_000_000L,
          "m",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "g",
          1_000_000_000L);

  private final Set<String> keys;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> environment;
  private final List<String> complaints = new ArrayList<>();

  /**
   * Splits the argument.
   *
   * @param keys of all options there are
   */
  OptionReader(Set<String> keys, @Nullable String argument, Map<String, String> environment) {
    this.keys = keys;
    this.environment = environment;
    split(argument == null ? "" : argument);
  }

  @Nullable String text(String key) {
    String value = values.remove(key);
    if (value == null) {
      value = environment.get("MICROLOG_" + key.toUpperCase(Locale.ROOT));
    }
    return value == null || value.isBlank() ? null : value;
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  boolean flag(String key, boolean otherwise) {
    String value = text(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      complaints.add(key + "=" + value + " is neither true nor false");
      return otherwise;
    }
    return value.equalsIgnoreCase("true");
  }

  /**
   * A number with a unit: {@code 90s}, {@code 15m}, {@code 2h}, {@code 7d}; a bare number is
   * seconds.
   */
  Duration duration(String key, Duration otherwise) {
    return Duration.ofSeconds(amount(key, SECONDS, otherwise.toSeconds(), "a time such as 15m"));
  }

  /** A number with a unit: {@code 500KB}, {@code 64MB}, {@code 4GB}; a bare number is bytes. */
  long bytes(String key, long otherwise) {
    return amount(key, BYTES, otherwise, "a size such as 64MB");
  }

  int count(String key, int otherwise) {
    return (int) Math.min(Integer.MAX_VALUE, amount(key, Map.of("", 1L), otherwise, "a number"));
  }

  /** What could not be read, and the keys nobody has asked for. */
  List<String> complaints() {
    for (String key : values.keySet()) {
      complaints.add("there is no option " + key);
    }
    values.clear();
    return List.copyOf(complaints);
  }

  private long amount(String key, Map<String, Long> units, long otherwise, String expected) {
    String value = text(key);
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = AMOUNT.matcher(value.trim());
    Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null || matcher.group(1).length() > 9) {
      complaints.add(key + "=" + value + " is not " + expected);
      return otherwise;
    }
    return Long.parseLong(matcher.group(1)) * unit;
  }

  private void split(String argument) {
    String lastKey = null;
    for (String part : argument.split(",")) {
      int equals = part.indexOf('=');
      String key = (equals < 0 ? part : part.substring(0, equals)).trim();
      String value = part.substring(equals + 1).trim();
      boolean isKnown = keys.contains(key.toLowerCase(Locale.ROOT));
      if (isKnown && (equals < 0 || value.isEmpty())) {
        complaints.add(key + " has no value");
        lastKey = null;
      } else if (equals > 0 && (isKnown || isKey(key))) {
        lastKey = key;
        put(key, value);
      } else if (lastKey != null) {
        values.put(lastKey, values.get(lastKey) + "," + part);
      } else if (!part.isBlank()) {
        values.put(part.trim(), "");
      }
    }
  }

  /** The last value counts, as with options of the JVM. None is said: it may be a token. */
  private void put(String key, String value) {
    String complaint = "all but the last " + key;
    if (values.put(key, value) != null && !complaints.contains(complaint)) {
      complaints.add(complaint);
    }
  }

  /** Keys are words in lower case; {@code /dir,with=equals} stays in one piece. */
  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }
}
