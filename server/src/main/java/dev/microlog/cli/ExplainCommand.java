package dev.microlog.cli;

import dev.microlog.server.explain.Cancellation;
import dev.microlog.server.explain.CheckedAnswer;
import dev.microlog.server.explain.Evidence;
import dev.microlog.server.explain.Explainer;
import dev.microlog.server.explain.ExplanationSettings;
import dev.microlog.server.explain.Focus;
import dev.microlog.server.explain.ModelException;
import dev.microlog.server.explain.ModelListener;
import dev.microlog.server.explain.ModelMessage;
import dev.microlog.server.explain.Question;
import dev.microlog.server.explain.TerminalText;
import dev.microlog.server.explain.Turn;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code microlog explain}: asks a language model what a program did, token by token. */
@Command(
    name = "explain",
    description = {
      "Explains what a program did, from the evidence in its recording.",
      "Set OPENAI_API_KEY (or MICROLOG_LLM_API_KEY), or MICROLOG_LLM_BASE_URL and"
          + " MICROLOG_LLM_MODEL for another endpoint; --rules needs none of them."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final ExplanationSettings settings;

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

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Length of the evidence in tokens (default: 3000).")
  private int tokens = Evidence.DEFAULT_TOKENS;

  ExplainCommand(Terminal terminal) {
    this(terminal, ExplanationSettings.fromEnvironment());
  }

  ExplainCommand(Terminal terminal, ExplanationSettings settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException, CommandException {
    Timeline timeline = new TimelineInput(terminal).read(file);
    Focus all = Focus.all(timeline);
    if (rules) {
      CheckedAnswer answer = Explainer.rules(timeline, all, tokens);
      terminal.out().print(answer.plain());
      return 0;
    }
    Evidence evidence = Explainer.evidence(timeline, all, tokens);
    var asked = new Question(evidence.text(), question, "");
    if (prompt) {
      for (ModelMessage message : Explainer.messages(asked)) {
        terminal.out().println(message.text());
      }
      return 0;
    }
    return ask(evidence, asked);
  }

  private int ask(Evidence evidence, Question asked) throws CommandException {
    var cancellation = new Cancellation();
    Thread onEnd = new Thread(cancellation::cancel, "microlog explain cancel");
    Runtime.getRuntime().addShutdownHook(onEnd);
    try {
      Turn turn = new Explainer(settings).ask(evidence, asked, model, listener(), cancellation);
      terminal.out().println();
      if (!turn.unproven().isEmpty()) {
        terminal.say("Not in the evidence, so unproven: " + String.join(", ", turn.unproven()));
      }
      return 0;
    } catch (ModelException e) {
      terminal.out().println();
      throw new CommandException(e.sentences());
    } finally {
      if (!cancellation.isCancelled()) {
        Runtime.getRuntime().removeShutdownHook(onEnd);
      }
    }
  }

  private ModelListener listener() {
    return new ModelListener() {
      @Override
      public void piece(String text) {
        terminal.out().print(TerminalText.of(text));
        terminal.out().flush();
      }

      @Override
      public void retry(String why) {
        terminal.say(why + " Trying again.");
      }
    };
  }
}
