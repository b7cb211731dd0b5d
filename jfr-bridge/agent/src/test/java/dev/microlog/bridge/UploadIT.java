package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Counts;
import dev.microlog.bridge.program.Floods;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finished recordings go to a server, again and again until it takes them. */
class UploadIT {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final List<Long> lengths = new CopyOnWriteArrayList<>();

  /** The statuses of the next answers; after them all is taken. */
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private HttpServer server;

  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    times.add(System.nanoTime());
    byte[] body = exchange.getRequestBody().readNBytes(3);
    lengths.add(
        body.length + exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getPath().replaceFirst("/\\d{4}(_\\d\\d){5}", "/ID")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(body, StandardCharsets.US_ASCII));
    Integer status = answers.poll();
    exchange.sendResponseHeaders(status == null ? 201 : status, -1);
    exchange.close();
  }

  private String url() {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sendsWhatIsFinished(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .agent("name=shop,server=" + url() + ",token=abc")
            .run(Counts.class, "3");
    assertEquals(List.of("PUT /api/recordings/shop/ID.jfr Bearer abc FLR"), requests);
    assertEquals(List.of(), result.files(), "acknowledged, so no longer kept here");
    assertTrue(result.stderr().contains(url() + "/log/shop/"), result.stderr());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sendsAgainUntilAcknowledged(Jdk jdk) throws Exception {
    answers.add(503);
    Result failed =
        new ChildJvm(jdk, store).agent("name=shop,server=" + url()).run(Counts.class, "3");
    assertEquals(0, failed.exitCode());
    assertTrue(failed.stderr().contains("did not take the recording"), failed.stderr());
    assertEquals(2, failed.files().size(), "the recording and its mark: " + failed.files());

    Result next =
        new ChildJvm(jdk, store).agent("name=shop,server=" + url()).run(Counts.class, "30");
    assertEquals(3, requests.size(), requests.toString());
    assertEquals(List.of(), next.files());
  }

  /** Two machines may begin to record in one second. */
  @ParameterizedTest
  @MethodSource("jdks")
  void takesAnotherNameWhereItsOwnIsTaken(Jdk jdk) throws Exception {
    answers.addAll(List.of(409, 409));
    Result result =
        new ChildJvm(jdk, store).agent("name=shop,server=" + url()).run(Counts.class, "3");
    String put = "PUT /api/recordings/shop/ID%s.jfr null FLR";
    assertEquals(List.of(put.formatted(""), put.formatted("_2"), put.formatted("_3")), requests);
    assertEquals(List.of(), result.files());
    assertTrue(result.stderr().contains("_3 there"), result.stderr());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsTheMarkWhereAnotherAttemptMaySucceed(Jdk jdk) throws Exception {
    for (int status : List.of(401, 403, 404)) {
      answers.add(status);
      Path each = Files.createDirectories(store.resolve("status" + status));
      Result result =
          new ChildJvm(jdk, each).agent("name=shop,server=" + url()).run(Counts.class, "1");
      assertTrue(result.stderr().contains("HTTP " + status), result.stderr());
      assertEquals(2, result.files().size(), "the recording and its mark: " + result.files());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsTheRecordingAloneWhereNoAttemptWillSucceed(Jdk jdk) throws Exception {
    answers.add(413);
    Result result =
        new ChildJvm(jdk, store).agent("name=shop,server=" + url()).run(Counts.class, "1");
    assertTrue(result.stderr().contains("refuses"), result.stderr());
    assertTrue(Files.size(result.recording()) > 0);
  }

  /** Neither reads nor answers, so that the sender's writes wait when the buffers are full. */
  @ParameterizedTest
  @MethodSource("jdks")
  void endsThoughTheServerStalls(Jdk jdk) throws Exception {
    try (ServerSocket stalled = new ServerSocket()) {
      stalled.setReceiveBufferSize(4_096);
      stalled.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String address = "http://127.0.0.1:" + stalled.getLocalPort();
      Result result =
          new ChildJvm(jdk, store)
              .agent("name=shop,server=" + address)
              .run(Floods.class, "1000", "14000", "1");
      assertEquals(0, result.exitCode());
      assertTrue(result.stderr().contains("did not take the recording"), result.stderr());
      assertEquals(2, result.files().size(), "the recording and its mark: " + result.files());
    }
  }

  /** Four times as much as there is memory for, and a server that is away at first. */
  @ParameterizedTest
  @MethodSource("jdks")
  void waitsLongerEachTimeAndNeedsLittleMemory(Jdk jdk) throws Exception {
    Path folder = Files.createDirectories(store.resolve("shop"));
    Path left = folder.resolve("2026_01_01_00_00_00.jfr");
    Path mark = Files.createFile(folder.resolve("2026_01_01_00_00_00.push"));
    try (RandomAccessFile file = new RandomAccessFile(left.toFile(), "rw")) {
      file.writeBytes("FLR");
      file.setLength(100_000_000);
    }
    answers.addAll(List.of(503, 503));
    Path out = Files.createTempFile(store, "out", ".txt");
    Process process =
        new ChildJvm(jdk, store)
            .agent("name=shop,server=" + url())
            .option("-Xmx24m")
            .start(Counts.class, out, out, "1000");
    for (int i = 0; i < 600 && Files.exists(mark); i++) {
      Thread.sleep(100);
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    assertEquals(List.of(), ChildJvm.recordings(store), Files.readString(out));
    assertEquals(4, requests.size(), requests.toString());
    assertEquals(List.of(100_000_000L, 100_000_000L, 100_000_000L), lengths.subList(0, 3));
    assertTrue(times.get(1) - times.get(0) >= 1_000_000_000L, "one second");
    assertTrue(times.get(2) - times.get(1) >= 2_000_000_000L, "then two");
  }
}
