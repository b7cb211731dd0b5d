package dev.microlog.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line that will be recorded. {@code java} itself gets the agent as its first option;
 * anything else gets it through {@code JAVA_TOOL_OPTIONS}, which every JVM it starts reads (and
 * mentions on its stderr).
 *
 * @param command what is run
 * @param environment what is added to the environment
 */
record RecordedCommand(List<String> command, Map<String, String> environment) {
  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  static RecordedCommand of(List<String> command, AgentOptions agent) {
    if (isJava(command.get(0))) {
      List<String> with = new ArrayList<>(command);
      with.add(1, agent.jvmOption());
      return new RecordedCommand(with, Map.of());
    }
    String before = System.getenv(TOOL_OPTIONS);
    String option = quote(agent.jvmOption());
    return new RecordedCommand(
        command,
        Map.of(TOOL_OPTIONS, before == null || before.isBlank() ? option : before + " " + option));
  }

  static boolean isJava(String program) {
    String name = String.valueOf(Path.of(program).getFileName());
    return name.equals("java") || name.equals("java.exe") || name.equals("javaw.exe");
  }

  /** The JVM splits the variable at white space outside of quotes (JDK source, arguments.cpp). */
  private static String quote(String option) {
    boolean plain =
        option.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '"');
    if (plain) {
      return option;
    }
    return option.indexOf('\'') < 0 ? "'" + option + "'" : "\"" + option + "\"";
  }

  /** Starts it with our own stdin, stdout and stderr, or so that it prints into a file. */
  Process start(@Nullable Path output) throws IOException {
    var builder = new ProcessBuilder(command).inheritIO();
    if (output != null) {
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
    }
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandException(
          "The command "
              + command.get(0)
              + " cannot be started; is it installed and spelled right?");
    }
  }
}
