package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/** Orders of rows: the permutations that {@code build} applies to every column of a table. */
final class RowOrder {
  private RowOrder() {}

  /** The rows as they stand. */
  static int[] identity(int size) {
    int[] order = new int[size];
    for (int row = 0; row < size; row++) {
      order[row] = row;
    }
    return order;
  }

  /** By time; rows of equal time keep their order. Null if they stand so. */
  static int @Nullable [] byTime(DoubleColumn time) {
    double[] times = time.values();
    int rows = time.size();
    int row = 1;
    while (row < rows && times[row - 1] <= times[row]) {
      row++;
    }
    if (row >= rows) {
      return null;
    }
    int[] order = identity(time.size());
    sort(order, 0, order.length, time, null);
    return order;
  }

  /**
   * By thread, then by start, then the longer first (so that what encloses comes before what is
   * enclosed); otherwise rows keep their order. Null if they stand so.
   *
   * @param duration null where rows are instants
   * @throws IllegalArgumentException if a thread is not in {@code 0 … threads - 1}
   */
  static int @Nullable [] byThread(
      IntColumn thread, int threads, DoubleColumn start, @Nullable DoubleColumn duration) {
    return isByThread(thread, start, duration)
        ? null
        : sortedByThread(thread, threads, start, duration);
  }

  /** The order that {@link #byThread} gives, of rows that do not stand so. */
  static int[] sortedByThread(
      IntColumn thread, int threads, DoubleColumn start, @Nullable DoubleColumn duration) {
    int[] next = firstRows(thread, threads);
    int[] first = next.clone();
    int[] order = new int[thread.size()];
    for (int row = 0; row < order.length; row++) {
      order[next[thread.get(row)]++] = row;
    }
    for (int t = 0; t < threads; t++) {
      sort(order, first[t], first[t + 1], start, duration);
    }
    return order;
  }

  static boolean isByThread(IntColumn thread, DoubleColumn start, @Nullable DoubleColumn duration) {
    int[] threads = thread.values();
    double[] starts = start.values();
    int rows = thread.size();
    for (int row = 1; row < rows; row++) {
      int step = threads[row] - threads[row - 1];
      if (step < 0
          || (step == 0
              && !(starts[row - 1] < starts[row])
              && after(row - 1, row, start, duration))) {
        return false;
      }
    }
    return true;
  }

  /** For each thread the first of its rows once they are ordered by thread; one more at the end. */
  static int[] firstRows(IntColumn thread, int threads) {
    int[] first = new int[threads + 1];
    int[] column = thread.values();
    int rows = thread.size();
    for (int row = 0; row < rows; row++) {
      int t = column[row];
      if (t < 0 || t >= threads) {
        throw new IllegalArgumentException("row " + row + ": no thread " + t + " of " + threads);
      }
      first[t + 1]++;
    }
    for (int t = 0; t < threads; t++) {
      first[t + 1] += first[t];
    }
    return first;
  }

  /** A stable merge sort that first looks whether there is anything to do: there rarely is. */
  private static void sort(
      int[] order, int from, int to, DoubleColumn start, @Nullable DoubleColumn duration) {
    for (int i = from + 1; i < to; i++) {
      if (after(order[i - 1], order[i], start, duration)) {
        int[] spare = new int[to - from];
        mergeSort(order, from, to, spare, start, duration);
        return;
      }
    }
  }

  private static void mergeSort(
      int[] order,
      int from,
      int to,
      int[] spare,
      DoubleColumn start,
      @Nullable DoubleColumn duration) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(order, from, middle, spare, start, duration);
    mergeSort(order, middle, to, spare, start, duration);
    if (!after(order[middle - 1], order[middle], start, duration)) {
      return;
    }
    int leftSize = middle - from;
    System.arraycopy(order, from, spare, 0, leftSize);
    int left = 0;
    int right = middle;
    int out = from;
    while (left < leftSize) {
      if (right < to && after(spare[left], order[right], start, duration)) {
        order[out++] = order[right++];
      } else {
        order[out++] = spare[left++];
      }
    }
  }

  private static boolean after(int a, int b, DoubleColumn start, @Nullable DoubleColumn duration) {
    double startA = start.get(a);
    double startB = start.get(b);
    if (startA != startB) {
      return startA > startB;
    }
    return duration != null && duration.get(a) < duration.get(b);
  }
}
