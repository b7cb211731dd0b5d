package dev.microlog.bridge.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;

  private void file(String name, int bytes, Duration age) throws IOException {
    Path file = Files.write(directory.resolve(name), new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private List<String> left(Duration keep, long bytes) throws IOException {
    Retention.apply(directory, new RecorderOptions.Rotation(Duration.ZERO, 0, keep, bytes), NOW);
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void removesTheOldAndTheLarge() throws IOException {
    file("a.jfr", 100, Duration.ofDays(9));
    file("b.microlog", 100, Duration.ofDays(3));
    file("c.jfr", 100, Duration.ofDays(2));
    file("d.jfr", 100, Duration.ofHours(1));
    file("e.jfr.part", 100, Duration.ofDays(30));
    file("notes.txt", 100, Duration.ofDays(30));
    assertEquals(
        List.of("b.microlog", "c.jfr", "d.jfr", "e.jfr.part", "notes.txt"),
        left(Duration.ofDays(7), 1_000));
    assertEquals(
        List.of("c.jfr", "d.jfr", "e.jfr.part", "notes.txt"), left(Duration.ofDays(7), 250));
    assertEquals(4, left(Duration.ZERO, 0).size(), "zero is no limit");
  }
}
