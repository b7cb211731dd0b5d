package dev.microlog.server.explain;

import dev.microlog.server.explain.openai.OpenAiModel;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
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
  /** Before the ids of rows about a selection, in questions that follow an explanation. */
  private static final String SELECTION = "S";

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

  /** What would be sent. */
  public static Prompt prompt(Evidence evidence) {
    return Prompt.of(evidence);
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
   * Asks for an explanation.
   *
   * @param prompt what to send, perhaps edited by a person
   * @param evidence what is cited
   */
  public Turn explain(
      Prompt prompt,
      Evidence evidence,
      @Nullable String model,
      ModelListener listener,
      Cancellation cancellation)
      throws ModelException {
    List<ModelMessage> messages =
        List.of(
            new ModelMessage(ModelMessage.Role.SYSTEM, prompt.system()),
            new ModelMessage(ModelMessage.Role.USER, prompt.user()));
    return ask("", messages, id -> place(evidence, id), model, listener, cancellation);
  }

  /**
   * Asks a question that follows an explanation.
   *
   * @param earlier the explanation and the questions so far, the first of which was sent as {@code
   *     prompt}
   * @param focus what the person has selected
   */
  public Turn followUp(
      Timeline timeline,
      Prompt prompt,
      List<Turn> earlier,
      String question,
      Focus focus,
      @Nullable String model,
      ModelListener listener,
      Cancellation cancellation)
      throws ModelException {
    Focus selected = focus.within(timeline);
    Evidence selection =
        selected.isAll(timeline)
            ? null
            : new EvidenceWriter(Facts.of(timeline, selected), SELECTION)
                .write(Evidence.DEFAULT_TOKENS / 2);
    Evidence whole = evidence(timeline, Focus.all(timeline), Evidence.DEFAULT_TOKENS);
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage(ModelMessage.Role.SYSTEM, prompt.system()));
    messages.add(new ModelMessage(ModelMessage.Role.USER, prompt.user()));
    for (Turn turn : earlier) {
      if (!turn.question().isEmpty()) {
        messages.add(new ModelMessage(ModelMessage.Role.USER, turn.question()));
      }
      messages.add(new ModelMessage(ModelMessage.Role.ASSISTANT, turn.raw()));
    }
    messages.add(new ModelMessage(ModelMessage.Role.USER, Prompt.followUp(question, selection)));
    Function<String, @Nullable Place> places =
        id -> {
          for (Turn turn : earlier) {
            Place known = turn.cited().get(id);
            if (known != null && !id.startsWith(SELECTION)) {
              return known;
            }
          }
          Place selectedPlace = selection == null ? null : place(selection, id);
          return selectedPlace != null ? selectedPlace : place(whole, id);
        };
    return ask(question, messages, places, model, listener, cancellation);
  }

  private Turn ask(
      String question,
      List<ModelMessage> messages,
      Function<String, @Nullable Place> places,
      @Nullable String model,
      ModelListener listener,
      Cancellation cancellation)
      throws ModelException {
    ExplanationSettings asked = settings.withModel(model);
    asked.check();
    ModelReply reply = models.apply(asked).ask(messages, listener, cancellation);
    CheckedAnswer checked = AnswerChecker.check(reply.text(), places);
    return Turn.of(question, reply, checked, Prompt.hash(messages));
  }
}
