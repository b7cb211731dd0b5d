package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends finished recordings to a server, in a thread of its own, one after the other.
 *
 * <p>A recording that is to be sent has an empty {@code <id>.push} beside it until the server has
 * acknowledged it; then both are removed. So what could not be sent, because the server was away or
 * the JVM was killed, is sent by the next JVM of the same application. Memory is bounded by the
 * copying buffer.
 */
final class Uploader implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int TIMEOUT_MILLIS = 10_000;

  /** What a server says about a request that will never succeed. */
  private static final int BAD_REQUEST = 400;

  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final String server;
  private final @Nullable String token;
  private final BlockingQueue<Path> waiting = new LinkedBlockingQueue<>();

  Uploader(String server, @Nullable String token) {
    this.server = server.replaceAll("/+$", "");
    this.token = token;
  }

  /** Notes that a recording is to be sent when it has ended. */
  static void mark(RecordingFiles files) throws IOException {
    Files.createFile(marker(files.finished()));
  }

  /** Starts the thread; what earlier JVMs could not send goes first. */
  void start(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".jfr") && Files.exists(marker(file)))
          .sorted()
          .forEach(waiting::add);
    }
    Thread thread = new Thread(null, this, "Microlog upload", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends a finished recording soon. */
  void add(Path recording) {
    waiting.add(recording);
  }

  /** Sends a recording now, once; for the end of the JVM, when there is no later. */
  void sendNow(Path recording) {
    try {
      send(recording);
    } catch (IOException e) {
      Capture.warn(
          server
              + " did not take the recording, it is kept as "
              + recording
              + " ("
              + e.getMessage()
              + ")");
    }
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        Path recording = waiting.take();
        try {
          send(recording);
          pause = FIRST_PAUSE;
        } catch (IOException e) {
          waiting.add(recording);
          Thread.sleep(pause.toMillis());
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                  ? pause.multipliedBy(2)
                  : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      Capture.failed("upload to " + server, e);
    }
  }

  /** Sends one; a recording that the server refuses for good stays where it is. */
  private void send(Path recording) throws IOException {
    if (!Files.exists(recording) || !Files.exists(marker(recording))) {
      return;
    }
    int status = put(recording);
    if (status >= BAD_REQUEST && status < SERVER_ERROR && status != TIMEOUT && status != TOO_MANY) {
      Files.deleteIfExists(marker(recording));
      Capture.warn(server + " refuses " + recording + " (HTTP " + status + "); it is kept there");
    } else if (status / 100 == 2) {
      Files.deleteIfExists(recording);
      Files.deleteIfExists(marker(recording));
    } else {
      throw new IOException("HTTP " + status);
    }
  }

  private int put(Path recording) throws IOException {
    Path directory = recording.getParent();
    String application = directory == null ? "java" : String.valueOf(directory.getFileName());
    URI target =
        URI.create(server + "/api/recordings/" + application + "/" + recording.getFileName());
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(Files.size(recording));
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    try (OutputStream body = connection.getOutputStream();
        InputStream bytes = Files.newInputStream(recording)) {
      bytes.transferTo(body);
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  private static Path marker(Path recording) {
    String name = String.valueOf(recording.getFileName());
    return recording.resolveSibling(name.replaceFirst("\\.jfr$", ".push"));
  }
}
