package dev.microlog.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.analysis.findings.Library;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownLibrariesTest {
  @Test
  void theDataFileIsWhole() throws IOException {
    List<Library> libraries = KnownLibraries.read();
    assertTrue(libraries.size() >= 90, libraries.size() + " entries");
    Set<String> names = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (Library library : libraries) {
      assertTrue(names.add(library.name()), library.name());
      assertFalse(library.prefixes().isEmpty(), library.name());
      for (String prefix : library.prefixes()) {
        assertTrue(prefixes.add(prefix), prefix);
        assertTrue(prefix.matches("[A-Za-z0-9_.$]+[A-Za-z0-9_$]"), prefix);
      }
      assertTrue(library.what().endsWith("."), library.name());
      assertTrue(library.documentation().startsWith("https://"), library.name());
      for (String link : List.of(library.performance(), library.issues(), library.questions())) {
        assertTrue(link.isEmpty() || link.startsWith("https://"), link);
      }
    }
  }

  @Test
  void malformedDataFilesAreRefused() {
    for (String text : List.of("", "[", "{}", "[1]", "[\"a\"]", "[{}]x", "[{\"a\":\"\\u00\"}]")) {
      assertThrows(IOException.class, () -> KnownLibraries.parse(text), text);
    }
  }
}
