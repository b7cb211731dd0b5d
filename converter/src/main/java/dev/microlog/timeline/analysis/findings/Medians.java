package dev.microlog.timeline.analysis.findings;

/** Medians of many numbers, found without sorting them. */
final class Medians {
  private Medians() {}

  /**
   * The middle value; the mean of the two middle ones of an even number; NaN of none.
   *
   * @param values their order changes
   */
  static double of(double[] values) {
    int size = values.length;
    if (size == 0) {
      return Double.NaN;
    }
    double upper = select(values, size / 2);
    if (size % 2 != 0) {
      return upper;
    }
    // what stands before is no greater
    double lower = values[0];
    for (int i = 1; i < size / 2; i++) {
      lower = Math.max(lower, values[i]);
    }
    return (lower + upper) / 2;
  }

  /** The value that would stand there if all were sorted; those before are no greater. */
  private static double select(double[] values, int place) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int left = low;
      int right = high;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (place <= right) {
        high = right;
      } else if (place >= left) {
        low = left;
      } else {
        return values[place];
      }
    }
    return values[place];
  }
}
