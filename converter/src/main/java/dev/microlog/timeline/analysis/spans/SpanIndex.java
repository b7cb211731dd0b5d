package dev.microlog.timeline.analysis.spans;

/**
 * Finds what is worth painting of one thread's spans without looking at all of them: for any row of
 * spans that fall into one pixel, the longest.
 *
 * <p>An implicit tree: level 0 knows the longest span of each {@value #FAN} rows, level 1 of each
 * {@value #FAN} of those, and so on. About a quarter of a byte a span.
 */
public final class SpanIndex {
  private static final int FAN = 16;

  private final SpanTable spans;
  private final int[][] levels;

  public SpanIndex(SpanTable spans) {
    this.spans = spans;
    int depth = 0;
    for (int size = spans.size(); size >= FAN; size = (size + FAN - 1) / FAN) {
      depth++;
    }
    levels = new int[depth][];
    int below = spans.size();
    for (int level = 0; level < depth; level++) {
      levels[level] = new int[(below + FAN - 1) / FAN];
      for (int block = 0; block < levels[level].length; block++) {
        int longest = -1;
        for (int i = block * FAN; i < Math.min(below, block * FAN + FAN); i++) {
          longest = longer(longest, level == 0 ? i : levels[level - 1][i]);
        }
        levels[level][block] = longest;
      }
      below = levels[level].length;
    }
  }

  private int longer(int a, int b) {
    return a < 0 || (b >= 0 && spans.durationMicros(b) > spans.durationMicros(a)) ? b : a;
  }

  /** The longest span among rows {@code from} to {@code to - 1}, -1 if there are none. */
  public int longest(int from, int to) {
    int best = -1;
    int low = from;
    int high = to;
    for (int level = -1; low < high; level++) {
      while (low < high && (low % FAN != 0 || high - low < FAN)) {
        best = longer(best, level < 0 ? low : levels[level][low]);
        low++;
      }
      while (high > low && high % FAN != 0) {
        high--;
        best = longer(best, level < 0 ? high : levels[level][high]);
      }
      low /= FAN;
      high /= FAN;
    }
    return best;
  }

  /** Takes what is to be painted. */
  public interface Painter {
    /**
     * Paints one box. Boxes come in order of time; a box that is less than a pixel wide stands for
     * {@code rows} spans, and {@code row} is the longest of them.
     */
    void box(int row, int rows);
  }

  /**
   * Goes through the spans of a depth that are in view: each that is at least a pixel wide, and of
   * those that begin in the same pixel and are narrower the longest.
   */
  public void paint(int depth, double from, double to, double microsPerPixel, Painter painter) {
    if (depth >= spans.depths()) {
      return;
    }
    int end = spans.firstRow(depth + 1);
    int row = spans.firstEndingAfter(depth, from);
    while (row < end && spans.startMicros(row) < to) {
      if (spans.durationMicros(row) >= microsPerPixel) {
        painter.box(row, 1);
        row++;
        continue;
      }
      double pixelEnd = spans.startMicros(row) + microsPerPixel;
      int next = firstStartingFrom(row + 1, end, pixelEnd);
      if (spans.durationMicros(next - 1) >= microsPerPixel) {
        next--;
      }
      painter.box(longest(row, next), next - row);
      row = next;
    }
  }

  /** Near ones are found by doubling steps, for they are the ordinary case. */
  private int firstStartingFrom(int from, int end, double micros) {
    int step = 1;
    int low = from;
    int high = from;
    while (high < end && spans.startMicros(high) < micros) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, end);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.startMicros(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
