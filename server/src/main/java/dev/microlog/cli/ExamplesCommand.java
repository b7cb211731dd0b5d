package dev.microlog.cli;

import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
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
    description = "Records the examples, or those named, one line each.",
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
    int failed = 0;
    for (Examples.Example example : wanted.isEmpty() ? examples.all() : wanted) {
      Recorder.Outcome outcome =
          recorder.record(example.app(), examples.command(example), example.seconds());
      if (outcome.exitCode() != 0 || outcome.recorded().isEmpty()) {
        terminal.say("microlog: The example " + example.name() + " failed.");
        failed++;
      }
    }
    return failed == 0 ? 0 : 1;
  }
}
