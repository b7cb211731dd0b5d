package dev.microlog.timeline.analysis.spans;

import java.util.Arrays;

/** The waits that enclose an instant, the innermost on top. */
final class OpenWaits {
  private int[] rows = new int[8];
  private double[] ends = new double[8];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The innermost, -1 if there is none. */
  int top() {
    return size == 0 ? -1 : rows[size - 1];
  }

  double topEnd() {
    return ends[size - 1];
  }

  void push(int row, double end) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    rows[size] = row;
    ends[size++] = end;
  }

  int pop() {
    return rows[--size];
  }
}
