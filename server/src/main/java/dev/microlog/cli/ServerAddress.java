package dev.microlog.cli;

import dev.microlog.server.store.RecordingKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where people look at recordings: port 4000 of this machine, or what {@code MICROLOG_PORT} says.
 */
final class ServerAddress {
  static final int DEFAULT_PORT = 4000;

  private ServerAddress() {}

  /** The port on which {@code serve} listens and to which summary lines point. */
  static int port() {
    String variable = System.getenv("MICROLOG_PORT");
    try {
      int port = variable == null ? DEFAULT_PORT : Integer.parseInt(variable);
      return port > 0 && port < 65_536 ? port : DEFAULT_PORT;
    } catch (NumberFormatException e) {
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
