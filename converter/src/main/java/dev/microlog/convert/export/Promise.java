package dev.microlog.convert.export;

import dev.microlog.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that the recording of a program must show: at least so many lines of its export as JSON
 * Lines match a pattern. A list of them, kept beside the program, is a test of its recordings.
 *
 * <p>In a list each has a line with four columns, separated by tabs; empty lines and those that
 * begin with {@code #} say nothing:
 *
 * <pre>{@code
 * locks  3  the tellers are blocked by the monitor of the bank  "thread":"teller-\d","kind":"monitor"
 * }</pre>
 *
 * @param subject the program
 * @param least how many lines match at least, 1 or more
 * @param text what is promised, for people
 * @param pattern is found in a line
 */
public record Promise(String subject, int least, String text, Pattern pattern) {
  private static final int COLUMNS = 4;

  /** Checks. */
  public Promise {
    if (least < 1) {
      throw new IllegalArgumentException("promises nothing: " + text);
    }
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException if a line is no promise
   */
  public static List<Promise> parse(String list) {
    return list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Promise::parseLine)
        .toList();
  }

  private static Promise parseLine(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("is no promise, which has four columns: " + line);
    }
    return new Promise(
        columns[0], Integer.parseInt(columns[1]), columns[2], Pattern.compile(columns[3]));
  }

  /** The promises that a timeline does not keep, a sentence each; empty if all are kept. */
  public static List<String> broken(Timeline timeline, List<Promise> promises) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Export.write(timeline, ExportFormat.JSONL, ExportOptions.ALL, bytes);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    var broken = new ArrayList<String>();
    for (Promise promise : promises) {
      long found = lines.stream().filter(line -> promise.pattern.matcher(line).find()).count();
      if (found < promise.least) {
        broken.add(
            String.format(Locale.ROOT, "%s (found %d of %d)", promise.text, found, promise.least));
      }
    }
    return broken;
  }
}
