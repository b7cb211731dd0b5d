package dev.microlog.cli;

import dev.microlog.server.explain.TerminalText;
import dev.microlog.server.explain.model.ExplanationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The program {@code microlog}. Exit codes: 0 done; 1 failed, with one line on stderr; 2 wrong
 * usage; {@code record} returns the code of the program it ran.
 */
@Command(
    name = "microlog",
    description = "Records, converts, shows and explains what a Java program did.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  private Main() {}

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"microlog " + Distribution.version()};
    }
  }

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.system(), arguments));
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  static int run(Terminal terminal, String... arguments) {
    return run(terminal, System::getenv, arguments);
  }

  /** The same in a given environment. */
  static int run(Terminal terminal, ExplanationSettings.Lookup environment, String... arguments) {
    var commandLine = new CommandLine(new Main());
    Map<String, Supplier<Object>> commands = commands(terminal, environment);
    String asked = arguments.length == 0 ? "" : arguments[0];
    // a command is looked through by reflection when it is added: the one that is asked for is
    // enough
    (commands.containsKey(asked) ? List.of(asked) : List.copyOf(commands.keySet()))
        .forEach(name -> commandLine.addSubcommand(command(commands, name)));
    commandLine.registerConverter(Path.class, Main::path);
    commandLine.setOut(writer(terminal.out()));
    commandLine.setErr(writer(terminal.err()));
    commandLine.setParameterExceptionHandler((wrong, args) -> wrongUsage(terminal, wrong));
    commandLine.setExecutionExceptionHandler((failure, line, parsed) -> failed(terminal, failure));
    return commandLine.execute(arguments);
  }

  private static Map<String, Supplier<Object>> commands(
      Terminal terminal, ExplanationSettings.Lookup environment) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("record", () -> new RecordCommand(terminal));
    commands.put("attach", () -> new AttachCommand(terminal));
    commands.put("convert", () -> new ConvertCommand(terminal));
    commands.put("info", () -> new InfoCommand(terminal));
    commands.put("export", () -> new ExportCommand(terminal));
    commands.put("serve", () -> new ServeCommand(terminal));
    commands.put("explain", () -> new ExplainCommand(terminal, environment));
    commands.put("open", () -> new OpenCommand(terminal));
    commands.put("demo", () -> new DemoCommand(terminal));
    commands.put("examples", () -> new ExamplesCommand(terminal));
    return commands;
  }

  private static CommandLine command(Map<String, Supplier<Object>> commands, String name) {
    var command = new CommandLine(Objects.requireNonNull(commands.get(name)).get());
    // options after the recorded command's name are that command's
    return name.equals("record") ? command.setStopAtPositional(true) : command;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  @Override
  public void run() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(line, "Missing command.");
  }

  /** A name that this JVM's character set cannot say is no path to it. */
  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "\u201c"
              + text
              + "\u201d is no name of a file here ("
              + e.getReason()
              + "); for names beyond ASCII set LC_ALL=C.UTF-8");
    }
  }

  private static int wrongUsage(Terminal terminal, ParameterException wrong) {
    terminal.say("microlog: " + wrong.getMessage());
    wrong.getCommandLine().usage(wrong.getCommandLine().getErr());
    return 2;
  }

  private static int failed(Terminal terminal, Exception failure) {
    terminal.say("microlog: " + sentence(failure));
    if (Boolean.getBoolean("microlog.debug")) {
      failure.printStackTrace(terminal.err());
    }
    return 1;
  }

  /** What went wrong, in one line. */
  static String sentence(Exception failure) {
    return oneLine(message(failure));
  }

  private static String message(Exception failure) {
    if (failure instanceof NoSuchFileException e) {
      return "There is no file " + e.getFile() + ".";
    }
    if (failure instanceof AccessDeniedException e) {
      return "Access to " + e.getFile() + " is denied.";
    }
    if (failure instanceof FileAlreadyExistsException e) {
      return e.getFile() + " is there already.";
    }
    if (failure instanceof NotDirectoryException e) {
      return e.getFile() + " is no directory.";
    }
    if (failure instanceof FileSystemException e && e.getReason() != null) {
      return e.getFile() + ": " + e.getReason() + ".";
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return "This is a bug: "
        + failure
        + ". Run it with MICROLOG_JAVA_OPTS=-Dmicrolog.debug=true and report what it prints.";
  }

  private static String oneLine(String text) {
    return TerminalText.of(text.replaceAll("\\R\\s*", " "));
  }
}
