package dev.microlog.timeline.analysis;

/** Searches columns whose values ascend. */
final class Ascending {
  private Ascending() {}

  /**
   * The first row in {@code from … to - 1} whose value is greater; {@code to} if there is none. By
   * doubling and then halving steps, so that what is near is found soon.
   */
  static int firstAbove(double[] values, int from, int to, double value) {
    int low = from;
    int high = from;
    int step = 1;
    while (high < to && values[high] <= value) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
