package dev.microlog.timeline.codec;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * How columns are written. Each column of a table stands by itself, one after the other, because
 * like values compress well together; the number of rows is known from the section's beginning.
 */
final class Columns {
  private static final int[] UNITS = {100_000, 10_000, 1000, 100, 1};

  private Columns() {}

  /** The values of a column, for those who pass over it more than once. */
  static int[] values(int rows, IntUnaryOperator column) {
    int[] values = new int[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = column.applyAsInt(row);
    }
    return values;
  }

  /** Rows of another table or -1, one by one. */
  static void references(BytesWriter out, int rows, IntUnaryOperator column) {
    for (int row = 0; row < rows; row++) {
      out.reference(column.applyAsInt(row));
    }
  }

  static int[] references(BytesReader in, int rows, int size) throws MalformedTimelineException {
    int[] column = new int[rows];
    in.counts(column);
    for (int row = 0; row < rows; row++) {
      int value = column[row] - 1;
      if (value >= size) {
        throw new MalformedTimelineException("row " + value + " of a table of " + size);
      }
      column[row] = value;
    }
    return column;
  }

  /** Rows of another table or -1, each as the difference from the one before (at first from -1). */
  static void referenceSteps(BytesWriter out, int rows, IntUnaryOperator column) {
    int last = -1;
    for (int row = 0; row < rows; row++) {
      int value = column.applyAsInt(row);
      out.signed((long) value - last);
      last = value;
    }
  }

  static int[] referenceSteps(BytesReader in, int rows, int size)
      throws MalformedTimelineException {
    int[] column = new int[rows];
    in.signedInts(column);
    int last = -1;
    for (int row = 0; row < rows; row++) {
      // beyond the largest int it becomes negative, less than -1
      last += column[row];
      if (last < -1 || last >= size) {
        throw new MalformedTimelineException("row " + last + " of a table of " + size);
      }
      column[row] = last;
    }
    return column;
  }

  /** The largest of some units, in µs, in which all these times are whole: at least 1. */
  static int unit(int rows, IntToDoubleFunction time) {
    int unit = 0;
    for (int row = 0; row < rows && unit < UNITS.length - 1; row++) {
      long value = BytesWriter.nearest(time.applyAsDouble(row));
      while (value % UNITS[unit] != 0) {
        unit++;
      }
    }
    return UNITS[unit];
  }

  /**
   * Whole numbers whose last bits are chance: first all remainders of 256, a byte each, then all
   * quotients. The two compress better apart.
   */
  static void split(BytesWriter out, int rows, IntToDoubleFunction column) {
    long[] quotients = new long[rows];
    for (int row = 0; row < rows; row++) {
      long value = BytesWriter.nearest(column.applyAsDouble(row));
      quotients[row] = value >> 8;
      out.oneByte((int) value);
    }
    for (int row = 0; row < rows; row++) {
      out.signed(quotients[row]);
    }
  }

  static double[] split(BytesReader in, int rows) throws MalformedTimelineException {
    double[] column = new double[rows];
    BytesReader remainders = in.slice(rows);
    in.signed(column);
    for (int row = 0; row < rows; row++) {
      column[row] = bounded(column[row] * 256 + remainders.oneByte());
    }
    return column;
  }

  /** Numbers from 0 that stay the same for long: pairs of a value and how often it comes. */
  static void runs(BytesWriter out, int rows, IntUnaryOperator column) {
    int row = 0;
    while (row < rows) {
      int value = column.applyAsInt(row);
      int from = row;
      while (row < rows && column.applyAsInt(row) == value) {
        row++;
      }
      out.count(value);
      out.count(row - from);
    }
  }

  /**
   * @param limit every value is less than this
   */
  static int[] runs(BytesReader in, int rows, int limit) throws MalformedTimelineException {
    int[] column = new int[rows];
    int row = 0;
    while (row < rows) {
      int value = in.count();
      int length = in.count();
      if (value >= limit || length == 0 || length > rows - row) {
        throw new MalformedTimelineException(
            length + " times value " + value + " (limit " + limit + "), rows left " + (rows - row));
      }
      fill(column, row, row + length, value);
      row += length;
    }
    return column;
  }

  /** Numbers that lie near the one before. */
  static void steps(BytesWriter out, int rows, IntToDoubleFunction column) {
    long last = 0;
    for (int row = 0; row < rows; row++) {
      long value = BytesWriter.nearest(column.applyAsDouble(row));
      out.signed(value - last);
      last = value;
    }
  }

  static double[] steps(BytesReader in, int rows) throws MalformedTimelineException {
    double[] column = new double[rows];
    in.signed(column);
    double last = 0;
    for (int row = 0; row < rows; row++) {
      last = bounded(last + column[row]);
      column[row] = last;
    }
    return column;
  }

  /** Numbers from -1, as amounts and durations are: written plus one. */
  static void amounts(BytesWriter out, int rows, IntToDoubleFunction column) {
    for (int row = 0; row < rows; row++) {
      double value = column.applyAsDouble(row);
      out.whole(value <= -1 ? 0 : BytesWriter.nearest(value) + 1);
    }
  }

  static double[] amounts(BytesReader in, int rows) throws MalformedTimelineException {
    double[] column = new double[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = in.whole() - 1;
    }
    return column;
  }

  /** Sets a part of a column: by copying, which in the browser is faster than a loop. */
  static void fill(int[] column, int from, int to, int value) {
    if (from == to) {
      return;
    }
    column[from] = value;
    for (int done = 1; done < to - from; done *= 2) {
      System.arraycopy(column, from, column, from + done, Math.min(done, to - from - done));
    }
  }

  /** What {@link Math#rint} gives, which in the browser takes far longer. */
  static double rounded(double value) {
    double down = Math.floor(value);
    double rest = value - down;
    if (rest != 0.5) {
      return rest < 0.5 ? down : down + 1;
    }
    return down % 2 == 0 ? down : down + 1;
  }

  /** A sum of steps that is still exact. */
  static double bounded(double value) throws MalformedTimelineException {
    if (!(Math.abs(value) <= BytesWriter.MAX_SIGNED)) {
      throw new MalformedTimelineException("number out of range: " + value);
    }
    return value;
  }
}
