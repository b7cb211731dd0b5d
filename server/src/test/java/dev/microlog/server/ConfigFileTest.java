package dev.microlog.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path folder = Path.of("");

  private ConfigFile read(String text) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("microlog.yaml"), text));
  }

  @Test
  void readsWhatTheDocumentationShows() throws IOException {
    ConfigFile file =
        read(
            """
            server:
              port: 4100          # any free port
              host: 0.0.0.0
              allow-hosts: [one.example, two.example]
              max-upload: 1000
            store:
              bucket: s3://team/jvm
              endpoint: https://objects.example
              region: eu-central-1
              path-style: true
              max-cache: 1000
            explain:
              base-url: http://localhost:11434/v1
              model: "qwen3:8b"
              timeout: 300
              evidence-tokens: 6000
            """);
    assertEquals(4100, file.number("server.port", 0, 65_535, 4000));
    assertEquals("0.0.0.0", file.value("server.host"));
    assertEquals(Set.of("one.example", "two.example"), file.list("server.allow-hosts"));
    assertEquals("s3://team/jvm", file.value("store.bucket"));
    assertEquals("https://objects.example", file.value("store.endpoint"));
    assertEquals("eu-central-1", file.value("store.region"));
    assertEquals("true", file.value("store.path-style"));
    assertEquals("1000", file.value("store.max-cache"));
    assertEquals("http://localhost:11434/v1", file.value("explain.base-url"));
    assertEquals("qwen3:8b", file.value("explain.model"));
    assertEquals("300", file.value("explain.timeout"));
    assertEquals("6000", file.value("explain.evidence-tokens"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "explain:\n", "server: {}\n"})
  void everythingIsOptional(String text) throws IOException {
    ConfigFile file = read(text);
    assertNull(file.value("explain.model"));
    assertEquals(7, file.number("server.port", 0, 65_535, 7));
    assertTrue(file.list("server.allow-hosts").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explain: {modell: x}         | unknown setting",
        "serve: {port: 1}             | unknown setting",
        "explain: {api-key: sk-1}     | secrets are read from the environment alone",
        "server: {token: abc}         | secrets are read from the environment alone",
        "store: {secret-access-key: sk-1} | secrets are read from the environment alone",
        "store: {access-key: sk-1}    | secrets are read from the environment alone",
        "explain: {apikey: sk-1}      | secrets are read from the environment alone",
        "explain: {tokens: 900}       | unknown setting",
        "explain: [a, b]              | unknown setting",
        "explain: 'no: yaml           | is no YAML",
        "just words                   | is no YAML",
      })
  void saysWhatIsWrong(String text, String expected) {
    IOException e = assertThrows(IOException.class, () -> read(text));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains("microlog.yaml"), message);
    assertFalse(message.contains("sk-1"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void takesNothingFromTheEnvironmentAndResolvesNothing() throws IOException {
    assertEquals("${HOME}", read("explain: {model: '${HOME}'}").value("explain.model"));
    assertNull(read("").value("PATH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"port", "99999", "-1", "1.5"})
  void aPortIsANumber(String port) throws IOException {
    ConfigFile file = read("server: {port: '" + port + "'}");
    IOException e =
        assertThrows(IOException.class, () -> file.number("server.port", 0, 65_535, 4000));
    assertTrue(String.valueOf(e.getMessage()).startsWith("server.port in "), e.getMessage());
  }

  @Test
  void aMissingFileIsMissing() {
    assertThrows(NoSuchFileException.class, () -> ConfigFile.read(folder.resolve("none.yaml")));
  }
}
