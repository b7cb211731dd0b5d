package dev.microlog.web.log;

/**
 * Which rows are in view. Browsers limit the height of an element (Chromium to 2^25 pixels), so the
 * space that is scrolled is no higher than a limit, and a million rows move faster under it.
 *
 * <pre>
 *   scrolled space   0 ───────── 8 000 000
 *   rows             0 ────────────────── 23 000 000
 * </pre>
 *
 * @param rows number of rows
 * @param rowHeight of each, in CSS pixels
 * @param viewHeight of what is seen
 */
public record LogScroll(int rows, double rowHeight, double viewHeight) {
  private static final double MOST_PIXELS = 8_000_000;

  /** The height of the space to scroll. */
  public double spaceHeight() {
    return Math.min(MOST_PIXELS, rows * rowHeight);
  }

  /** The place in all rows, in pixels, for a place in the scrolled space. */
  public double rowsTop(double scrollTop) {
    return scrollTop * factor();
  }

  /** How far to scroll for a place in all rows. */
  public double scrollTop(double rowsTop) {
    return rowsTop / factor();
  }

  private double factor() {
    double scrolled = spaceHeight() - viewHeight;
    double all = rows * rowHeight - viewHeight;
    return scrolled <= 0 || all <= 0 ? 1 : all / scrolled;
  }

  /** Where in the scrolled space a row is drawn, while it is scrolled to a place. */
  public double top(int row, double scrollTop) {
    return row * rowHeight - rowsTop(scrollTop) + scrollTop;
  }
}
