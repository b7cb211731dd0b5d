package dev.microlog.web.paint;

/** Texts that must fit into boxes. */
public final class Labels {
  private static final double CHARACTER = 6.4;

  private Labels() {}

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
}
