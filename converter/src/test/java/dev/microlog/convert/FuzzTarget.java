package dev.microlog.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Jazzer calls with bytes that it makes up: to convert them ends, within a bound, with a
 * timeline or with our own exception. Anything else is a finding.
 */
public final class FuzzTarget {
  private static final Path INPUT = temporary("input.jfr");
  private static final Path OUTPUT = temporary("output.microlog");

  private FuzzTarget() {}

  private static Path temporary(String name) {
    return Path.of(System.getProperty("java.io.tmpdir"), ProcessHandle.current().pid() + name);
  }

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Files.write(INPUT, data);
    ConversionOptions options =
        ConversionOptions.defaults().withZstdLevel(1).withThreads(1).withRulesMaxBytes(0);
    try {
      JfrConverter.convert(INPUT, OUTPUT, options, ConversionProgress.NONE);
      TimelineFiles.read(OUTPUT);
    } catch (MalformedRecordingException expected) {
      // A recording that cannot be read is said to be one.
    }
  }
}
