package dev.microlog.examples;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JDK of this machine, to run programs with. */
public record Jdk(int feature, Path home) {
  /** The JDK that runs this. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** A JDK of that feature release: the current one, or one in the usual places. */
  public static Optional<Jdk> find(int feature) {
    if (current().feature() == feature) {
      return Optional.of(current());
    }
    return all().stream().filter(jdk -> jdk.feature() == feature).findFirst();
  }

  private static List<Jdk> all() {
    var found = new ArrayList<Jdk>();
    Path user = Path.of(System.getProperty("user.home"));
    for (Path folder :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"))) {
      if (Files.isDirectory(folder)) {
        addAll(folder, found);
      }
    }
    return found;
  }

  private static void addAll(Path folder, List<Jdk> found) {
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
      for (Path home : homes) {
        Path java =
            Files.isDirectory(home.resolve("Contents/Home")) ? home.resolve("Contents/Home") : home;
        if (Files.isExecutable(java.resolve("bin/java"))
            && Files.isRegularFile(java.resolve("release"))) {
          feature(java).ifPresent(feature -> found.add(new Jdk(feature, java)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }

  /** From the line {@code JAVA_VERSION="17.0.15"} of the file {@code release}. */
  private static Optional<Integer> feature(Path home) throws IOException {
    return Files.readAllLines(home.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION=\""))
        .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
        .map(Integer::valueOf)
        .findFirst();
  }

  Path java() {
    return home.resolve("bin/java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
