package dev.microlog.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were read by a person and found good. With {@code -Dmicrolog.goldens=DIR}, the folder
 * of this package's test resources, they are written anew, to be read again.
 */
final class Goldens {
  private Goldens() {}

  static void check(String name, String actual) throws IOException {
    String folder = System.getProperty("microlog.goldens", "");
    if (!folder.isEmpty()) {
      Files.writeString(Path.of(folder).resolve(name), actual);
      return;
    }
    try (InputStream in = Goldens.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), actual, name);
    }
  }
}
