package dev.microlog.convert;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Small recordings that others published, see {@code recordings/README.md}. */
final class PublicRecordings {
  private PublicRecordings() {}

  static Path file(String name) {
    URL url = PublicRecordings.class.getResource("/recordings/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no recording " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
