package dev.microlog.web.log;

import dev.microlog.timeline.StringTable;
import java.util.regex.Pattern;

/** Looks for a pattern in texts of the pool, in each text once, however many rows have it. */
final class TextFinder {
  private static final byte FOUND = 1;
  private static final byte NOT_FOUND = 2;

  private final StringTable strings;
  private final Pattern pattern;
  private final byte[] known;

  TextFinder(StringTable strings, Pattern pattern) {
    this.strings = strings;
    this.pattern = pattern;
    known = new byte[strings.size()];
  }

  /**
   * @param string a row of the text pool; -1 has no text, in which nothing is found
   */
  boolean finds(int string) {
    if (string < 0) {
      return false;
    }
    if (known[string] == 0) {
      known[string] = finds(strings.text(string)) ? FOUND : NOT_FOUND;
    }
    return known[string] == FOUND;
  }

  /** Whether the pattern is found in a text that is not in the pool. */
  boolean finds(String text) {
    return pattern.matcher(text).find();
  }
}
