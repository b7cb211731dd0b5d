package dev.microlog.server;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.microlog.timeline.analysis.findings.Library;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The libraries and areas of the JDK that the Tips know: the data file {@code tips.json}. */
final class KnownLibraries {
  private static final String DATA = "/META-INF/microlog/tips.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private KnownLibraries() {}

  /** What the file says. */
  static List<Library> read() throws IOException {
    try (InputStream in = KnownLibraries.class.getResourceAsStream(DATA)) {
      if (in == null) {
        throw new FileNotFoundException("This program was built without " + DATA);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * @throws IOException if the text is not in the shape of that file
   */
  static List<Library> parse(String json) throws IOException {
    return List.copyOf(JSON.readValue(json, new TypeReference<List<Library>>() {}));
  }
}
