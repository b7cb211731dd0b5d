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
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
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

  /**
   * How long the end of the JVM may wait; a write to a server that does not read waits for good.
   */
  private static final int EXIT_PATIENCE_MILLIS = 10_000;

  /** Another recording has this name. */
  private static final int CONFLICT = 409;

  /** As many recordings of one application may begin in one second, on all machines. */
  private static final int MAX_NAMES = 1_000;

  /**
   * What the server will say again whenever it is sent the same. After anything else, such as 401
   * for a wrong token, another attempt may succeed.
   */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

  /** A recording's time, without the number that tells it from others of that second. */
  private static final int TIME_LENGTH = "2026_11_22_06_31_51".length();

  private final String server;
  private final @Nullable String token;
  private final Queue<Path> waiting = new ArrayDeque<>();
  private boolean isRunning;

  /** Held while one is sent, so that the end of the JVM does not send it a second time. */
  private final Object sending = new Object();

  Uploader(String server, @Nullable String token) {
    this.server = server.replaceAll("/+$", "");
    this.token = token;
  }

  /** Sends what earlier JVMs could not send. */
  void start(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(".jfr") && Files.exists(marker(file)))
          .sorted()
          .forEach(this::add);
    }
  }

  /** Sends a finished recording soon, in a thread that lives as long as there is one to send. */
  synchronized void add(Path recording) {
    waiting.add(recording);
    if (!isRunning) {
      isRunning = true;
      startDaemon(this);
    }
  }

  private synchronized @Nullable Path next() {
    Path recording = waiting.poll();
    isRunning = recording != null;
    return recording;
  }

  /**
   * Sends a recording now, once; for the end of the JVM, when there is no later and which waits a
   * bounded time.
   */
  void sendNow(Path recording) {
    LastAttempt attempt = new LastAttempt(recording);
    Thread thread = startDaemon(attempt);
    try {
      thread.join(EXIT_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String failure = attempt.failure;
    if (failure != null) {
      Capture.warn(
          server
              + " did not take the recording, it is kept as "
              + recording
              + " ("
              + failure
              + ")");
    }
  }

  private static Thread startDaemon(Runnable work) {
    Thread thread = new Thread(null, work, "Microlog upload", 0, false);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private final class LastAttempt implements Runnable {
    private final Path recording;

    /** What went wrong; null when nothing did. */
    private volatile @Nullable String failure = "no answer yet";

    LastAttempt(Path recording) {
      this.recording = recording;
    }

    @Override
    public void run() {
      try {
        send(recording);
        failure = null;
      } catch (IOException | RuntimeException e) {
        failure = String.valueOf(e.getMessage());
      }
    }
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    try {
      for (Path recording = next(); recording != null; recording = next()) {
        try {
          send(recording);
          pause = FIRST_PAUSE;
        } catch (IOException e) {
          add(recording);
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
    synchronized (sending) {
      if (!Files.exists(recording) || !Files.exists(marker(recording))) {
        return;
      }
      int status = putUnderFreeName(recording);
      if (REFUSALS.contains(status)) {
        Files.deleteIfExists(marker(recording));
        Capture.warn(server + " refuses " + recording + " (HTTP " + status + "); it is kept there");
      } else if (status / 100 == 2) {
        Files.deleteIfExists(recording);
        Files.deleteIfExists(marker(recording));
      } else {
        throw new IOException("HTTP " + status);
      }
    }
  }

  /**
   * Sends it as {@code ID}, or as {@code ID_2}, {@code ID_3} … where another machine's recording of
   * that second has the name. A server that has these very bytes says so by 201 and not by 409.
   *
   * @return the server's status
   */
  private int putUnderFreeName(Path recording) throws IOException {
    String id = String.valueOf(recording.getFileName()).replaceFirst("\\.jfr$", "");
    int status = put(recording, id);
    String time = id.substring(0, Math.min(id.length(), TIME_LENGTH));
    for (int i = 2; status == CONFLICT && i < MAX_NAMES; i++) {
      String other = time + "_" + i;
      status = put(recording, other);
      if (status / 100 == 2) {
        Capture.warn(
            server + " had a recording " + id + " already; this one is " + other + " there");
      }
    }
    return status;
  }

  private int put(Path recording, String id) throws IOException {
    Path directory = recording.getParent();
    String application = directory == null ? "java" : String.valueOf(directory.getFileName());
    URI target = URI.create(server + "/api/recordings/" + application + "/" + id + ".jfr");
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
