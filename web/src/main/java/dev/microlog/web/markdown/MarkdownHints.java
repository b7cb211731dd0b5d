package dev.microlog.web.markdown;

/** Whether a text was probably meant as Markdown, though nobody said so. */
public final class MarkdownHints {
  private static final int MOST_CHARACTERS = 20_000;

  private MarkdownHints() {}

  /** Careful: a log line with a star or an underscore in it is no Markdown. */
  public static boolean isLikely(String text) {
    String part = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    if (pair(part, "**") || pair(part, "`") || part.contains("](https://")) {
      return true;
    }
    int bullets = 0;
    for (int start = 0; start < part.length(); ) {
      int newline = part.indexOf('\n', start);
      int end = newline < 0 ? part.length() : newline;
      String line = part.substring(start, end).strip();
      if (isHeading(line) || line.startsWith("```")) {
        return true;
      }
      bullets += line.startsWith("- ") || line.startsWith("* ") ? 1 : 0;
      start = end + 1;
    }
    return bullets >= 2;
  }

  private static boolean isHeading(String line) {
    int signs = 0;
    while (signs < line.length() && line.charAt(signs) == '#') {
      signs++;
    }
    return signs >= 1 && signs <= 6 && signs + 1 < line.length() && line.charAt(signs) == ' ';
  }

  /** A mark before and after a word, in one line. */
  private static boolean pair(String text, String mark) {
    int open = text.indexOf(mark);
    while (open >= 0) {
      int begin = open + mark.length();
      int close = text.indexOf(mark, begin + 1);
      boolean word =
          begin < text.length() && text.charAt(begin) > ' ' && text.charAt(begin) != mark.charAt(0);
      if (word && close > begin) {
        String inside = text.substring(begin, close);
        boolean ends = inside.charAt(inside.length() - 1) > ' ';
        if (ends && inside.indexOf('\n') < 0 && !inside.contains(mark)) {
          return true;
        }
      }
      open = text.indexOf(mark, begin);
    }
    return false;
  }
}
