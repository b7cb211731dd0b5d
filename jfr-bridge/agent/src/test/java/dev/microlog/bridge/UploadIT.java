package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Counts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger failures = new AtomicInteger();
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
            + exchange
                .getRequestURI()
                .getPath()
                .replaceFirst("/\\d{4}(_\\d\\d)+(_\\d+)?\\.jfr$", "/ID.jfr")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(body, StandardCharsets.US_ASCII));
    exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 201, -1);
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
    failures.set(1);
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
    failures.set(2);
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
