package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.Turn;
import dev.microlog.server.explain.evidence.Evidence;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.server.explain.model.Cancellation;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelListener;
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
import java.util.List;
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
  private static final int LONGEST_BODY = 1 << 20;
  private static final int LONGEST_QUESTION = 4000;
  private static final int MOST_AT_ONCE = 4;

  /** A client that has gone is noticed at the next write, so we write at least that often. */
  private static final long HEARTBEAT_MILLIS = 1000;

  private final TimelineCache timelines;
  private final RecordingStore store;
  private final Explainer explainer;
  private final KeptExplanations keptExplanations;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);

  ExplanationService(TimelineCache timelines, RecordingStore store, Explainer explainer) {
    this.timelines = timelines;
    this.store = store;
    this.explainer = explainer;
    keptExplanations = new KeptExplanations(store);
  }

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/{app}/{id}/evidence").get(this::evidence).register(rules);
    Endpoint.at("/{app}/{id}/explanation").get(this::kept).post(this::ask).register(rules);
    Endpoint.at("/{app}/{id}/explanation/rules").get(this::rules).register(rules);
  }

  private void evidence(ServerRequest request, ServerResponse response) throws IOException {
    Timeline timeline = timelines.get(Keys.of(request));
    Replies.json(
        request,
        response,
        ExplanationJson.evidence(Explainer.evidence(timeline, focus(request), tokens(request))));
  }

  private void rules(ServerRequest request, ServerResponse response) throws IOException {
    Timeline timeline = timelines.get(Keys.of(request));
    Replies.json(
        request,
        response,
        ExplanationJson.rules(Explainer.rules(timeline, focus(request), tokens(request))));
  }

  private void kept(ServerRequest request, ServerResponse response) throws IOException {
    RecordingKey key = Keys.of(request);
    Optional<String> note = keptExplanations.text(key);
    if (note.isPresent()) {
      Replies.json(request, response, JSON.readTree(note.get()));
    } else if (store.find(key).isPresent()) {
      response.status(Status.NO_CONTENT_204).send();
    } else {
      throw ProblemException.notFound();
    }
  }

  private static Focus focus(ServerRequest request) {
    return new Focus(
        Queries.number(request, "from", -1),
        Queries.number(request, "to", -1),
        (int) Queries.number(request, "thread", -1),
        (int) Queries.number(request, "method", -1));
  }

  private int tokens(ServerRequest request) {
    return (int) Queries.number(request, "tokens", explainer.settings().evidenceTokens());
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
    Timeline timeline = timelines.get(key);
    Focus focus =
        new Focus(
            body.path("from").asDouble(-1),
            body.path("to").asDouble(-1),
            body.path("thread").asInt(-1),
            body.path("method").asInt(-1));
    int tokens = body.path("tokens").asInt(explainer.settings().evidenceTokens());
    String text = body.path("question").asText("").strip();
    if (text.length() > LONGEST_QUESTION) {
      throw bad("The question is too long.");
    }
    boolean whole = focus.within(timeline).equals(Focus.all(timeline));
    if (text.isEmpty() && !whole) {
      text = Explainer.ABOUT_SELECTION;
    }
    Evidence evidence = Explainer.evidence(timeline, focus, tokens);
    String edited = body.path("prompt").asText("");
    var question =
        new Question(
            edited.isBlank() ? evidence.text() : edited,
            text,
            text.isEmpty() ? List.of() : keptExplanations.earlier(key));
    @Nullable String model = body.path("model").asText("");
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (!asking.tryAcquire()) {
      throw new ProblemException(
          Status.SERVICE_UNAVAILABLE_503,
          "Several explanations are being made; ask again when one is done.");
    }
    try (OutputStream out = response.outputStream()) {
      stream(key, out, evidence, question, model);
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
      @Nullable String model)
      throws IOException {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    var cancellation = new Cancellation();
    Thread asker =
        Thread.ofVirtual()
            .name("microlog explain")
            .start(() -> events.add(outcome(key, events, evidence, question, model, cancellation)));
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
      Cancellation cancellation) {
    ModelListener listener =
        new ModelListener() {
          @Override
          public void piece(String text) {
            events.add(new Event("token", ExplanationJson.text(JSON.valueToTree(text)), false));
          }

          @Override
          public void retry(String why) {
            ObjectNode retry = JSON.createObjectNode().put("detail", why);
            events.add(new Event("retry", ExplanationJson.text(retry), false));
          }
        };
    try {
      Turn turn = explainer.ask(evidence, question, model, listener, cancellation);
      keptExplanations.keep(key, turn);
      return new Event("done", ExplanationJson.text(ExplanationJson.turn(turn)), true);
    } catch (ModelException e) {
      return new Event("error", ExplanationJson.text(ExplanationJson.problem(e)), true);
    } catch (IOException | RuntimeException e) {
      System.getLogger(ExplanationService.class.getName())
          .log(System.Logger.Level.ERROR, "explaining " + key + " failed", e);
      ObjectNode problem =
          JSON.createObjectNode()
              .put("title", "Failed")
              .put("detail", "The server failed; its log says why.");
      return new Event("error", ExplanationJson.text(problem), true);
    }
  }
}
