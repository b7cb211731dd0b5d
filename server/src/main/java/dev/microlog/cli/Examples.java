package dev.microlog.cli;

import dev.microlog.convert.export.Promise;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The example programs of the distribution, in the order in which their jar lists them. */
final class Examples {
  private static final String LIST = "META-INF/microlog-examples.txt";
  private static final String PROMISES = "META-INF/microlog-examples-promises.txt";

  private final List<Path> jars;
  private final List<Example> all;
  private final List<Promise> promises;

  /**
   * One program.
   *
   * @param release least JDK it runs on
   * @param seconds about how long it takes
   */
  record Example(String name, String mainClass, int release, int seconds, String description) {
    /** Its name in the store. */
    String app() {
      return "examples-" + name;
    }
  }

  private Examples(List<Path> jars, List<Example> all, List<Promise> promises) {
    this.jars = jars;
    this.all = all;
    this.promises = promises;
  }

  static Examples of(Distribution distribution) throws IOException {
    List<Path> jars = distribution.exampleJars();
    for (Path jar : jars) {
      if (!String.valueOf(jar.getFileName()).startsWith("microlog-examples")) {
        continue;
      }
      try (var file = new JarFile(jar.toFile())) {
        return new Examples(jars, parse(read(file, LIST)), Promise.parse(read(file, PROMISES)));
      }
    }
    throw new CommandException("The examples have no list; use a complete distribution.");
  }

  private static String read(JarFile jar, String name) throws IOException {
    var entry = jar.getEntry(name);
    if (entry == null) {
      throw new CommandException("The examples have no " + name + "; use a complete distribution.");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static List<Example> parse(String list) {
    List<Example> found = new ArrayList<>();
    for (String line : list.split("\\R")) {
      String[] columns = line.split("\t");
      if (!line.startsWith("#") && columns.length == 5) {
        found.add(
            new Example(
                columns[0],
                columns[1],
                Integer.parseInt(columns[2]),
                Integer.parseInt(columns[3]),
                columns[4]));
      }
    }
    return found;
  }

  List<Example> all() {
    return all;
  }

  /** What the recording of an example must show. */
  List<Promise> promises(Example example) {
    return promises.stream().filter(each -> each.subject().equals(example.name())).toList();
  }

  Example find(String name) throws CommandException {
    for (Example example : all) {
      if (example.name().equals(name.toLowerCase(Locale.ROOT))
          || example.mainClass().endsWith("." + name)) {
        return example;
      }
    }
    throw new CommandException(
        "There is no example "
            + name
            + "; there are "
            + all.stream().map(Example::name).collect(Collectors.joining(", "))
            + ".");
  }

  /** The command that runs it on the JDK we run on. */
  List<String> command(Example example) {
    String classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        classPath,
        example.mainClass());
  }
}
