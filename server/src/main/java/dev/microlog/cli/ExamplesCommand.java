package dev.microlog.cli;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.convert.export.Promise;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code microlog examples}: records the example programs, one line each. */
@Command(
    name = "examples",
    description =
        "Records the examples, or those named, one line each; fails if one does not show what it"
            + " promises.",
    mixinStandardHelpOptions = true)
final class ExamplesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of examples.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "List the examples and what each shows.")
  private boolean list;

  @Mixin private StoreOption store = new StoreOption();

  ExamplesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Examples examples = Examples.of(Distribution.current());
    if (list) {
      examples
          .all()
          .forEach(
              each ->
                  terminal
                      .out()
                      .println(String.format("%-16s %s", each.name(), each.description())));
      return 0;
    }
    List<Examples.Example> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(examples.find(name));
    }
    StoreDirectory directory = store.open().requireWritable();
    var recorder = new Recorder(terminal, directory, "microlog");
    List<Examples.Example> all = wanted.isEmpty() ? examples.all() : wanted;
    int failed = 0;
    for (int i = 0; i < all.size(); i++) {
      Examples.Example example = all.get(i);
      String label = "Recording %s (%d of %d)".formatted(example.name(), i + 1, all.size());
      Recorder.Outcome outcome =
          recorder.record(example.app(), examples.command(example), label, example.seconds());
      if (outcome.isInterrupted()) {
        return outcome.exitCode();
      }
      List<String> faults = faults(example, outcome, directory, examples.promises(example));
      if (!faults.isEmpty()) {
        failed++;
        faults.forEach(fault -> terminal.say("microlog: " + fault));
        sayLast(terminal, outcome);
      }
    }
    if (failed > 0) {
      terminal.say("microlog: " + failed + " of " + all.size() + " examples failed.");
    }
    return failed == 0 ? 0 : 1;
  }

  private static List<String> faults(
      Examples.Example example,
      Recorder.Outcome outcome,
      StoreDirectory directory,
      List<Promise> promises)
      throws IOException {
    if (!outcome.isRecorded()) {
      return List.of(failure(example, outcome));
    }
    Path timeline = directory.timeline(outcome.recorded().get(0));
    return Promise.broken(TimelineFiles.read(timeline), promises).stream()
        .map(broken -> "The recording of " + example.name() + " does not show: " + broken)
        .toList();
  }

  static String failure(Examples.Example example, Recorder.Outcome outcome) {
    return outcome.exitCode() == 0
        ? "The example " + example.name() + " left no recording."
        : "The example " + example.name() + " ended with exit code " + outcome.exitCode() + ".";
  }

  /** Shows the end of what a program printed. */
  static void sayLast(Terminal terminal, Recorder.Outcome outcome) {
    outcome.said().forEach(line -> terminal.say("  | " + line));
  }
}
