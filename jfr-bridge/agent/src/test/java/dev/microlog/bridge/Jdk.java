package dev.microlog.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK to run programs on.
 *
 * @param version its feature version, such as 17
 * @param home its directory
 */
record Jdk(int version, Path home) {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /**
   * One JDK of each version from 17 on: the one that runs this test, and those in the usual place.
   */
  static List<Jdk> all() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    Path usual = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> found = Files.list(usual)) {
        found.sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<Integer, Jdk> byVersion = new TreeMap<>();
    for (Path home : homes) {
      int version = versionOf(home);
      if (version >= 17) {
        byVersion.putIfAbsent(version, new Jdk(version, home));
      }
    }
    return List.copyOf(byVersion.values());
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  private static int versionOf(Path home) {
    try {
      if (!Files.isExecutable(home.resolve("bin").resolve("javac"))) {
        return -1;
      }
      Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
