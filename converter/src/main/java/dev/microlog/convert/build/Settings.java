package dev.microlog.convert.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How events were recorded: {@code jdk.ActiveSetting}, whose values may change in time. */
final class Settings {
  private static final double MAX_MICROS = 1e12;

  private record Value(double fromMicros, String text) {}

  private final Map<String, List<Value>> values = new HashMap<>();

  void add(double fromMicros, String eventType, String name, String value) {
    values
        .computeIfAbsent(eventType + '#' + name, key -> new ArrayList<>())
        .add(new Value(fromMicros, value));
  }

  /** The value at that time, or the first one after it; null if there is none. */
  @Nullable String at(double micros, String eventType, String name) {
    List<Value> known = values.get(eventType + '#' + name);
    if (known == null) {
      return null;
    }
    Value found = known.get(0);
    for (Value value : known) {
      if (value.fromMicros <= micros && value.fromMicros >= found.fromMicros) {
        found = value;
      }
    }
    return found.text;
  }

  /** A period in µs at that time; -1 if it is not known or the event type is off. */
  double periodMicros(double micros, String eventType, String name) {
    if ("false".equals(at(micros, eventType, "enabled"))) {
      return -1;
    }
    String value = at(micros, eventType, name);
    double period = value == null ? -1 : micros(value);
    return period < MAX_MICROS ? period : -1;
  }

  /**
   * A time span such as {@code 20 ms}, {@code 1 s}, or a rate such as {@code 500/s}, in µs; a bare
   * number is ns, as async-profiler writes it. -1 if it is none of these.
   */
  static double micros(String text) {
    String trimmed = text.trim();
    int end = 0;
    while (end < trimmed.length()
        && (Character.isDigit(trimmed.charAt(end)) || trimmed.charAt(end) == '.')) {
      end++;
    }
    if (end == 0 || end > 18) {
      return -1;
    }
    double number;
    try {
      number = Double.parseDouble(trimmed.substring(0, end));
    } catch (NumberFormatException e) {
      return -1;
    }
    return switch (trimmed.substring(end).trim()) {
      case "", "ns" -> number / 1e3;
      case "us" -> number;
      case "ms" -> number * 1e3;
      case "s" -> number * 1e6;
      case "m" -> number * 60e6;
      case "/s" -> number > 0 ? 1e6 / number : -1;
      case "/ms" -> number > 0 ? 1e3 / number : -1;
      default -> -1;
    };
  }
}
