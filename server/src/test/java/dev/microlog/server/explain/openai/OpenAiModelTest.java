package dev.microlog.server.explain.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.explain.ModelStub;
import dev.microlog.server.explain.model.Cancellation;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelException.Reason;
import dev.microlog.server.explain.model.ModelListener;
import dev.microlog.server.explain.model.ModelMessage;
import dev.microlog.server.explain.model.ModelReply;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against a server that speaks the real protocol. */
@Timeout(60)
class OpenAiModelTest {
  private static final String KEY = "sk-" + "test-0123456789abcdefghij";
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final List<String> pieces = new ArrayList<>();
  private final List<String> retries = new ArrayList<>();
  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = ModelStub.start();
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  private ModelReply ask(String key, String url, String model, Duration timeout, Cancellation end)
      throws ModelException {
    ModelListener listener =
        new ModelListener() {
          @Override
          public void piece(String text) {
            pieces.add(text);
          }

          @Override
          public void retry(String why) {
            retries.add(why);
          }
        };
    List<ModelMessage> messages =
        List.of(
            new ModelMessage(ModelMessage.Role.SYSTEM, "Be brief."),
            new ModelMessage(ModelMessage.Role.USER, "Evidence [C7] [W2]"),
            new ModelMessage(ModelMessage.Role.ASSISTANT, "Yes."),
            new ModelMessage(ModelMessage.Role.USER, "Why?"));
    return new OpenAiModel(
            new ExplanationSettings(key, url, model, timeout, 3000), Duration.ofMillis(20))
        .ask(messages, listener, end);
  }

  private ModelReply ask(String model) throws ModelException {
    return ask(KEY, stub.url(), model, PATIENT, new Cancellation());
  }

  private ModelException fails(String url, String model, Duration timeout) {
    return assertThrows(
        ModelException.class, () -> ask(KEY, url, model, timeout, new Cancellation()));
  }

  @Test
  void streamsAnAnswer() throws ModelException {
    ModelReply reply = ask("good");
    assertTrue(pieces.size() > 5, "pieces: " + pieces);
    assertEquals(String.join("", pieces), reply.text());
    assertTrue(reply.text().contains("[C7]") && reply.text().contains("[W2]"), reply.text());
    assertEquals("stub-1", reply.model());
    assertEquals(1200, reply.promptTokens());
    assertEquals(reply.text().length() / 4, reply.answerTokens());
    ModelStub.Request request = stub.requests().get(0);
    assertEquals("/v1/chat/completions", request.path());
    assertEquals("Bearer " + KEY, request.headers().get("authorization"));
    assertEquals("Why?", request.lastMessage());
    assertEquals("system", request.body().path("messages").path(0).path("role").asText());
    assertTrue(request.body().path("stream").asBoolean());
  }

  @Test
  void asksWithoutKeyWhereNoneIsSet() throws ModelException {
    ModelReply reply = ask("", stub.url(), "good", PATIENT, new Cancellation());
    assertFalse(reply.text().isEmpty());
    assertEquals("Bearer none", stub.requests().get(0).headers().get("authorization"));
  }

  @ParameterizedTest
  @CsvSource({
    "cut, CUT, 1",
    "no-end, CUT, 1",
    "hang-up, CUT, 1",
    "length, TOO_LONG, 1",
    "filtered, FILTERED, 1",
    "empty, MALFORMED, 1",
    "html, MALFORMED, 1",
    "malformed, MALFORMED, 1",
    "error-inside, SERVER_ERROR, 1",
    "endless, TOO_LONG, 1",
    "rate, RATE_LIMIT, 3",
    "rate-later, RATE_LIMIT, 1",
    "quota, QUOTA, 1",
    "refused, KEY_REFUSED, 1",
    "forbidden, FORBIDDEN, 1",
    "unknown, MODEL_UNKNOWN, 1",
    "lost, ENDPOINT_UNKNOWN, 1",
    "context, CONTEXT_TOO_LONG, 1",
    "context-llama, CONTEXT_TOO_LONG, 1",
    "broken, SERVER_ERROR, 1",
    "broken-html, SERVER_ERROR, 1",
    "elsewhere, REFUSED, 1",
  })
  void saysWhatWentWrongAndAsksAgainOnlyWhereThatIsSafe(String model, Reason reason, int requests) {
    ModelException e = fails(stub.url(), model, PATIENT);
    assertEquals(reason, e.reason(), e.sentences());
    assertEquals(requests, stub.requests().size());
    assertEquals(requests - 1, retries.size());
    assertTrue(e.sentence().endsWith("."), e.sentence());
    assertTrue(e.advice().endsWith("."), e.advice());
    assertFalse(e.sentences().contains(KEY), e.sentences());
    assertFalse(e.sentences().contains("\n"), e.sentences());
  }

