package dev.microlog.cli;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.convert.export.Export;
import dev.microlog.convert.export.ExportFormat;
import dev.microlog.convert.export.ExportOptions;
import dev.microlog.server.HtmlExport;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Excerpt;
import dev.microlog.timeline.analysis.Mode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code microlog export}: a timeline in the formats of other tools, on stdout or into a file. */
@Command(
    name = "export",
    description = "Writes a recording or timeline in the format of another tool.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** How many names of threads a message lists. */
  private static final int NAMED_THREADS = 10;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A .jfr or .microlog file.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "jsonl, collapsed, pprof, speedscope, firefox or html.")
  private Format format = new Format(null);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write (default: stdout).")
  private @Nullable Path output;

  @Mixin private RangeOption range = new RangeOption();

  @Option(
      names = "--thread",
      paramLabel = "REGEX",
      converter = PatternConverter.class,
      description = "Only threads in whose name this is found.")
  private @Nullable Pattern thread;

  @Option(
      names = "--kind",
      paramLabel = "cpu|wall|alloc|lock|io",
      converter = ModeConverter.class,
      description = "What weights mean (default: what is usual for the format).")
  private @Nullable Mode kind;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A format for another tool, or null for the page with the recording in it. */
  record Format(@Nullable ExportFormat tool) {}

  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String id) {
      if (id.equals("html")) {
        return new Format(null);
      }
      try {
        return new Format(ExportFormat.of(id));
      } catch (IllegalArgumentException e) {
        List<String> all = Arrays.stream(ExportFormat.values()).map(ExportFormat::id).toList();
        throw new TypeConversionException(
            "'" + id + "' is no format; there are " + String.join(", ", all) + " and html.");
      }
    }
  }

  static final class ModeConverter implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String id) {
      try {
        return Mode.of(id);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + id + "' is no kind; there are cpu, wall, alloc, lock and io.");
      }
    }
  }

  static final class PatternConverter implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String regex) {
      try {
        return Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            "'" + regex + "' is no regular expression: " + e.getDescription() + ".");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    ExportOptions options = options();
    if (output == null) {
      var out = new BufferedOutputStream(terminal.out(), 1 << 16);
      export(options, out);
      out.flush();
    } else {
      write(options, output);
    }
    return 0;
  }

  private void export(ExportOptions options, OutputStream out) throws IOException {
    var input = new TimelineInput(terminal);
    ExportFormat tool = format.tool();
    if (tool != null) {
      Timeline timeline = input.read(file);
      requireSomething(timeline, options);
      Export.write(timeline, tool, options, out);
      return;
    }
    String fileName = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    RecordingKey key = StoreDirectory.keyOf(file.resolveSibling(fileName));
    if (!options.equals(ExportOptions.ALL)) {
      HtmlExport.write(part(input.read(file), options), key, out);
      return;
    }
    boolean done =
        input.use(
            file,
            timeline -> {
              Map<String, String> answers = HtmlExport.answers(TimelineFiles.read(timeline));
              HtmlExport.write(timeline, key, answers, out);
              return true;
            });
    assert done;
  }

  private static Timeline part(Timeline timeline, ExportOptions options) throws CommandException {
    requireSomething(timeline, options);
    return Excerpt.of(timeline, options.selection(timeline));
  }

  /** An empty file would look as if nothing had happened. */
  private static void requireSomething(Timeline timeline, ExportOptions options)
      throws CommandException {
    double micros = timeline.recording().durationMicros();
    if (options.fromMicros() >= Math.max(micros, 1) || options.toMicros() <= 0) {
      throw new CommandException(
          String.format(
              Locale.ROOT,
              "The recording has nothing in that range: it ends after %.3f s.",
              micros / 1e6));
    }
    Pattern thread = options.threads();
    List<String> names =
        IntStream.range(0, timeline.threads().size())
            .mapToObj(timeline.threads()::displayName)
            .toList();
    if (thread != null && names.stream().noneMatch(thread.asPredicate())) {
      throw new CommandException(
          "No thread has \u201c"
              + thread
              + "\u201d in its name; there are "
              + String.join(", ", names.subList(0, Math.min(names.size(), NAMED_THREADS)))
              + (names.size() > NAMED_THREADS ? " and others." : "."));
    }
  }

  private ExportOptions options() {
    range.check();
    if (format.tool() == null && kind != null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "html holds all kinds; it takes no --kind.");
    }
    return new ExportOptions(
        range.fromMicros(Double.NEGATIVE_INFINITY),
        range.toMicros(Double.POSITIVE_INFINITY),
        thread,
        kind);
  }

  /** The file appears under its name only when it is whole. */
  private void write(ExportOptions options, Path target) throws IOException {
    Path part =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        export(options, out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
