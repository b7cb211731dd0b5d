package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.Cancellation;
import dev.microlog.server.explain.CheckedAnswer;
import dev.microlog.server.explain.Evidence;
import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.Focus;
import dev.microlog.server.explain.ModelException;
import dev.microlog.server.explain.ModelListener;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.Turn;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.timeline.Timeline;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Evidence, explanations and questions about a recording: {@code
 * /api/recordings/{app}/{id}/evidence} and {@code …/explanation}.
 */
final class ExplanationService implements HttpService {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTE = "explanation";
  private static final int LONGEST_BODY = 1 << 20;
  private static final int LONGEST_QUESTION = 4000;
  private static final int MOST_QUESTIONS = 50;
  private static final int MOST_AT_ONCE = 4;

  /** A client that has gone is noticed at the next write, so we write at least that often. */
  private static final long HEARTBEAT_MILLIS = 1000;

  private final TimelineCache timelines;
  private final RecordingStore store;
  private final Explainer explainer;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);

  ExplanationService(TimelineCache timelines, RecordingStore store, Explainer explainer) {
    this.timelines = timelines;
    this.store = store;
    this.explainer = explainer;
  }

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/{app}/{id}/evidence").get(this::evidence).register(rules);
    Endpoint.at("/{app}/{id}/explanation").get(this::kept).post(this::ask).register(rules);
    Endpoint.at("/{app}/{id}/explanation/rules").get(this::rules).register(rules);
  }

  private Timeline timeline(RecordingKey key) throws IOException {
    try {
      return timelines.get(key);
    } catch (NoSuchFileException e) {
      throw ProblemException.notFound();
    }
  }

  private void evidence(ServerRequest request, ServerResponse response) throws IOException {
    Timeline timeline = timeline(Keys.of(request));
    Evidence evidence = Explainer.evidence(timeline, focus(request), tokens(request));
    Replies.json(request, response, json(evidence));
  }

  /**
   * What an exported page carries of the explanation: texts by the names that the page looks for.
   */
  static Map<String, String> forExport(Timeline timeline) {
    Evidence evidence = Explainer.evidence(timeline, Focus.all(timeline), Evidence.DEFAULT_TOKENS);
    CheckedAnswer answer = Explainer.rules(timeline, Focus.all(timeline), Evidence.DEFAULT_TOKENS);
    return Map.of("evidence", json(json(evidence)), "rules", json(json(answer)));
  }

  private static ObjectNode json(Evidence evidence) {
    ObjectNode json = JSON.createObjectNode();
    json.put("text", evidence.text());
    json.put("tokens", evidence.tokens());
    json.put("covered", evidence.coveredShare());
    json.set("rows", JSON.valueToTree(evidence.rows()));
    json.set("messages", JSON.valueToTree(Explainer.messages(Question.explain(evidence.text()))));
    return json;
  }

  private void rules(ServerRequest request, ServerResponse response) throws IOException {
    Timeline timeline = timeline(Keys.of(request));
    CheckedAnswer answer = Explainer.rules(timeline, focus(request), tokens(request));
    Replies.json(request, response, json(answer));
  }

  private static ObjectNode json(CheckedAnswer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "rules");
    json.put("answer", answer.plain());
    json.set("cited", JSON.valueToTree(answer.cited()));
    return json;
  }

  private void kept(ServerRequest request, ServerResponse response) throws IOException {
    RecordingKey key = Keys.of(request);
    String note = store.note(key, NOTE).orElseThrow(ProblemException::notFound);
    Replies.json(request, response, JSON.readTree(note));
  }

  private static Focus focus(ServerRequest request) {
    return new Focus(
        number(request, "from", -1),
        number(request, "to", -1),
        (int) number(request, "thread", -1),
        (int) number(request, "method", -1));
  }

  private static int tokens(ServerRequest request) {
    return (int) number(request, "tokens", Evidence.DEFAULT_TOKENS);
  }

  private static double number(ServerRequest request, String name, double otherwise) {
    if (!request.query().contains(name)) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(request.query().get(name));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad("\u201c" + name + "\u201d is no number.");
    }
    throw bad("\u201c" + name + "\u201d is no number.");
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Status.BAD_REQUEST_400, detail);
  }

  private static JsonNode body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return JSON.createObjectNode();
    }
    byte[] bytes = request.content().inputStream().readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw new ProblemException(Status.REQUEST_ENTITY_TOO_LARGE_413, "The prompt is too long.");
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw bad("The body is no JSON.");
    }
    throw bad("The body is no JSON object.");
  }

  private void ask(ServerRequest request, ServerResponse response) throws IOException {
    RecordingKey key = Keys.of(request);
    JsonNode body = body(request);
    Timeline timeline = timeline(key);
    Focus focus =
        new Focus(
            body.path("from").asDouble(-1),
            body.path("to").asDouble(-1),
            body.path("thread").asInt(-1),
            body.path("method").asInt(-1));
    int tokens = body.path("tokens").asInt(Evidence.DEFAULT_TOKENS);
    String text = body.path("question").asText("").strip();
    if (text.length() > LONGEST_QUESTION) {
      throw bad("The question is too long.");
    }
    Evidence evidence = Explainer.evidence(timeline, focus, tokens);
    String edited = body.path("prompt").asText("");
    String earlier =
        text.isEmpty() ? "" : kept(key).map(node -> node.path("answer").asText("")).orElse("");
    var question = new Question(edited.isBlank() ? evidence.text() : edited, text, earlier);
    @Nullable String model = body.path("model").asText("");
    boolean whole = focus.within(timeline).equals(Focus.all(timeline).within(timeline));
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (!asking.tryAcquire()) {
      throw new ProblemException(
          Status.SERVICE_UNAVAILABLE_503,
          "Several explanations are being made; ask again when one is done.");
    }
    try (OutputStream out = response.outputStream()) {
      stream(key, out, evidence, question, model, whole);
    } finally {
      asking.release();
    }
  }

  /** What is sent to the client next; the last one ends the stream. */
  private record Event(String name, String data, boolean last) {}

  private void stream(
      RecordingKey key,
      OutputStream out,
      Evidence evidence,
      Question question,
      @Nullable String model,
      boolean whole)
      throws IOException {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    var cancellation = new Cancellation();
    Thread asker =
        Thread.ofVirtual()
            .name("microlog explain")
            .start(
                () ->
                    events.add(
                        outcome(key, events, evidence, question, model, whole, cancellation)));
    try {
      Event event;
      do {
        event = events.poll(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        write(out, event);
      } while (event == null || !event.last());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cancellation.cancel();
      asker.interrupt();
    }
  }

  private static void write(OutputStream out, @Nullable Event event) throws IOException {
    String text =
        event == null
            ? ": waiting\n\n"
            : "event: " + event.name() + "\ndata: " + event.data() + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private Event outcome(
      RecordingKey key,
      BlockingQueue<Event> events,
      Evidence evidence,
      Question question,
      @Nullable String model,
      boolean whole,
      Cancellation cancellation) {
    ModelListener listener =
        new ModelListener() {
          @Override
          public void piece(String text) {
            events.add(new Event("token", json(JSON.valueToTree(text)), false));
          }

          @Override
          public void retry(String why) {
            events.add(new Event("retry", json(JSON.createObjectNode().put("detail", why)), false));
          }
        };
    try {
      Turn turn = explainer.ask(evidence, question, model, listener, cancellation);
      ObjectNode answer = json(turn);
      keep(key, answer, whole);
      return new Event("done", json(answer), true);
    } catch (ModelException e) {
      return new Event("error", json(problem(e)), true);
    } catch (IOException | RuntimeException e) {
      System.getLogger(ExplanationService.class.getName())
          .log(System.Logger.Level.ERROR, "explaining " + key + " failed", e);
      ObjectNode problem =
          JSON.createObjectNode()
              .put("title", "Failed")
              .put("detail", "The server failed; its log says why.");
      return new Event("error", json(problem), true);
    }
  }

  private static ObjectNode problem(ModelException e) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("title", e.sentence());
    problem.put("detail", e.sentences());
    problem.put("reason", e.reason().name().toLowerCase(java.util.Locale.ROOT));
    if (e.retryAfter() != null) {
      problem.put("retryAfterSeconds", e.retryAfter().toSeconds());
    }
    return problem;
  }

  private static ObjectNode json(Turn turn) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "model");
    json.put("question", turn.question());
    json.put("answer", turn.plain());
    json.set("cited", JSON.valueToTree(turn.cited()));
    json.set("unproven", JSON.valueToTree(turn.unproven()));
    json.put("model", turn.model());
    json.put("date", turn.time());
    json.put("promptHash", turn.promptHash());
    json.put("promptTokens", turn.promptTokens());
    json.put("answerTokens", turn.answerTokens());
    return json;
  }

  private Optional<ObjectNode> kept(RecordingKey key) throws IOException {
    Optional<String> note = store.note(key, NOTE);
    try {
      return note.isPresent() && JSON.readTree(note.get()) instanceof ObjectNode node
          ? Optional.of(node)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** An explanation of the whole takes the place of the one before; a question is added to it. */
  private synchronized void keep(RecordingKey key, ObjectNode answer, boolean whole)
      throws IOException {
    if (answer.path("question").asText("").isEmpty() && whole) {
      store.putNote(key, NOTE, json(answer));
      return;
    }
    Optional<ObjectNode> kept = kept(key);
    if (kept.isPresent()) {
      var questions = kept.get().withArrayProperty("questions");
      questions.add(answer);
      while (questions.size() > MOST_QUESTIONS) {
        questions.remove(0);
      }
      store.putNote(key, NOTE, json(kept.get()));
    }
  }

  private static String json(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
