package dev.microlog.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A line of the list of examples, {@code META-INF/microlog-examples.txt}. */
record Example(String name, String mainClass, int leastJdk, int seconds, String description) {
  private static final String LIST = "META-INF/microlog-examples.txt";
  private static final String PROMISES = "META-INF/microlog-examples-promises.txt";

  /** At least {@code count} lines of the export as JSON Lines match. */
  record Promise(int count, Pattern pattern) {}

  static List<Example> all() throws IOException {
    return lines(LIST)
        .map(
            fields ->
                new Example(
                    fields[0],
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    fields[4]))
        .toList();
  }

  static Example named(String name) throws IOException {
    return all().stream().filter(example -> example.name().equals(name)).findFirst().orElseThrow();
  }

  List<Promise> promises() throws IOException {
    return lines(PROMISES)
        .filter(fields -> fields[0].equals(name))
        .map(fields -> new Promise(Integer.parseInt(fields[1]), Pattern.compile(fields[2])))
        .toList();
  }

  private static Stream<String[]> lines(String resource) throws IOException {
    try (InputStream in = Example.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1));
    }
  }
}
