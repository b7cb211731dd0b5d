package dev.microlog.cli;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.ConversionResult;
import dev.microlog.server.explain.TerminalText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code microlog convert}: recordings into timelines; the recordings stay as they are. */
@Command(
    name = "convert",
    description = "Converts JFR recordings into timelines; the recordings are not changed.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description =
          "A .jfr file, or a directory or zip of chunks of one JVM, such as a JFR repository.")
  private List<Path> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT|DIR",
      description =
          "The timeline, or a directory for several (default: beside each recording, .microlog).")
  private @Nullable Path output;

  @Option(
      names = "--parser",
      paramLabel = "direct|jmc",
      description =
          "What reads the recording: Microlog's own parser, or JDK Mission Control's, which is"
              + " slower and says what events mean (default: direct).")
  private String parser = "direct";

  @Option(
      names = "--rules",
      negatable = true,
      description =
          "Have the rules of JDK Mission Control judge each recording, or not (default: those of at"
              + " most 4 MB).")
  private @Nullable Boolean rules;

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!parser.equals("direct") && !parser.equals("jmc")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--parser is direct or jmc.");
    }
    boolean intoDirectory = output != null && (inputs.size() > 1 || Files.isDirectory(output));
    if (intoDirectory && output != null) {
      try {
        Files.createDirectories(output);
      } catch (FileAlreadyExistsException e) {
        throw new CommandException(
            output + " is a file; for several timelines a directory is needed there.");
      }
    }
    Map<Path, Path> targets = targets(intoDirectory);
    IOException failure = null;
    for (var each : targets.entrySet()) {
      Path input = each.getValue();
      try {
        convert(input, each.getKey());
      } catch (IOException e) {
        if (failure != null) {
          terminal.say("microlog: " + Main.sentence(failure));
        }
        failure = e; // the others are converted all the same; Main says this one
      }
    }
    if (failure != null) {
      throw failure;
    }
    return 0;
  }

  /**
   * The recording of each timeline.
   *
   * @throws CommandException if two recordings would become one timeline, of which the last would
   *     be kept
   */
  private Map<Path, Path> targets(boolean intoDirectory) throws CommandException {
    Map<Path, Path> targets = new LinkedHashMap<>();
    for (Path input : inputs) {
      Path target = target(input, intoDirectory);
      Path other = targets.put(target, input);
      if (other != null) {
        throw new CommandException(
            other + " and " + input + " would both become " + target + "; convert them apart.");
      }
    }
    return targets;
  }

  private Path target(Path input, boolean intoDirectory) {
    String name = String.valueOf(input.toAbsolutePath().normalize().getFileName());
    for (String suffix : new String[] {".gz", ".zst", ".zip", ".jfr", ".repository"}) {
      if (name.endsWith(suffix) && name.length() > suffix.length()) {
        name = name.substring(0, name.length() - suffix.length());
      }
    }
    String fileName = name + ".microlog";
    if (output == null) {
      return input.toAbsolutePath().normalize().resolveSibling(fileName);
    }
    return intoDirectory ? output.resolve(fileName) : output;
  }

  private ConversionOptions options() {
    ConversionOptions options =
        ConversionOptions.defaults()
            .withParser(
                parser.equals("jmc")
                    ? ConversionOptions.Parser.JMC
                    : ConversionOptions.Parser.DIRECT);
    return rules == null ? options : options.withRulesMaxBytes(rules ? Long.MAX_VALUE : 0);
  }

  private void convert(Path input, Path target) throws IOException {
    if (TimelineInput.isTimeline(input)) {
      throw new CommandException(
          input + " is a timeline already; `microlog info` or `microlog open` shows it.");
    }
    if (Files.exists(target) && Files.isSameFile(input, target)) {
      throw new CommandException(
          target + " is the recording itself, which is never changed; name another file.");
    }
    ConversionResult result = new TimelineInput(terminal).convert(input, target, options());
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s %s -> %s %s, %.1fs, %d samples",
            input,
            Terminal.size(result.inputBytes()),
            target,
            Terminal.size(result.outputBytes()),
            result.recording().durationMicros() / 1e6,
            result.samples()));
    result.losses().forEach(loss -> terminal.say("  not read: " + TerminalText.of(loss)));
    if (!result.doubt().isEmpty()) {
      terminal.say("  note: " + TerminalText.of(result.doubt()));
    }
  }
}
