package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Counts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finished recordings go to a server, again and again until it takes them. */
class UploadIT {
  private final List<String> requests = new CopyOnWriteArrayList<>();
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
    byte[] body = exchange.getRequestBody().readAllBytes();
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
            + new String(body, 0, Math.min(3, body.length), StandardCharsets.US_ASCII));
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
}
