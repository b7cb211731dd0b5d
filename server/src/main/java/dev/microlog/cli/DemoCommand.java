package dev.microlog.cli;

import dev.microlog.server.MicrologServer;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code microlog demo}: records an example, converts it, serves it until Ctrl-C. */
@Command(
    name = "demo",
    description = "Records an example (about 20 seconds), converts it, and serves it until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--exit", description = "End after the recording; do not serve it.")
  private boolean exit;

  @Mixin private StoreOption store = new StoreOption();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    StoreDirectory directory = store.open().requireWritable();
    Examples examples = Examples.of(Distribution.current());
    Examples.Example example = examples.all().get(0);
    terminal.say(
        "Recording the example "
            + example.name()
            + ", about "
            + example.seconds()
            + " seconds: "
            + example.description());
    Recorder.Outcome outcome =
        new Recorder(terminal, directory, "microlog")
            .record(
                example.app(),
                examples.command(example),
                "Recording " + example.name(),
                example.seconds());
    if (outcome.isInterrupted()) {
      return outcome.exitCode();
    }
    if (!outcome.isRecorded()) {
      ExamplesCommand.sayLast(terminal, outcome);
      throw new CommandException(ExamplesCommand.failure(example, outcome));
    }
    RecordingKey key = outcome.recorded().get(0);
    if (!exit) {
      serve(directory, key);
    }
    return 0;
  }

  private void serve(StoreDirectory directory, RecordingKey key) throws IOException {
    int port = ServerAddress.port();
    if (ServerAddress.has(port, key)) {
      terminal.out().println(ServerAddress.url(ServerAddress.base(port), key));
      return;
    }
    try (var recordings = DirectoryStore.open(directory, new JfrTimelineConversion());
        MicrologServer server = Viewer.serve(recordings)) {
      Interrupt interrupt = Interrupt.listen();
      terminal.out().println(ServerAddress.url(server.url(), key) + " (Ctrl-C ends it)");
      interrupt.await();
    }
  }
}
