package dev.microlog.cli;

import dev.microlog.server.ConfigFile;
import dev.microlog.server.explain.model.ExplanationSettings.Lookup;
import dev.microlog.server.store.RecordingKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where people look at recordings: port 4000 of this machine, or what {@code MICROLOG_PORT} or the
 * configuration file says.
 */
final class ServerAddress {
  static final int DEFAULT_PORT = 4000;

  private ServerAddress() {}

  /**
   * The port on which {@code serve} listens when no option names one: of the environment, or of the
   * file; 0 is any that is free.
   *
   * @throws IOException if what they say is no port
   */
  static int port(Lookup environment, ConfigFile file) throws IOException {
    String variable = environment.find("MICROLOG_PORT");
    if (variable == null || variable.isBlank()) {
      return (int) file.number("server.port", 0, 65_535, DEFAULT_PORT);
    }
    if (!variable.strip().matches("\\d{1,5}") || Integer.parseInt(variable.strip()) > 65_535) {
      throw new CommandException(
          "MICROLOG_PORT is \u201c" + variable + "\u201d, which is no port: 0 to 65535.");
    }
    return Integer.parseInt(variable.strip());
  }

  /**
   * The port that links of summary lines have: where {@code serve} would listen. What is wrong with
   * its settings, {@code serve} says; a recording that was made is shown all the same.
   */
  static int port() {
    try {
      int port = port(System::getenv, ConfigOption.usual(System::getenv));
      return port == 0 ? DEFAULT_PORT : port;
    } catch (IOException e) {
      return DEFAULT_PORT;
    }
  }

  static String base(int port) {
    return "http://127.0.0.1:" + port;
  }

  static String url(String base, RecordingKey key) {
    return base + "/log/" + key.app() + "/" + key.id();
  }

  /** Whether a Microlog server answers there. */
  static boolean answers(int port) {
    return get(base(port) + "/api/health") != null;
  }

  /** Whether a Microlog server answers there that has this recording in its store. */
  static boolean has(int port, RecordingKey key) {
    String list = get(base(port) + "/api/recordings");
    return list != null
        && list.contains("\"app\":\"" + key.app() + "\",\"id\":\"" + key.id() + "\"");
  }

  private static @Nullable String get(String url) {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofMillis(300)).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : null;
    } catch (IOException e) {
      return null; // nobody there, or no HTTP
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
