package dev.microlog.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    var commandLine = new CommandLine(new Main());
    // options after the recorded command's name are that command's
    commandLine.addSubcommand(
        new CommandLine(new RecordCommand(terminal)).setStopAtPositional(true));
    commandLine.addSubcommand(new AttachCommand(terminal));
    commandLine.addSubcommand(new ConvertCommand(terminal));
    commandLine.addSubcommand(new InfoCommand(terminal));
    commandLine.addSubcommand(new ExportCommand(terminal));
    commandLine.addSubcommand(new ServeCommand(terminal));
    commandLine.addSubcommand(new ExplainCommand(terminal));
    commandLine.addSubcommand(new OpenCommand(terminal));
    commandLine.addSubcommand(new DemoCommand(terminal));
    commandLine.addSubcommand(new ExamplesCommand(terminal));
    commandLine.setOut(writer(terminal.out()));
    commandLine.setErr(writer(terminal.err()));
    commandLine.setParameterExceptionHandler((wrong, args) -> wrongUsage(terminal, wrong));
    commandLine.setExecutionExceptionHandler((failure, line, parsed) -> failed(terminal, failure));
    return commandLine.execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  @Override
  public void run() {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(line, "Missing command.");
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
    return text.replaceAll("\\R\\s*", " ");
  }
}
