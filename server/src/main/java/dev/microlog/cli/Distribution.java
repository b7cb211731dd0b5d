package dev.microlog.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the parts of the installed program lie; the launcher names the directory by {@code
 * microlog.home}.
 */
final class Distribution {
  private final Path home;

  Distribution(Path home) {
    this.home = home;
  }

  /**
   * The one this class runs from: the launcher's property, or the parent of the {@code lib} that
   * holds our jar.
   */
  static Distribution current() {
    String property = System.getProperty("microlog.home");
    if (property != null) {
      return new Distribution(Path.of(property));
    }
    try {
      var source = Distribution.class.getProtectionDomain().getCodeSource();
      Path lib = source == null ? null : Path.of(source.getLocation().toURI()).getParent();
      Path home = lib == null ? null : lib.getParent();
      return new Distribution(home == null ? Path.of("") : home);
    } catch (URISyntaxException e) {
      return new Distribution(Path.of(""));
    }
  }

  /** The version of this program. */
  static String version() {
    String version = Distribution.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  Path agentJar() throws CommandException {
    return require(home.resolve("agent").resolve("microlog-agent.jar"));
  }

  /** A settings file of ours by its short name, or the file that a person named. */
  Path settings(String nameOrFile) throws CommandException {
    if (nameOrFile.equals("microlog") || nameOrFile.equals("profile")) {
      return require(home.resolve(nameOrFile + ".jfc"));
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isReadable(file)) {
      throw new CommandException(
          "There is no settings file " + nameOrFile + "; use microlog, profile, or a .jfc file.");
    }
    return file.toAbsolutePath();
  }

  /** The jars of the examples. */
  List<Path> exampleJars() throws CommandException {
    Path directory = home.resolve("examples");
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory, 2)) {
        List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        if (!jars.isEmpty()) {
          return jars;
        }
      } catch (IOException | UncheckedIOException e) {
        throw new CommandException("The examples in " + directory + " cannot be read.");
      }
    }
    throw new CommandException(
        "There are no examples in " + directory + "; use a complete distribution.");
  }

  /** A launcher of the JDK we run on, such as {@code java} or {@code jcmd}. */
  static Optional<Path> jdkTool(String name) {
    Path tool = Path.of(System.getProperty("java.home"), "bin", name);
    return Files.isExecutable(tool) ? Optional.of(tool) : Optional.empty();
  }

  private static Path require(Path file) throws CommandException {
    if (!Files.isReadable(file)) {
      throw new CommandException(
          file + " is missing; run bin/microlog of a complete distribution.");
    }
    return file.toAbsolutePath();
  }
}
