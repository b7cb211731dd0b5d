package dev.microlog.cli;

import dev.microlog.server.DurationText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@linkplain DurationText Times as people write them}, as milliseconds. */
final class DurationConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      return DurationText.millis(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
