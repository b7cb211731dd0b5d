package dev.microlog.bridge;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program under the packed agent.
 *
 * <pre>
 *   Result result = new ChildJvm(jdk, store).agent("name=shop").run(Prints.class);
 * </pre>
 */
final class ChildJvm {
  private static final long TIMEOUT_SECONDS = 120;

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Jdk jdk;
  private final Path store;
  private final List<String> options = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>(List.of(TARGET.resolve("test-classes")));
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> prefix = new ArrayList<>();
  private String agent = "";
  private boolean hasEnvironment = true;
  private boolean hasAgent = true;

  ChildJvm(Jdk jdk, Path store) {
    this.jdk = jdk;
    this.store = store;
  }

  /** More of the agent's argument. */
  ChildJvm agent(String argument) {
    agent = agent.isEmpty() ? argument : agent + "," + argument;
    return this;
  }

  ChildJvm withoutAgent() {
    hasAgent = false;
    return this;
  }

  ChildJvm option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Without any variable, as in a container made from nothing. */
  ChildJvm withoutEnvironment() {
    hasEnvironment = false;
    return this;
  }

  /** A command that runs the JVM, such as one that changes the user. */
  ChildJvm under(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  ChildJvm classPath(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Puts the packed API on the class path. */
  ChildJvm withApi() {
    return classPath(apiJar());
  }

  /** Puts all jars of a folder of {@code target/libraries} on the class path. */
  ChildJvm libraries(String folder) throws IOException {
    try (Stream<Path> jars = Files.list(TARGET.resolve("libraries").resolve(folder))) {
      jars.sorted().forEach(this::classPath);
    }
    return this;
  }

  static Path agentJar() {
    return TARGET.resolve("microlog-agent.jar");
  }

  static Path apiJar() {
    return TARGET.resolve("microlog-api.jar");
  }

  /** Starts the program and waits for its end. */
  Result run(Class<?> program, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(store, "stdout", ".txt");
    Path err = Files.createTempFile(store, "stderr", ".txt");
    Process process = start(program, out, err, arguments);
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(jdk + " did not end: " + Files.readString(err));
    }
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1),
        recordings(store));
  }

  /** Starts the program, its streams going to these files, which may be one. */
  Process start(Class<?> program, Path out, Path err, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(program, arguments));
    builder.redirectOutput(out.toFile());
    if (err.equals(out)) {
      builder.redirectErrorStream(true); // two openings of one file write over each other
    } else {
      builder.redirectError(err.toFile());
    }
    if (!hasEnvironment) {
      builder.environment().clear();
    }
    builder.environment().keySet().removeIf(name -> name.startsWith("MICROLOG_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> command(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(jdk.java().toString(), "-Xmx128m"));
    if (hasAgent) {
      String argument = "store=" + store + (agent.isEmpty() ? "" : "," + agent);
      command.add("-javaagent:" + agentJar() + "=" + argument);
    }
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Waits until a program has printed so much. */
  static void awaitLines(Path file, int lines) throws IOException, InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (Files.readAllLines(file).size() >= lines) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not yet " + lines + " lines in " + file);
  }

  /** All files below a store but the texts of this test, by path. */
  static List<Path> recordings(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".txt"))
          .sorted()
          .toList();
    }
  }

  /**
   * What came of it.
   *
   * @param exitCode the process's
   * @param stdoutBytes what it printed, each byte as one character
   * @param stderrBytes the same of stderr
   * @param files every file in the store
   */
  record Result(int exitCode, String stdoutBytes, String stderrBytes, List<Path> files) {
    String stdout() {
      return new String(stdoutBytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    String stderr() {
      return new String(stderrBytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The one finished recording, and nothing left beside it. */
    Path recording() {
      if (files.size() != 1 || !files.get(0).toString().endsWith(".jfr")) {
        throw new AssertionError("expected one .jfr, found " + files + "; stderr: " + stderr());
      }
      return files.get(0);
    }

    List<Event> events(String name) throws IOException {
      return Event.read(recording(), name);
    }
  }
}
