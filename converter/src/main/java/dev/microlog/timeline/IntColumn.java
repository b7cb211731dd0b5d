package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/** A column of ints that grows. */
public final class IntColumn {
  private int[] values = new int[16];
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = resized(size * 2);
    }
    values[size++] = value;
  }

  void addAll(int[] more) {
    if (values.length - size < more.length) {
      values = resized(Math.max(size + more.length, size * 2));
    }
    System.arraycopy(more, 0, values, size, more.length);
    size += more.length;
  }

  public int get(int row) {
    return values[row];
  }

  public void set(int row, int value) {
    values[row] = value;
  }

  public int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  public int[] toArray() {
    return resized(size);
  }

  /** The values in the given order of rows; null: as they stand. */
  int[] toArray(int @Nullable [] order) {
    if (order == null) {
      return toArray();
    }
    int[] ordered = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  /** Not with Arrays.copyOf, which in the browser copies one by one. */
  private int[] resized(int length) {
    int[] resized = new int[length];
    System.arraycopy(values, 0, resized, 0, size);
    return resized;
  }
}
