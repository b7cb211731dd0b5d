package dev.microlog.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time such as {@code 250ms}, {@code 1.5s}, {@code 2m} or {@code 1h}, as milliseconds; a bare
 * number is seconds.
 */
final class DurationConverter implements ITypeConverter<Double> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(us|ms|s|m|h)?");

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is no time; write 250ms, 1.5s, 2m or 1h.");
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
