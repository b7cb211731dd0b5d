package dev.microlog.examples;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.ConversionProgress;
import dev.microlog.convert.JfrConverter;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.timeline.Timeline;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that has run in a JVM of its own under the packed agent.
 *
 * @param output what it printed, on both streams
 * @param recording the {@code .jfr} file
 * @param timeline what became of it
 */
public record RecordedProgram(String output, Path recording, Timeline timeline) {
  private static final long TIMEOUT_SECONDS = 120;

  /**
   * Runs a class of the test class path, which must end with exit code 0.
   *
   * @param folder an empty folder for the store and the files of this run
   * @param settings the agent's settings: {@code microlog}, {@code profile} or a file
   */
  public static RecordedProgram record(
      Jdk jdk, Path folder, String settings, List<String> jvmOptions, List<String> mainAndArguments)
      throws IOException, InterruptedException {
    Path store = folder.resolve("store");
    Path report = folder.resolve("report.txt");
    var command = new ArrayList<String>();
    command.add(jdk.java().toString());
    command.add(
        "-javaagent:%s=name=test,store=%s,settings=%s,summary=false,report=%s"
            .formatted(agent(), store, settings, report));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath()));
    command.addAll(mainAndArguments);
    String output = run(command, folder, List.of());
    Path recording = finished(report);
    return new RecordedProgram(output, recording, convert(recording, folder));
  }

  /** Converts a recording and reads the timeline back from its file. */
  public static Timeline convert(Path recording, Path folder) throws IOException {
    Path file = folder.resolve(recording.getFileName() + ".microlog");
    JfrConverter.convert(recording, file, ConversionOptions.defaults(), ConversionProgress.NONE);
    return TimelineFiles.read(file);
  }

  /** Runs a command and returns what it printed on both streams. */
  static String run(List<String> command, Path folder, List<String> environment)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not end: " + command + "\n" + Files.readString(output));
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "exit code " + process.exitValue() + ": " + command + "\n" + text);
    }
    return text;
  }

  private static Path finished(Path report) throws IOException {
    String prefix = "finished ";
    for (String line : Files.readAllLines(report)) {
      if (line.startsWith(prefix)) {
        return Path.of(line.substring(prefix.length()));
      }
    }
    throw new IllegalStateException("no recording was finished: " + Files.readString(report));
  }

  /** The packed agent, with its boot classes beside it. */
  private static Path agent() {
    Path jar = Path.of("..", "jfr-bridge", "agent", "target", "microlog-agent.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: run `mvn verify`, not `mvn test`");
    }
    return jar.toAbsolutePath().normalize();
  }

  /** What the examples need, without what only the tests need. */
  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The files below a folder whose names end so. */
  static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }
}
