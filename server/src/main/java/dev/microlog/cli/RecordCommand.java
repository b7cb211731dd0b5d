package dev.microlog.cli;

import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.TimelineSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code microlog record}: runs a command with the agent in its JVM. The command keeps our stdin,
 * stdout and stderr; we add one line for each JVM that was recorded, after the command has ended.
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
    Path report = Files.createTempFile("microlog-report", ".txt");
    try {
      var agent =
          new AgentOptions(
              Distribution.current().agentJar(),
              name == null ? null : RecordingKey.toName(name),
              directory.root(),
              settings(),
              report);
      int code = run(RecordedCommand.of(command, agent));
      List<RecordingKey> recorded = finish(directory, AgentReport.read(report));
      if (open && !recorded.isEmpty()) {
        new Viewer(terminal, directory).show(recorded.get(recorded.size() - 1));
      }
      return code;
    } finally {
      Files.deleteIfExists(report);
    }
  }

  private String settings() throws CommandException {
    return settings.equals("microlog") || settings.equals("profile")
        ? settings
        : Distribution.current().settings(settings).toString();
  }

  /** Starts the child and waits for it; signals sent to us are passed on, and do not end us. */
  private static int run(RecordedCommand recorded) throws IOException {
    AtomicReference<@Nullable Process> child = new AtomicReference<>();
    // a terminal sends Ctrl-C to the child as well: passing it on would make it two
    boolean terminalDelivers = Signals.hasTerminal();
    Signals.handle(
        signal -> {
          Process process = child.get();
          if (process != null && !(signal.equals("INT") && terminalDelivers)) {
            pass(signal, process);
          }
        },
        "INT",
        "TERM",
        "HUP");
    Process process = recorded.start();
    child.set(process);
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
      }
    }
  }

  private static void pass(String signal, Process process) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
    } catch (IOException e) {
      process.destroy();
    }
  }

  private List<RecordingKey> finish(StoreDirectory directory, AgentReport report)
      throws IOException {
    List<RecordingKey> recorded = new ArrayList<>();
    IOException failure = null;
    for (AgentReport.Recorded each : report.recorded()) {
      try {
        recorded.add(convert(directory, each));
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      terminal.say(
          "microlog: The recording cannot be converted ("
              + failure.getMessage()
              + "); it is kept in "
              + directory.root()
              + ".");
    } else if (recorded.isEmpty()) {
      terminal.say(
          "microlog: Nothing was recorded: the command started no JVM of version 17 or later that"
              + " ended in order.");
    }
    return recorded;
  }

  private RecordingKey convert(StoreDirectory directory, AgentReport.Recorded recorded)
      throws IOException {
    RecordingKey key = StoreDirectory.keyOf(recorded.file());
    Path timeline;
    TimelineSummary summary;
    try (var bar = new ProgressBar(terminal, "Converting")) {
      var conversion = new JfrTimelineConversion(bar::show);
      Path source = Files.exists(recorded.file()) ? recorded.file() : directory.repository(key);
      timeline = directory.convert(key, source, conversion);
      summary = conversion.summarize(timeline);
    }
    if (!recorded.finished()) {
      directory.removeRemains(key);
    }
    String base = ServerAddress.base(ServerAddress.port());
    terminal.say(
        terminal.summary(
            summary.durationMillis(),
            Files.size(timeline),
            key.app(),
            ServerAddress.url(base, key)));
    if (!open && !ServerAddress.answers(ServerAddress.port())) {
      terminal.say("`microlog serve` to view");
    }
    return key;
  }
}
