package dev.microlog.examples;

import dev.microlog.convert.export.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A line of the list of examples, {@code META-INF/microlog-examples.txt}. */
record Example(String name, String mainClass, int leastJdk, int seconds, String description) {
  private static final String LIST = "META-INF/microlog-examples.txt";
  private static final String PROMISES = "META-INF/microlog-examples-promises.txt";

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

  /** What its recording must show. */
  List<Promise> promises() throws IOException {
    return Promise.parse(text(PROMISES)).stream()
        .filter(promise -> promise.subject().equals(name))
        .toList();
  }

  private static Stream<String[]> lines(String resource) throws IOException {
    return text(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Example.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
