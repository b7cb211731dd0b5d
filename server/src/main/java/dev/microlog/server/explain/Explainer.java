package dev.microlog.server.explain;

import dev.microlog.server.explain.evidence.Evidence;
import dev.microlog.server.explain.evidence.EvidenceWriter;
import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.server.explain.model.Cancellation;
import dev.microlog.server.explain.model.ExplanationModel;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelListener;
import dev.microlog.server.explain.model.ModelMessage;
import dev.microlog.server.explain.model.ModelReply;
import dev.microlog.server.explain.openai.OpenAiModel;
import dev.microlog.server.explain.rules.RuleExplanation;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Spans;
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
  /** How the ids of rows about a selected part begin. */
  static final String SELECTED = "S";

  /** What is asked about a selection when a person asks nothing. */
  public static final String ABOUT_SELECTION =
      "What happens in the selected part, and why does it take so long?";

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

  /**
   * What the recording says, in about that many tokens. A focus on a part of it adds up to half as
   * much about that part, in rows whose ids begin with {@link #SELECTED}; those of the whole stay
   * as they are, so that what was answered before still cites the same.
   */
  public static Evidence evidence(Timeline timeline, Focus focus, int tokens) {
    Spans spans = Spans.of(timeline);
    Focus within = focus.within(timeline);
    Evidence whole = new EvidenceWriter(Facts.of(spans, Focus.all(timeline)), "").write(tokens);
    return within.isAll(timeline)
        ? whole
        : whole.and(new EvidenceWriter(Facts.of(spans, within), SELECTED).write(tokens / 2));
  }

  /** The explanation of a focus by rules, from the same evidence. */
  public static CheckedAnswer rules(Timeline timeline, Focus focus, int tokens) {
    Focus within = focus.within(timeline);
    boolean all = within.isAll(timeline);
    Facts facts = Facts.of(Spans.of(timeline), within);
    var writer = new EvidenceWriter(facts, all ? "" : SELECTED);
    Evidence evidence = writer.write(all ? tokens : tokens / 2);
    return AnswerChecker.check(RuleExplanation.write(facts, writer), evidence::row);
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
    ModelReply reply =
        models.apply(asked).ask(messages, new PrintableListener(listener), cancellation);
    CheckedAnswer checked = AnswerChecker.check(reply.text(), evidence::row);
    return Turn.of(question.text(), reply, checked, Prompt.hash(messages));
  }

  /** What is asked at the end of the last message; without a question, an explanation. */
  public static String task(String question) {
    return Prompt.task(question);
  }

  /** All that is sent. */
  public static List<ModelMessage> messages(Question question) {
    return Prompt.messages(question);
  }

  /** Lets no control, invisible or direction character of a model through, not even on the way. */
  private record PrintableListener(ModelListener listener) implements ModelListener {
    @Override
    public void piece(String text) {
      listener.piece(AnswerChecker.printable(text));
    }

    @Override
    public void retry(String why) {
      listener.retry(why);
    }
  }
}
