package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.Turn;
import dev.microlog.server.store.Notes;
import dev.microlog.server.store.RecordingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explanations that are kept beside their recordings, by the server and by {@code microlog explain}
 * alike: the last explanation with the questions that were asked since.
 */
public final class KeptExplanations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTE = "explanation";
  private static final int MOST_QUESTIONS = 50;
  private static final int EARLIER_QUESTIONS = 3;

  private final Notes notes;

  public KeptExplanations(Notes notes) {
    this.notes = notes;
  }

  /** What is kept, as {@code docs/API.md} says; empty if nothing is. */
  Optional<String> text(RecordingKey key) throws IOException {
    return notes.note(key, NOTE);
  }

  private Optional<ObjectNode> kept(RecordingKey key) throws IOException {
    Optional<String> note = text(key);
    try {
      return note.isPresent() && JSON.readTree(note.get()) instanceof ObjectNode node
          ? Optional.of(node)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What the model needs to understand a question: the explanation, and the last few questions. */
  public List<Question.Exchange> earlier(RecordingKey key) throws IOException {
    Optional<ObjectNode> kept = kept(key);
    List<Question.Exchange> exchanges = new ArrayList<>();
    if (kept.isPresent()) {
      addExchange(exchanges, kept.get());
      JsonNode questions = kept.get().path("questions");
      for (int i = Math.max(0, questions.size() - EARLIER_QUESTIONS); i < questions.size(); i++) {
        addExchange(exchanges, questions.path(i));
      }
    }
    return exchanges;
  }

  private static void addExchange(List<Question.Exchange> exchanges, JsonNode turn) {
    String answer = turn.path("answer").asText("");
    if (!answer.isBlank()) {
      exchanges.add(new Question.Exchange(turn.path("question").asText(""), answer));
    }
  }

  /** An explanation takes the place of the one before; a question is added to those before. */
  public void keep(RecordingKey key, Turn turn) throws IOException {
    keep(key, ExplanationJson.turn(turn));
  }

  private synchronized void keep(RecordingKey key, ObjectNode answer) throws IOException {
    Optional<ObjectNode> before = kept(key);
    boolean isQuestion = !answer.path("question").asText("").isEmpty();
    ObjectNode kept = isQuestion ? before.orElseGet(JSON::createObjectNode) : answer.deepCopy();
    ArrayNode questions = kept.withArrayProperty("questions");
    if (isQuestion) {
      questions.add(answer);
    } else if (before.isPresent() && before.get().path("questions") instanceof ArrayNode asked) {
      questions.addAll(asked);
    }
    while (questions.size() > MOST_QUESTIONS) {
      questions.remove(0);
    }
    notes.putNote(key, NOTE, ExplanationJson.text(kept));
  }
}
