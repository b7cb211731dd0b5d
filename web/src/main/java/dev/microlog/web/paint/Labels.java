package dev.microlog.web.paint;

/** Texts that must fit into boxes. */
public final class Labels {
  private static final double CHARACTER = 6.4;

  private Labels() {}

  /**
   * About as much of the text as fits, without measuring: letters count as wide as the text's are
   * on average, and a little more.
   *
   * @param full how wide all of the text is
   */
  public static String cut(String text, double full, double width) {
    if (full <= width) {
      return text;
    }
    int letters = (int) ((width - CHARACTER) / (full / text.length() * 1.08));
    if (letters < 2) {
      return "";
    }
    int end = Character.isHighSurrogate(text.charAt(letters - 1)) ? letters - 1 : letters;
    return text.substring(0, end) + "…";
  }

  /**
   * As much of the text as fits, with an ellipsis where something is missing; empty if nothing
   * readable fits.
   */
  public static String fit(Painter painter, String text, double width) {
    if (width < 14) {
      return "";
    }
    String candidate = text.length() > width / 2 ? text.substring(0, (int) (width / 2)) : text;
    if (candidate.length() == text.length() && painter.width(text) <= width) {
      return text;
    }
    int low = 0;
    int high = candidate.length();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (painter.width(candidate.substring(0, middle)) + CHARACTER <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low > 0 && Character.isHighSurrogate(candidate.charAt(low - 1))) {
      low--;
    }
    return low < 2 ? "" : candidate.substring(0, low) + "…";
  }

  /**
   * As much of both ends of the text as fits, with an ellipsis between them: the names of threads
   * differ at their end. Empty if nothing readable fits.
   */
  public static String ends(Painter painter, String text, double width) {
    if (width < 14 || (text.length() <= width && painter.width(text) <= width)) {
      return width < 14 ? "" : text;
    }
    int low = 0;
    int high = Math.min(text.length() - 1, (int) (width / 2));
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (painter.width(ends(text, middle)) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low < 2 ? "" : ends(text, low);
  }

  /** So many characters of a text, the larger half of them from its beginning. */
  private static String ends(String text, int characters) {
    int head = (characters + 1) / 2;
    int tail = text.length() - characters / 2;
    if (Character.isHighSurrogate(text.charAt(head - 1 < 0 ? 0 : head - 1))) {
      head--;
    }
    if (tail < text.length() && Character.isLowSurrogate(text.charAt(tail))) {
      tail++;
    }
    return text.substring(0, Math.max(0, head)) + "…" + text.substring(tail);
  }
}
