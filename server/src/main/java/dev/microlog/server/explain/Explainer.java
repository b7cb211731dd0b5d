package dev.microlog.server.explain;

import dev.microlog.server.explain.openai.OpenAiModel;
import dev.microlog.timeline.Timeline;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains recordings: evidence, prompt, model, checked answer. Here to begin reading.
 *
 * <pre>
 *   Timeline ─ Facts ─ EvidenceWriter ─ Evidence ─ Prompt ─ ExplanationModel ─ AnswerChecker
 *                 └──── RuleExplanation ──────────────────────────────────────────┘
 * </pre>
 */
public final class Explainer {
  private final ExplanationSettings settings;
  private final Function<ExplanationSettings, ExplanationModel> models;

  /** Asks the model of the settings. Its client is loaded when it is first asked. */
  public Explainer(ExplanationSettings settings) {
    this(settings, OpenAiModel::new);
  }

  Explainer(ExplanationSettings settings, Function<ExplanationSettings, ExplanationModel> models) {
    this.settings = settings;
    this.models = models;
  }

  public ExplanationSettings settings() {
    return settings;
  }

  /** What the recording says about a focus, in about that many tokens. */
  public static Evidence evidence(Timeline timeline, Focus focus, int tokens) {
    return new EvidenceWriter(Facts.of(timeline, focus), "").write(tokens);
  }

  /** The explanation by rules, from the same evidence. */
  public static CheckedAnswer rules(Timeline timeline, Focus focus, int tokens) {
    Facts facts = Facts.of(timeline, focus);
    var writer = new EvidenceWriter(facts, "");
    Evidence evidence = writer.write(tokens);
    return AnswerChecker.check(RuleExplanation.write(facts, writer), id -> place(evidence, id));
  }

  private static @Nullable Place place(Evidence evidence, String id) {
    EvidenceRow row = evidence.row(id);
    return row == null ? null : row.place();
  }

  /**
   * Asks a model. What it is sent, {@link #messages} shows.
   *
   * @param evidence whose ids the answer may cite
   * @param model another one than that of the settings; null or empty for that
   * @throws ModelException if there is no whole answer
   */
  public Turn ask(
      Evidence evidence,
      Question question,
      @Nullable String model,
      ModelListener listener,
      Cancellation cancellation)
      throws ModelException {
    ExplanationSettings asked = settings.withModel(model);
    asked.check();
    List<ModelMessage> messages = messages(question);
    ModelReply reply = models.apply(asked).ask(messages, listener, cancellation);
    CheckedAnswer checked = AnswerChecker.check(reply.text(), id -> place(evidence, id));
    return Turn.of(question.text(), reply, checked, Prompt.hash(messages));
  }

  /** All that is sent. */
  public static List<ModelMessage> messages(Question question) {
    return List.of(
        new ModelMessage(ModelMessage.Role.SYSTEM, Prompt.SYSTEM),
        new ModelMessage(ModelMessage.Role.USER, Prompt.user(question)));
  }
}
