package dev.microlog.cli;

import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code microlog record}: runs a command with the agent in its JVM. The command keeps our stdin,
 * stdout and stderr, and its exit code is ours.
 */
@Command(
    name = "record",
    description = "Runs a command and records its JVM, or every JVM it starts.",
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the application (default: its main class or jar).")
  private @Nullable String name;

  @Option(
      names = "--settings",
      paramLabel = "microlog|profile|FILE",
      defaultValue = "microlog",
      description = "What JFR records: microlog (default), profile (more, dearer), or a .jfc file.")
  private String settings = "microlog";

  @Option(
      names = "--open",
      negatable = true,
      description = "Show the recording in the browser when the command has ended.")
  private boolean open;

  @Mixin private StoreOption store = new StoreOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command, after --: java … or one that starts java.")
  private List<String> command = List.of();

  RecordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    StoreDirectory directory = store.open().requireWritable();
    String known =
        settings.equals("microlog") || settings.equals("profile")
            ? settings
            : Distribution.current().settings(settings).toString();
    Recorder.Outcome outcome = new Recorder(terminal, directory, known).record(name, command);
    List<RecordingKey> recorded = outcome.recorded();
    if (recorded.isEmpty()) {
      return outcome.exitCode();
    }
    if (open) {
      new Viewer(terminal, directory).show(recorded.get(recorded.size() - 1));
    } else if (!ServerAddress.answers(ServerAddress.port())) {
      terminal.say("`microlog serve` to view");
    }
    return outcome.exitCode();
  }
}
