package dev.microlog.cli;

import dev.microlog.server.KeptExplanations;
import dev.microlog.server.explain.CheckedAnswer;
import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.TerminalText;
import dev.microlog.server.explain.Turn;
import dev.microlog.server.explain.evidence.Evidence;
import dev.microlog.server.explain.evidence.EvidenceRow;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.server.explain.model.Cancellation;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.explain.model.ExplanationSettings.Lookup;
import dev.microlog.server.explain.model.ModelException;
import dev.microlog.server.explain.model.ModelListener;
import dev.microlog.server.explain.model.ModelMessage;
import dev.microlog.server.store.DirectoryNotes;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code microlog explain}: asks a language model what a program did, token by token. */
@Command(
    name = "explain",
    description = {
      "Explains what a program did, from the evidence in its recording.",
      "The answer about a recording of the store is kept there, and the page shows it.",
      "Set OPENAI_API_KEY (or MICROLOG_LLM_API_KEY), or MICROLOG_LLM_BASE_URL and"
          + " MICROLOG_LLM_MODEL for another endpoint; --rules needs none of them."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Lookup environment;

  @Parameters(paramLabel = "FILE", description = "A .jfr or .microlog file.")
  private Path file = Path.of("");

  @Option(names = "--prompt", description = "Print what would be sent, and send nothing.")
  private boolean prompt;

  @Option(names = "--rules", description = "Explain by rules, without a model.")
  private boolean rules;

  @Option(names = "--model", paramLabel = "M", description = "Ask this model.")
  private @Nullable String model;

  @Option(names = "--question", paramLabel = "TEXT", description = "Ask this instead.")
  private String question = "";

  @Mixin private RangeOption range = new RangeOption();

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Length of the evidence in tokens (default: 3000).")
  private @Nullable Integer tokens;

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private StoreOption store = new StoreOption();

  ExplainCommand(Terminal terminal, Lookup environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, CommandException {
    ExplanationSettings settings =
        ExplanationSettings.from(environment, config.read(environment)::value);
    range.check();
    if (!prompt && !rules) {
      checkModel(settings.withModel(model));
    }
    Timeline timeline = new TimelineInput(terminal).read(file);
    Focus focus = focus(timeline);
    int length = tokens == null ? settings.evidenceTokens() : tokens;
    if (rules) {
      CheckedAnswer answer = Explainer.rules(timeline, focus, length);
      terminal.out().print(answer.plain());
      cited(answer.cited());
      return 0;
    }
    Evidence evidence = Explainer.evidence(timeline, focus, length);
    Optional<RecordingKey> key = store.keyOf(file);
    var asked = new Question(evidence.text(), question(), earlier(key));
    if (prompt) {
      for (ModelMessage message : Explainer.messages(asked)) {
        terminal.out().println(message.text());
      }
      return 0;
    }
    return ask(new Explainer(settings), evidence, asked, key);
  }

  /** What was said before, if a question is asked and it was kept. */
  private List<Question.Exchange> earlier(Optional<RecordingKey> key) throws IOException {
    return key.isEmpty() || question().isEmpty()
        ? List.of()
        : new KeptExplanations(new DirectoryNotes(store.open())).earlier(key.get());
  }

  /** Before a long recording is read. */
  private static void checkModel(ExplanationSettings settings) throws CommandException {
    try {
      settings.check();
    } catch (ModelException e) {
      throw new CommandException(e.sentences() + " (--rules explains without a model.)");
    }
  }

  private Focus focus(Timeline timeline) {
    return new Focus(range.fromMicros(0), range.toMicros(Focus.all(timeline).toMicros()), -1, -1);
  }

  private String question() {
    return question.isBlank() && range.isGiven() ? Explainer.ABOUT_SELECTION : question;
  }

  private int ask(
      Explainer explainer, Evidence evidence, Question asked, Optional<RecordingKey> key)
      throws CommandException {
    ExplanationSettings settings = explainer.settings().withModel(model);
    if (terminal.interactive()) {
      terminal.say("Asking " + settings.model() + " at " + settings.host() + " (Ctrl-C ends it)");
    }
    var cancellation = new Cancellation();
    Thread onEnd = new Thread(cancellation::cancel, "microlog explain cancel");
    Runtime.getRuntime().addShutdownHook(onEnd);
    var printer = new Printer();
    try {
      Turn turn = explainer.ask(evidence, asked, model, printer, cancellation);
      printer.endLine();
      cited(turn.cited());
      if (!turn.unproven().isEmpty()) {
        terminal.say("Not in the evidence, so unproven: " + String.join(", ", turn.unproven()));
      }
      if (key.isPresent()) {
        keep(key.get(), turn);
      }
      return 0;
    } catch (ModelException e) {
      printer.endLine();
      throw new CommandException(e.sentences());
    } finally {
      if (!cancellation.isCancelled()) {
        Runtime.getRuntime().removeShutdownHook(onEnd);
      }
    }
  }

  /** An answer that was printed is no failure, even if it cannot be kept. */
  private void keep(RecordingKey key, Turn turn) {
    try {
      new KeptExplanations(new DirectoryNotes(store.open())).keep(key, turn);
    } catch (IOException e) {
      terminal.say("The answer could not be kept in the store: " + e.getMessage());
    }
  }

  /** The rows that an answer cites: what they say is their proof. */
  private void cited(Map<String, EvidenceRow> rows) {
    if (!rows.isEmpty()) {
      terminal.out().println("\nEvidence cited:");
      rows.forEach(
          (id, row) -> terminal.out().println("[" + id + "] " + TerminalText.of(row.text())));
    }
  }

  /** Prints an answer piece by piece. */
  private final class Printer implements ModelListener {
    private boolean midLine;

    @Override
    public void piece(String text) {
      String printable = TerminalText.of(text);
      if (!printable.isEmpty()) {
        terminal.out().print(printable);
        terminal.out().flush();
        midLine = !printable.endsWith("\n");
      }
    }

    @Override
    public void retry(String why) {
      terminal.say(why + " Trying again.");
    }

    void endLine() {
      if (midLine) {
        terminal.out().println();
      }
    }
  }
}
