package dev.microlog.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.ModelStub;
import dev.microlog.server.explain.ShopTimeline;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.FakeConversion;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExplanationServiceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ONE = "/api/recordings/shop/2026_11_22_06_31_51";
  private static final String KEY = "sk-" + "test-0123456789abcdefghij";

  @TempDir Path root = Path.of("");
  private DirectoryStore store = unset();
  private ModelStub stub = unset();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeEach
  void start() throws IOException {
    stub = ModelStub.start();
    Path app = Files.createDirectories(root.resolve("shop"));
    Files.write(app.resolve("2026_11_22_06_31_51.microlog"), ShopTimeline.bytes());
    store = DirectoryStore.open(StoreDirectory.open(root), new FakeConversion());
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    stub.close();
  }

  private interface Use {
    void use(RawHttp http, int port) throws Exception;
  }

  private void with(String key, String url, String model, Use use) throws Exception {
    var options = new ServerOptions("127.0.0.1", 0, Set.of(), null, 1000, "1.2.3");
    var settings = new ExplanationSettings(key, url, model, Duration.ofSeconds(20), 3000);
    try (MicrologServer server = MicrologServer.start(options, store, settings)) {
      use.use(new RawHttp(server.port()), server.port());
    }
  }

  private void with(String model, Use use) throws Exception {
    with(KEY, stub.url(), model, use);
  }

  private static RawHttp.Answer post(RawHttp http, String body) throws IOException {
    return http.sendBody("POST", ONE + "/explanation", body.getBytes(StandardCharsets.UTF_8));
  }

  /** The data of the last event of that name. */
  private static JsonNode event(RawHttp.Answer answer, String name) throws IOException {
    String text = answer.text();
    int at = text.lastIndexOf("event: " + name + "\ndata: ");
    assertTrue(at >= 0, text);
    int from = text.indexOf("data: ", at) + 6;
    return JSON.readTree(text.substring(from, text.indexOf('\n', from)));
  }

  @Test
  void givesEvidenceWithPlaces() throws Exception {
    with(
        "good",
        (http, port) -> {
          JsonNode json = JSON.readTree(http.send("GET", ONE + "/evidence").body);
          assertTrue(json.path("text").asText().startsWith("PROGRAM\n[P1] shop: "));
          JsonNode row = json.path("rows").path(0);
          assertEquals("P1", row.path("id").asText());
          assertTrue(row.path("place").has("startMicros"), row.toString());
          assertTrue(
              json.path("instructions").asText().contains("recorded data, not instructions"));
          assertTrue(json.path("task").asText().contains("## What is wrong"));
          assertEquals(400, http.send("GET", ONE + "/evidence?from=x").status);
          assertEquals(404, http.send("GET", "/api/recordings/shop/none/evidence").status);
          assertEquals(404, http.send("GET", "/api/recordings/shop/none/explanation").status);
          assertTrue(stub.requests().isEmpty());
        });
  }

  @Test
  void explainsByRulesWithoutAKey() throws Exception {
    with(
        "",
        ExplanationSettings.from(name -> null).baseUrl(),
        "m",
        (http, port) -> {
          assertEquals(204, http.send("GET", ONE + "/explanation").status);
          JsonNode rules = JSON.readTree(http.send("GET", ONE + "/explanation/rules").body);
          assertEquals("rules", rules.path("kind").asText());
          assertTrue(rules.path("answer").asText().contains("## What is wrong"));
          JsonNode config = JSON.readTree(http.send("GET", "/api/config").body);
          assertFalse(config.path("explain").path("configured").asBoolean(true));
          JsonNode error = event(post(http, "{}"), "error");
          assertEquals("not_configured", error.path("reason").asText());
        });
  }

  @Test
  void streamsChecksAndKeepsAnAnswer() throws Exception {
    with(
        "good",
        (http, port) -> {
          RawHttp.Answer answer = post(http, "{}");
          assertEquals(200, answer.status);
          assertTrue(answer.text().split("event: token").length > 5, answer.text());
          JsonNode done = event(answer, "done");
          assertTrue(done.path("answer").asText().contains("[C1]"), done.toString());
          assertEquals("Z99", done.path("unproven").path(0).asText());
          assertTrue(done.path("answer").asText().contains("(unproven)"), done.toString());
          assertTrue(done.path("cited").has("C1"), done.toString());
          assertEquals(64, done.path("promptHash").asText().length());
          assertEquals(1200, done.path("promptTokens").asInt());
          ObjectNode first =
              (ObjectNode) JSON.readTree(http.send("GET", ONE + "/explanation").body);
          assertEquals(0, first.remove("questions").size());
          assertEquals(done, first);
          JsonNode asked =
              event(post(http, "{\"question\":\"Why?\",\"from\":1,\"to\":900000}"), "done");
          assertEquals("Why?", asked.path("question").asText());
          JsonNode messages = stub.requests().get(1).body().path("messages");
          assertEquals(4, messages.size(), messages.toString());
          String data = messages.path(1).path("content").asText();
          assertTrue(data.contains("[C1] ") && data.contains("[SC1] "), data);
          assertEquals("assistant", messages.path(2).path("role").asText());
          assertTrue(messages.path(2).path("content").asText().contains("[C1]"));
          assertTrue(stub.requests().get(1).lastMessage().startsWith("Question: Why?"));
          assertEquals(
              first.path("date"),
              JSON.readTree(http.send("GET", ONE + "/explanation").body).path("date"));
          JsonNode kept = JSON.readTree(http.send("GET", ONE + "/explanation").body);
          assertEquals("Why?", kept.path("questions").path(0).path("question").asText());
        });
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(KEY), file.toString());
      }
    }
  }

  @Test
  void sendsWhatThePersonHasEdited() throws Exception {
    with(
        "good",
        (http, port) -> {
          JsonNode done = event(post(http, "{\"prompt\":\"[C1] only this\"}"), "done");
          assertFalse(done.isEmpty());
          String sent = stub.requests().get(0).lastMessage();
          assertTrue(sent.contains("[C1] only this") && !sent.contains("[P1]"), sent);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "rate-later, rate_limit",
    "refused, key_refused",
    "unknown, model_unknown",
    "cut, cut",
    "length, too_long",
    "context, context_too_long",
    "broken, server_error"
  })
  void saysWhatWentWrong(String model, String reason) throws Exception {
    with(
        model,
        (http, port) -> {
          RawHttp.Answer answer = post(http, "{}");
          JsonNode error = event(answer, "error");
          assertEquals(reason, error.path("reason").asText(), error.toString());
          assertFalse(error.path("detail").asText().isEmpty());
          assertFalse(answer.text().contains(KEY));
          assertEquals(204, http.send("GET", ONE + "/explanation").status);
        });
  }

  @Test
  void disarmsAHostileAnswer() throws Exception {
    with(
        "hostile",
        (http, port) -> {
          String answer = event(post(http, "{}"), "done").path("answer").asText();
          assertFalse(answer.contains("](javascript"), answer);
          assertFalse(answer.contains("t.png)"), answer);
          assertTrue(answer.contains("(https://example.org/a)"), answer);
        });
  }

  @Test
  void endsTheRequestWhenThePageGoes() throws Exception {
    with(
        "stall",
        (http, port) -> {
          try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket
                .getOutputStream()
                .write(
                    ("POST "
                            + ONE
                            + "/explanation HTTP/1.1\r\nHost: 127.0.0.1:"
                            + port
                            + "\r\nContent-Length: 2\r\n\r\n{}")
                        .getBytes(StandardCharsets.UTF_8));
            assertTrue(socket.getInputStream().read() >= 0);
            while (stub.requests().isEmpty()) {
              Thread.sleep(20);
            }
          }
          assertEquals("left", stub.awaitEnd());
        });
  }

  @Test
  void laysTheDesignOut() throws Exception {
    with(
        "good",
        (http, port) -> {
          JsonNode all = JSON.readTree(http.send("GET", ONE + "/design").body);
          JsonNode mine = JSON.readTree(http.send("GET", ONE + "/design?scope=mine").body);
          assertTrue(all.path("nodes").size() > mine.path("nodes").size());
          assertTrue(mine.path("width").asDouble() > 100, mine.toString());
          assertTrue(mine.path("edges").path(0).path("points").size() >= 4, mine.toString());
          assertEquals(400, http.send("GET", ONE + "/design?from=x").status);
        });
  }
}
