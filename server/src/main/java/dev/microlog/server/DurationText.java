package dev.microlog.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write them, on the command line and in URLs: {@code 250ms}, {@code 1.5s}, {@code
 * 2m}, {@code 1h}; a bare number is seconds.
 */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(us|ms|s|m|h)?");

  private DurationText() {}

  /**
   * A time in milliseconds.
   *
   * @throws IllegalArgumentException if the text is no time
   */
  public static double millis(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no time; write 250ms, 1.5s, 2m or 1h.");
    }
    String unit = matcher.group(2);
    double millis =
        switch (unit == null ? "s" : unit) {
          case "us" -> 0.001;
          case "ms" -> 1;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1_000;
        };
    return Double.parseDouble(matcher.group(1)) * millis;
  }
}
