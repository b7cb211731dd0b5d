package dev.microlog.timeline.codec;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The thread column and the time column of tables that are ordered by thread: which threads have
 * rows and how many, then the times, each as the difference from the one before in its thread.
 *
 * <p>The first time of a thread is told from the first time of the thread before it, so that all
 * numbers stay small.
 */
final class ThreadRuns {
  private ThreadRuns() {}

  /** Writes the number of runs, and of each the step from the thread before and its rows. */
  static void writeThreads(BytesWriter out, int rows, IntUnaryOperator column) {
    int[] thread = Columns.values(rows, column);
    int runs = 0;
    for (int row = 0; row < rows; row++) {
      if (row == 0 || thread[row] != thread[row - 1]) {
        runs++;
      }
    }
    out.count(runs);
    int last = 0;
    int row = 0;
    while (row < rows) {
      int from = row;
      int value = thread[row];
      while (row < rows && thread[row] == value) {
        row++;
      }
      out.count(value - last);
      out.count(row - from);
      last = value;
    }
  }

  static int[] readThreads(BytesReader in, int rows, int threads)
      throws MalformedTimelineException {
    int[] column = new int[rows];
    int runs = in.count();
    int thread = 0;
    int row = 0;
    for (int run = 0; run < runs; run++) {
      int step = in.count();
      int length = in.count();
      if (step >= threads - thread || length > rows - row) {
        throw new MalformedTimelineException(
            length + " rows of thread " + thread + " + " + step + " of " + threads);
      }
      thread += step;
      Columns.fill(column, row, row + length, thread);
      row += length;
    }
    if (row != rows) {
      throw new MalformedTimelineException(row + " rows with a thread, " + rows + " announced");
    }
    return column;
  }

  /**
   * Times as differences, in the largest unit in which all are whole: of a thread's first row from
   * the first row of the thread before, of any other row from where the row before ended.
   *
   * @param length how long each row lasts
   */
  static void writeTimes(
      BytesWriter out,
      int rows,
      IntUnaryOperator thread,
      IntToDoubleFunction time,
      IntToDoubleFunction length) {
    int unit = Columns.unit(rows, time);
    double[] differences = new double[rows];
    int lastThread = -1;
    long first = 0;
    long last = 0;
    for (int row = 0; row < rows; row++) {
      int threadOfRow = thread.applyAsInt(row);
      long value = BytesWriter.nearest(time.applyAsDouble(row)) / unit;
      if (row == 0 || threadOfRow != lastThread) {
        differences[row] = value - first;
        first = value;
      } else {
        differences[row] = value - last;
      }
      lastThread = threadOfRow;
      long duration = BytesWriter.nearest(length.applyAsDouble(row));
      last = value + (unit == 1 ? duration : BytesWriter.nearest((double) duration / unit));
    }
    out.count(unit);
    Columns.split(out, rows, row -> differences[row]);
  }

  /**
   * @param length how long each row lasts; null for instants
   */
  static double[] readTimes(BytesReader in, int[] thread, double @Nullable [] length)
      throws MalformedTimelineException {
    double unit = in.count();
    double[] column = Columns.split(in, thread.length);
    double first = 0;
    double last = 0;
    for (int row = 0; row < column.length; row++) {
      if (row == 0 || thread[row] != thread[row - 1]) {
        first += column[row];
        last = first;
      } else {
        last += column[row];
      }
      column[row] = Columns.bounded(last * unit);
      if (length != null) {
        last += Columns.rounded(length[row] / unit);
      }
    }
    return column;
  }
}
