package dev.microlog.cli;

import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.TimelineSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code microlog attach}: records a JVM that runs already, through {@code jcmd JFR.start} and
 * {@code JFR.stop}. Nothing is loaded into it, so there are JFR's own events and none of ours.
 * Ctrl-C ends the recording early, not the program.
 */
@Command(
    name = "attach",
    description = "Records a JVM that runs already, without loading anything into it.",
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
  /** How often the store is told that the recording goes on. */
  private static final double SIGN_MILLIS = 60_000;

  /** JFR's name of the recording; another `microlog attach` to the same JVM has another. */
  private final String recording = "microlog-" + UUID.randomUUID();

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PID", description = "Process id of the JVM.")
  private long processId;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "How long to record, such as 90s, 5m or 1.5h (default: 60s).")
  private double durationMillis;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the application (default: the main class or jar).")
  private @Nullable String name;

  @Option(
      names = "--settings",
      paramLabel = "microlog|profile|FILE",
      defaultValue = "microlog",
      description = "What JFR records: microlog (default), profile, or a .jfc file.")
  private String settings = "microlog";

  @Mixin private StoreOption store = new StoreOption();

  AttachCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (processId <= 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Name the process id of a JVM: " + jvms());
    }
    ProcessHandle process =
        ProcessHandle.of(processId)
            .orElseThrow(
                () ->
                    new CommandException(
                        "There is no process " + processId + "; `jcmd -l` lists the JVMs."));
    StoreDirectory directory = store.open().requireWritable();
    Path settingsFile = Distribution.current().settings(settings);
    String app = RecordingKey.toName(name == null ? mainClass() : name);
    RecordingKey key = directory.reserve(app, LocalDateTime.now(ZoneId.systemDefault()));
    Path part = directory.recordingPart(key);
    try {
      jcmd(
          "JFR.start",
          "name=" + recording,
          "settings=" + quote(settingsFile),
          "filename=" + quote(part),
          "dumponexit=true");
      await(process, part);
      stop(process, part);
      Files.move(part, directory.recording(key));
    } finally {
      Files.deleteIfExists(part);
    }
    return show(directory, key);
  }

  /** Ends the recording; a program that ends meanwhile, or has ended, leaves it by itself. */
  private void stop(ProcessHandle process, Path part) throws IOException {
    CommandException failure = null;
    if (process.isAlive()) {
      try {
        jcmd("JFR.stop", "name=" + recording, "filename=" + quote(part));
      } catch (CommandException e) {
        failure = e;
      }
    }
    if (Files.size(part) > 0) {
      return;
    }
    throw failure != null && process.isAlive()
        ? failure
        : new CommandException(
            "Process " + processId + " ended and left no recording; was it killed?");
  }

  private int show(StoreDirectory directory, RecordingKey key) throws IOException {
    try (var bar = new ProgressBar(terminal, "Converting")) {
      var conversion = new JfrTimelineConversion(bar::show);
      Path timeline = directory.convert(key, directory.recording(key), conversion);
      TimelineSummary summary = conversion.summarize(timeline);
      String base = ServerAddress.base(ServerAddress.port());
      terminal.say(
          "\r"
              + terminal.summary(
                  summary.durationMillis(),
                  Files.size(timeline),
                  key.app(),
                  ServerAddress.url(base, key)));
    }
    return 0;
  }

  /** Waits for the time to pass, for Ctrl-C, or for the process to end. */
  private void await(ProcessHandle process, Path part) {
    var interrupted = new CountDownLatch(1);
    Signals.handle(signal -> interrupted.countDown(), "INT", "TERM");
    long begin = System.nanoTime();
    try (var bar = new ProgressBar(terminal, "Recording " + processId)) {
      double elapsed = 0;
      double nextSign = SIGN_MILLIS;
      while (elapsed < durationMillis && process.isAlive()) {
        if (elapsed >= nextSign) {
          giveSign(part);
          nextSign += SIGN_MILLIS;
        }
        bar.show(elapsed, durationMillis);
        long left = (long) Math.ceil(Math.min(200, durationMillis - elapsed));
        if (interrupted.await(left, TimeUnit.MILLISECONDS)) {
          break;
        }
        elapsed = (System.nanoTime() - begin) / 1e6;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As the agent does for what it records: by the time of the {@code .jfr.part}. */
  private static void giveSign(Path part) {
    try {
      Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
    } catch (IOException ignored) {
      // the recording goes on all the same; the next sign is due in a minute
    }
  }

  /** The main class of the JVM, without its package, or its jar, without its ending. */
  private String mainClass() throws IOException {
    String prefix = processId + " ";
    for (String line : run(List.of(tool(), "-l"))) {
      if (line.startsWith(prefix)) {
        String main = line.substring(prefix.length()).split(" ", 2)[0];
        if (main.endsWith(".jar")) {
          Path jar = Path.of(main).getFileName();
          return String.valueOf(jar).replaceFirst("\\.jar$", "");
        }
        return main.substring(main.lastIndexOf('.') + 1);
      }
    }
    throw new CommandException(
        "Process " + processId + " is no JVM that we may attach to; `jcmd -l` lists them.");
  }

  /** The JVMs that run, but jcmd and this one, as {@code 4711 Shop}. */
  private static String jvms() throws IOException {
    String own = ProcessHandle.current().pid() + " ";
    List<String> found =
        run(List.of(tool(), "-l")).stream()
            .filter(line -> !line.startsWith(own) && !line.contains("sun.tools.jcmd.JCmd"))
            .map(line -> line.replaceFirst("^(\\d+ \\S*).*", "$1"))
            .toList();
    return found.isEmpty() ? "none runs." : String.join(", ", found) + ".";
  }

  private void jcmd(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(tool(), String.valueOf(processId)));
    command.addAll(List.of(arguments));
    List<String> said = run(command);
    String answer = String.join(" ", said);
    if (answer.contains("Exception") || answer.contains("Could not") || answer.contains("not ")) {
      throw new CommandException("jcmd failed: " + answer);
    }
  }

  private static String tool() throws CommandException {
    return Distribution.jdkTool("jcmd")
        .orElseThrow(
            () ->
                new CommandException(
                    "jcmd is missing; run microlog with a JDK (JAVA_HOME), not a JRE."))
        .toString();
  }

  private static List<String> run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines;
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      lines = reader.lines().toList();
    }
    try {
      if (process.waitFor() != 0) {
        throw new CommandException(
            "jcmd failed: " + String.join(" ", lines.subList(0, Math.min(3, lines.size()))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lines;
  }

  private static String quote(Path path) {
    return "\"" + path + "\"";
  }
}
