package dev.microlog.timeline.codec;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Arrays;

/** Samples: times in steps of 0.1 ms, told as differences from what is usual. */
final class SampleSection {
  /** The steps in which the times of samples are kept, in µs. */
  static final int TIME_STEP_MICROS = 100;

  private static final SampleKind[] KINDS = SampleKind.values();

  private SampleSection() {}

  static void write(SampleTable samples, BytesWriter out) {
    int rows = samples.size();
    int expected = usualStep(samples);
    out.count(rows);
    ThreadRuns.writeThreads(out, rows, samples::thread);
    out.count(expected);
    writeTimes(samples, out, expected);
    Columns.ranked(out, rows, samples::stack);
    Columns.runs(out, rows, row -> samples.kind(row).ordinal());
    Columns.runs(out, rows, samples::weightMicros);
  }

  static void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    int expected = in.count();
    double[] time = readTimes(in, thread, expected);
    int[] stack = Columns.ranked(in, rows, builder.stacks().size());
    int[] kind = Columns.runs(in, rows, KINDS.length);
    int[] weight = Columns.runs(in, rows, Integer.MAX_VALUE);
    SampleTable.Builder samples = builder.samples();
    for (int row = 0; row < rows; row++) {
      samples.add(
          thread[row], time[row] * TIME_STEP_MICROS, stack[row], KINDS[kind[row]], weight[row]);
    }
  }

  /** Differences within a thread, less the usual one; a thread's first from the first before. */
  private static void writeTimes(SampleTable samples, BytesWriter out, int expected) {
    double first = 0;
    double last = 0;
    for (int row = 0; row < samples.size(); row++) {
      double value = step(samples, row);
      if (row == 0 || samples.thread(row) != samples.thread(row - 1)) {
        out.signed(value - first);
        first = value;
      } else {
        out.signed(value - last - expected);
      }
      last = value;
    }
  }

  private static double[] readTimes(BytesReader in, int[] thread, int expected)
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
      column[row] = Columns.bounded(last);
    }
    return column;
  }

  private static double step(SampleTable samples, int row) {
    return Math.rint(samples.timeMicros(row) / TIME_STEP_MICROS);
  }

  /** The median of the differences between samples of a thread that follow one another. */
  private static int usualStep(SampleTable samples) {
    int[] differences = new int[samples.size()];
    int count = 0;
    for (int row = 1; row < samples.size(); row++) {
      if (samples.thread(row) == samples.thread(row - 1)) {
        double difference = step(samples, row) - step(samples, row - 1);
        differences[count++] = (int) Math.min(difference, Integer.MAX_VALUE);
      }
    }
    Arrays.sort(differences, 0, count);
    return count == 0 ? 0 : differences[count / 2];
  }
}
