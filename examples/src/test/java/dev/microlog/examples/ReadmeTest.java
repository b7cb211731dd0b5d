package dev.microlog.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code examples/README.md} has them all, each with a small picture. */
class ReadmeTest {
  private static final long MOST_PICTURE_BYTES = 60_000;

  static List<String> names() throws IOException {
    return Example.all().stream().map(Example::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasARowWithAPicture(String name) throws IOException {
    String picture = "../docs/images/examples/" + name + ".webp";
    assertTrue(
        Files.readAllLines(Path.of("README.md")).stream()
            .anyMatch(line -> line.startsWith("| [**" + name + "**]") && line.contains(picture)),
        "no row with " + picture);
    long bytes = Files.size(Path.of(picture));
    assertTrue(bytes < MOST_PICTURE_BYTES, picture + " has " + bytes + " bytes");
  }
}
