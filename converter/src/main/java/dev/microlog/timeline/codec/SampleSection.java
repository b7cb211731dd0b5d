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
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, samples::thread);
    out.count(expected);
    out.column("time");
    writeTimes(samples, out, expected);
    out.column("stack");
    Combined.write(out, rows, samples::stack);
    out.column("kind");
    Combined.write(out, rows, row -> samples.kind(row).ordinal(), samples::weightMicros);
  }

  static void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    int expected = in.count();
    double[] time = readTimes(in, thread, expected);
    int[] stack = Combined.read(in, rows, builder.stacks().size())[0];
    int[][] what = Combined.read(in, rows, KINDS.length, Integer.MAX_VALUE);
    IntervalSections.present(what[0]);
    builder.samples().addAll(thread, time, stack, what[0], what[1]);
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
      column[row] = Columns.bounded(last) * TIME_STEP_MICROS;
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
