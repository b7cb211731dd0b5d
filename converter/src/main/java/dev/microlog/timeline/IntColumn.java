package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A column of ints that grows. What it was given and what it gave away is not copied as long as
 * that is not seen: most columns are filled once, by a reader, and read from then on.
 */
public final class IntColumn {
  private static final int FIRST_SIZE = 16;

  private int[] values;
  private int size;

  /** Whether someone else holds {@link #values}, which then stay as they are. */
  private boolean shared;

  public IntColumn() {
    this(FIRST_SIZE);
  }

  /** A column that is likely to have so many rows. */
  public IntColumn(int expected) {
    values = new int[expected];
  }

  public void add(int value) {
    if (size == values.length) {
      values = resized(size * 2 + FIRST_SIZE);
      shared = false;
    }
    values[size++] = value;
  }

  /** Adds values, which the caller does not change any more. */
  void addAll(int[] more) {
    if (size == 0) {
      values = more;
      shared = true;
    } else {
      if (values.length - size < more.length) {
        values = resized(Math.max(size + more.length, size * 2));
        shared = false;
      }
      System.arraycopy(more, 0, values, size, more.length);
    }
    size += more.length;
  }

  public int get(int row) {
    return values[row];
  }

  public void set(int row, int value) {
    if (shared) {
      values = resized(size);
      shared = false;
    }
    values[row] = value;
  }

  public int size() {
    return size;
  }

  void clear() {
    size = 0;
    if (shared) {
      values = new int[FIRST_SIZE];
      shared = false;
    }
  }

  /** The values and perhaps more behind them, to be read as long as nothing is added. */
  int[] values() {
    return values;
  }

  public int[] toArray() {
    return resized(size);
  }

  /** The values, which nobody may change. */
  int[] frozen() {
    if (size < values.length) {
      return resized(size);
    }
    shared = true;
    return values;
  }

  /** The values in the given order of rows; null: as they stand. Nobody may change them. */
  int[] frozen(int @Nullable [] order) {
    if (order == null) {
      return frozen();
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
