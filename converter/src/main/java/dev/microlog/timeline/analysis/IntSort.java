package dev.microlog.timeline.analysis;

/** Sorts rows by an order of their own, without boxing them. */
public final class IntSort {
  private IntSort() {}

  /** Tells whether a row comes before another; of equal rows neither does. */
  public interface Order {
    boolean comesBefore(int a, int b);
  }

  /** A stable merge sort. */
  public static void sort(int[] rows, Order order) {
    sort(rows, new int[rows.length], 0, rows.length, order);
  }

  private static void sort(int[] rows, int[] spare, int from, int to, Order order) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(rows, spare, from, middle, order);
    sort(rows, spare, middle, to, order);
    if (!order.comesBefore(rows[middle], rows[middle - 1])) {
      return;
    }
    System.arraycopy(rows, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    int out = from;
    while (left < middle) {
      if (right < to && order.comesBefore(rows[right], spare[left])) {
        rows[out++] = rows[right++];
      } else {
        rows[out++] = spare[left++];
      }
    }
  }
}
