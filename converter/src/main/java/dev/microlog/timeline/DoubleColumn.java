package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/** A column of doubles that grows. */
public final class DoubleColumn {
  private double[] values = new double[16];
  private int size;

  public void add(double value) {
    if (size == values.length) {
      values = resized(size * 2);
    }
    values[size++] = value;
  }

  void addAll(double[] more) {
    if (values.length - size < more.length) {
      values = resized(Math.max(size + more.length, size * 2));
    }
    System.arraycopy(more, 0, values, size, more.length);
    size += more.length;
  }

  public double get(int row) {
    return values[row];
  }

  public void set(int row, double value) {
    values[row] = value;
  }

  public int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  public double[] toArray() {
    return resized(size);
  }

  /** The values in the given order of rows; null: as they stand. */
  double[] toArray(int @Nullable [] order) {
    if (order == null) {
      return toArray();
    }
    double[] ordered = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  /** Not with Arrays.copyOf, which in the browser copies one by one. */
  private double[] resized(int length) {
    double[] resized = new double[length];
    System.arraycopy(values, 0, resized, 0, size);
    return resized;
  }
}
