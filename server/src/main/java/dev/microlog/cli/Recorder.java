package dev.microlog.cli;

import dev.microlog.server.store.EmptyRecordingException;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RepositoryOwner;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.TimelineSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command under the agent, and converts what its JVMs left. What the command does with its
 * streams is its own business; we say one line for each recording, after it has ended.
 */
final class Recorder {
  private static final int LINES_SAID = 12;

  private final Terminal terminal;
  private final StoreDirectory directory;
  private final String settings;

  /**
   * What came of it.
   *
   * @param exitCode the command's own
   * @param said the last lines that it printed, if they were not shown
   */
  record Outcome(int exitCode, List<RecordingKey> recorded, List<String> said) {
    boolean isRecorded() {
      return exitCode == 0 && !recorded.isEmpty();
    }

    /** Whether somebody ended the program, by Ctrl-C or otherwise: HUP, INT or TERM. */
    boolean isInterrupted() {
      return exitCode == 129 || exitCode == 130 || exitCode == 143;
    }
  }

  Recorder(Terminal terminal, StoreDirectory directory, String settings) {
    this.terminal = terminal;
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Records.
   *
   * @param name of the application, or null for what the agent finds
   */
  Outcome record(@Nullable String name, List<String> command) throws IOException {
    return record(name, command, null);
  }

  /**
   * Records a program of ours, with a progress bar in place of what it prints.
   *
   * @param label beside the bar
   * @param seconds about how long it takes
   */
  Outcome record(String name, List<String> command, String label, int seconds) throws IOException {
    Path output = Files.createTempFile("microlog-output", ".txt");
    try {
      return record(name, command, new Quiet(output, label, seconds));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Where a program prints to, and the bar that is shown meanwhile. */
  private record Quiet(Path output, String label, int seconds) {}

  private Outcome record(@Nullable String name, List<String> command, @Nullable Quiet quiet)
      throws IOException {
    Path report = Files.createTempFile("microlog-report", ".txt");
    try {
      var agent =
          new AgentOptions(
              Distribution.current().agentJar(),
              name == null ? null : RecordingKey.toName(name),
              directory.root(),
              settings,
              report);
      int code = run(RecordedCommand.of(command, agent), quiet);
      List<String> said = quiet == null ? List.of() : lastLines(quiet.output());
      return new Outcome(code, finish(AgentReport.read(report)), said);
    } finally {
      Files.deleteIfExists(report);
    }
  }

  private static List<String> lastLines(Path file) throws IOException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LINES_SAID), lines.size());
  }

  /** Starts the child and waits for it; signals sent to us are passed on, and do not end us. */
  private int run(RecordedCommand recorded, @Nullable Quiet quiet) throws IOException {
    AtomicReference<@Nullable Process> child = new AtomicReference<>();
    // a terminal sends Ctrl-C to the child as well: passing it on would make it two
    boolean terminalDelivers = Signals.hasTerminal();
    Signals.handle(
        signal -> {
          Process process = child.get();
          if (process != null && !process.isAlive()) {
            System.exit(130); // it has ended; what is interrupted is our conversion
          } else if (process != null && !(signal.equals("INT") && terminalDelivers)) {
            pass(signal, process);
          }
        },
        "INT",
        "TERM",
        "HUP");
    Process process = recorded.start(quiet == null ? null : quiet.output());
    child.set(process);
    try (var bar = new ProgressBar(terminal, quiet == null ? "" : quiet.label())) {
      long begin = System.nanoTime();
      while (true) {
        try {
          if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
            return process.exitValue();
          }
        } catch (InterruptedException e) {
          process.destroy();
        }
        if (quiet != null) {
          bar.show((System.nanoTime() - begin) / 1e9, quiet.seconds());
        }
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

  private List<RecordingKey> finish(AgentReport report) throws IOException {
    List<RecordingKey> recorded = new ArrayList<>();
    IOException failure = null;
    int unread = 0;
    for (AgentReport.Recorded each : report.recorded()) {
      RecordingKey key = StoreDirectory.keyOf(each.file());
      if (!each.finished() && isRunning(key)) {
        unread++;
        terminal.say(
            "microlog: A JVM of the command still runs and is recorded as "
                + key
                + "; `microlog serve` shows it.");
        continue;
      }
      try {
        recorded.add(convert(key, each));
      } catch (EmptyRecordingException e) {
        unread++;
        directory.removeEmptyRemains(key);
        terminal.say(
            "microlog: Nothing of "
                + key.app()
                + " can be read: its JVM was killed in its first second.");
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      terminal.say(
          "microlog: The recording cannot be converted ("
              + Main.sentence(failure)
              + "); it is kept in "
              + directory.root()
              + ".");
    } else if (recorded.isEmpty() && unread == 0) {
      terminal.say(
          "microlog: Nothing was recorded: the command started no JVM of version 17 or later, or"
              + " the agent said above why it could not record.");
    }
    return recorded;
  }

  private boolean isRunning(RecordingKey key) {
    return RepositoryOwner.of(directory.repository(key)) == RepositoryOwner.ALIVE;
  }

  private RecordingKey convert(RecordingKey key, AgentReport.Recorded recorded) throws IOException {
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
    String url = ServerAddress.url(base, key);
    terminal.say(terminal.summary(summary.durationMillis(), Files.size(timeline), key.app(), url));
    return key;
  }
}
