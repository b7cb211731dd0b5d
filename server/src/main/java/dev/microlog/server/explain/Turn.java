package dev.microlog.server.explain;

import dev.microlog.server.explain.evidence.EvidenceRow;
import dev.microlog.server.explain.model.ModelReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One answer: the explanation, or what followed a question.
 *
 * @param question empty for the explanation itself
 * @param markdown what may be shown, see {@link CheckedAnswer}
 * @param cited rows by their ids
 * @param unproven ids that are cited and do not exist
 * @param model that answered
 * @param time when, as {@code 2026-11-22T06:31:51Z}
 * @param promptHash SHA-256 of all that was sent
 * @param promptTokens -1 if not known
 * @param answerTokens -1 if not known
 */
public record Turn(
    String question,
    String markdown,
    Map<String, EvidenceRow> cited,
    List<String> unproven,
    String model,
    String time,
    String promptHash,
    long promptTokens,
    long answerTokens) {

  /** The answer with citations as plain {@code [C12]}. */
  public String plain() {
    return CheckedAnswer.plain(markdown);
  }

  static Turn of(String question, ModelReply reply, CheckedAnswer checked, String promptHash) {
    return new Turn(
        question,
        checked.markdown(),
        checked.cited(),
        checked.unproven(),
        AnswerChecker.printable(reply.model()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        promptHash,
        reply.promptTokens(),
        reply.answerTokens());
  }
}
