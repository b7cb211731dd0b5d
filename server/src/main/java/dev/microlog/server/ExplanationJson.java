package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.server.explain.CheckedAnswer;
import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.Turn;
import dev.microlog.server.explain.evidence.Evidence;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelMessage;
import dev.microlog.timeline.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Evidence and explanations as the page reads them, from a server or inside an exported page. */
final class ExplanationJson {
  private static final JsonMapper JSON = new JsonMapper();

  private ExplanationJson() {}

  /**
   * What an exported page carries of the explanation: texts by the names that the page looks for.
   */
  static Map<String, String> forExport(Timeline timeline) {
    Focus all = Focus.all(timeline);
    return Map.of(
        "evidence",
        text(evidence(Explainer.evidence(timeline, all, Evidence.DEFAULT_TOKENS))),
        "rules",
        text(rules(Explainer.rules(timeline, all, Evidence.DEFAULT_TOKENS))));
  }

  static ObjectNode evidence(Evidence evidence) {
    ObjectNode json = JSON.createObjectNode();
    json.put("text", evidence.text());
    json.put("tokens", evidence.tokens());
    json.put("covered", evidence.coveredShare());
    json.set("rows", JSON.valueToTree(evidence.rows()));
    List<ModelMessage> messages = Explainer.messages(Question.explain(""));
    json.put("instructions", messages.get(0).text());
    json.put("task", Explainer.task(""));
    return json;
  }

  static ObjectNode rules(CheckedAnswer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "rules");
    json.put("answer", answer.plain());
    json.set("cited", JSON.valueToTree(answer.cited()));
    return json;
  }

  static ObjectNode turn(Turn turn) {
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

  static ObjectNode problem(ModelException e) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("title", e.sentence());
    problem.put("detail", e.advice());
    problem.put("reason", e.reason().name().toLowerCase(Locale.ROOT));
    if (e.retryAfter() != null) {
      problem.put("retryAfterSeconds", e.retryAfter().toSeconds());
    }
    return problem;
  }

  static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
