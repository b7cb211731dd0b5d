package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes old recordings of one application, when a long-running JVM makes new ones. */
final class Retention {
  private Retention() {}

  /**
   * Removes finished recordings that are too old, and then the oldest until the rest is small
   * enough. Recordings in progress and other files are left alone.
   */
  static void apply(Path directory, RecorderOptions.Rotation limits, Instant now)
      throws IOException {
    long total = 0;
    for (Kept recording : newestFirst(directory)) {
      total += recording.bytes();
      boolean tooOld =
          !limits.keep().isZero() && recording.modified().isBefore(now.minus(limits.keep()));
      if (tooOld || (limits.keepBytes() > 0 && total > limits.keepBytes())) {
        Files.deleteIfExists(recording.file());
      }
    }
  }

  private static List<Kept> newestFirst(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jfr") || file.toString().endsWith(".microlog"))
          .map(Kept::of)
          .sorted(Comparator.comparing(Kept::modified).reversed())
          .toList();
    }
  }

  private record Kept(Path file, Instant modified, long bytes) {
    static Kept of(Path file) {
      try {
        return new Kept(file, Files.getLastModifiedTime(file).toInstant(), Files.size(file));
      } catch (IOException e) {
        // Removed by somebody else meanwhile: newest and empty, so never removed by us.
        return new Kept(file, Instant.MAX, 0);
      }
    }
  }
}