  @Test
  void quotesTheServerWithoutSecrets() {
    ModelException e = fails(stub.url(), "broken", PATIENT);
    assertTrue(e.sentence().contains("boom for Bearer <"), e.sentence());
    assertTrue(e.sentence().contains("<ip> second line"), e.sentence());
  }

  @Test
  void saysWhenToAskAgain() {
    ModelException e = fails(stub.url(), "rate-later", PATIENT);
    assertEquals(Duration.ofSeconds(75), e.retryAfter());
    assertEquals("Ask again in 75 seconds.", e.advice());
  }

  @Test
  void asksAgainAfterOverload() throws ModelException {
    assertTrue(ask("busy-once").text().startsWith("## What it is"));
    assertEquals(2, stub.requests().size());
    assertEquals(1, retries.size());
  }

  @Test
  void doesWithoutUsageWhereItIsRefused() throws ModelException {
    ModelReply reply = ask("no-usage");
    assertEquals("Fine.", reply.text());
    assertEquals(-1, reply.promptTokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "stall"})
  void timesOutOnSilence(String model) {
    // The stub breaks its silence twice a second: a shorter time-out comes first.
    ModelException e = fails(stub.url(), model, Duration.ofMillis(250));
    assertEquals(Reason.TIMEOUT, e.reason(), e.sentences());
    assertEquals(1, stub.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "silent", "stall", "slow"})
  void cancelEndsTheRequest(String model) throws Exception {
    var cancellation = new Cancellation();
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (stub.requests().isEmpty()) {
                    boolean ignored = cancellation.await(Duration.ofMillis(20));
                  }
                  boolean ignored = cancellation.await(Duration.ofMillis(300));
                  cancellation.cancel();
                });
    long begun = System.nanoTime();
    ModelException e =
        assertThrows(
            ModelException.class,
            () -> ask(KEY, stub.url(), model, Duration.ofSeconds(30), cancellation));
    canceller.join();
    assertEquals(Reason.CANCELLED, e.reason(), e.sentences());
    assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 15);
    assertEquals("left", stub.awaitEnd());
  }

  @Test
  void asksNothingOnceCancelled() {
    var cancellation = new Cancellation();
    cancellation.cancel();
    ModelException e =
        assertThrows(
            ModelException.class, () -> ask(KEY, stub.url(), "good", PATIENT, cancellation));
    assertEquals(Reason.CANCELLED, e.reason(), e.sentences());
    assertTrue(pieces.isEmpty());
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    ModelException e = fails("http://127.0.0.1:" + free + "/v1", "good", PATIENT);
    assertEquals(Reason.UNREACHABLE, e.reason());
    assertEquals("Nothing answers at 127.0.0.1:" + free + ".", e.sentence());
    assertEquals(2, retries.size());
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    ModelException e = fails("https://no-such-host.invalid/v1", "good", PATIENT);
    assertEquals(Reason.UNREACHABLE, e.reason());
    assertEquals("There is no host named no-such-host.invalid.", e.sentence());
  }

  @Test
  void saysThatPlainHttpIsNoHttps() {
    ModelException e = fails(stub.url().replace("http:", "https:"), "good", PATIENT);
    assertEquals(Reason.INSECURE, e.reason(), e.sentences());
  }
}
