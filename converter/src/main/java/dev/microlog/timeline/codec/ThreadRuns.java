package dev.microlog.timeline.codec;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

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
  static void writeThreads(BytesWriter out, int rows, IntUnaryOperator thread) {
    int runs = 0;
    for (int row = 0; row < rows; row++) {
      if (row == 0 || thread.applyAsInt(row) != thread.applyAsInt(row - 1)) {
        runs++;
      }
    }
    out.count(runs);
    int last = 0;
    int row = 0;
    while (row < rows) {
      int from = row;
      int value = thread.applyAsInt(row);
      while (row < rows && thread.applyAsInt(row) == value) {
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
      int to = row + length;
      while (row < to) {
        column[row++] = thread;
      }
    }
    if (row != rows) {
      throw new MalformedTimelineException(row + " rows with a thread, " + rows + " announced");
    }
    return column;
  }

  /**
   * @param expected is subtracted from each difference, so that the usual one becomes 0
   */
  static void writeTimes(
      BytesWriter out, int rows, IntUnaryOperator thread, IntToDoubleFunction time, int expected) {
    double first = 0;
    double last = 0;
    for (int row = 0; row < rows; row++) {
      double value = Math.rint(time.applyAsDouble(row));
      if (row == 0 || thread.applyAsInt(row) != thread.applyAsInt(row - 1)) {
        out.signed(value - first);
        first = value;
      } else {
        out.signed(value - last - expected);
      }
      last = value;
    }
  }

  static double[] readTimes(BytesReader in, int[] thread, int expected)
      throws MalformedTimelineException {
    double[] column = new double[thread.length];
    double first = 0;
    double last = 0;
    for (int row = 0; row < column.length; row++) {
      if (row == 0 || thread[row] != thread[row - 1]) {
        first += in.signed();
        last = first;
      } else {
        last += in.signed() + expected;
      }
      column[row] = last;
      if (!(Math.abs(last) <= BytesWriter.MAX_SIGNED)) {
        throw new MalformedTimelineException("time out of range: " + last);
      }
    }
    return column;
  }
}
