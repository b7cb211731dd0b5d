package dev.microlog.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --from} and {@code --to}, for the commands that take a part of a recording. */
final class RangeOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Where to begin (250ms, 1.5s, 2m), from the start of the recording.")
  private @Nullable Double fromMillis;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Where to end.")
  private @Nullable Double toMillis;

  /** Whether a part was asked for. */
  boolean isGiven() {
    return fromMillis != null || toMillis != null;
  }

  /** Where to begin, in µs from the start of the recording. */
  double fromMicros(double otherwise) {
    return fromMillis == null ? otherwise : fromMillis * 1000;
  }

  /** Where to end, in µs from the start of the recording. */
  double toMicros(double otherwise) {
    return toMillis == null ? otherwise : toMillis * 1000;
  }

  /**
   * @throws ParameterException if it ends before it begins
   */
  void check() {
    if (spec != null && fromMillis != null && toMillis != null && fromMillis >= toMillis) {
      throw new ParameterException(spec.commandLine(), "--from must be before --to.");
    }
  }
}
