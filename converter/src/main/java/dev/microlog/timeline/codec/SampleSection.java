package dev.microlog.timeline.codec;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Arrays;

/** Samples: times in steps of 0.1 ms, told as differences from what is usual. */
final class SampleSection {
  /** The steps in which the times of samples are kept, in µs. */
  static final int TIME_STEP_MICROS = (int) SampleTable.STEP_MICROS;

  private static final double[] NONE = {};
  private static final SampleKind[] KINDS = SampleKind.values();

  private SampleSection() {}

  static void write(SampleTable samples, BytesWriter out) {
    int rows = samples.size();
    int[] thread = samples.threads();
    int expected = usualStep(samples, thread);
    out.count(rows);
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, row -> thread[row]);
    out.count(expected);
    out.column("time");
    writeTimes(samples, thread, out, expected);
    out.column("stack");
    Combined.write(out, rows, samples::stack);
    out.column("kind");
    Combined.write(out, rows, row -> samples.kind(row).ordinal(), samples::weightMicros);
  }

  static void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    int expected = in.count();
    BytesReader times = in.copy();
    int[] steps = new int[rows];
    double[] far = NONE;
    if (!readSteps(in, thread, expected, steps)) {
      far = readTimes(times, thread, expected);
      in.skipTo(times);
    }
    int[] stack = Combined.readPlaces(in, rows, builder.stacks().size()).column(0);
    Combined.Read what = Combined.readPlaces(in, rows, KINDS.length, Integer.MAX_VALUE);
    int[] kinds = what.values(0);
    int[] weights = what.values(1);
    IntervalSections.present(kinds);
    if (far.length == 0) {
      builder.samples().addAll(thread, steps, stack, what.places(), kinds, weights);
    } else {
      builder.samples().addAll(thread, far, stack, what.places(), kinds, weights);
    }
  }

  /** Differences within a thread, less the usual one; a thread's first from the first before. */
  private static void writeTimes(SampleTable samples, int[] thread, BytesWriter out, int expected) {
    double first = 0;
    double last = 0;
    for (int row = 0; row < samples.size(); row++) {
      double value = step(samples, row);
      if (row == 0 || thread[row] != thread[row - 1]) {
        out.signed(value - first);
        first = value;
      } else {
        out.signed(value - last - expected);
      }
      last = value;
    }
  }

  /** Reads times as steps of 100 µs; false if one of them is too far from the start. */
  private static boolean readSteps(BytesReader in, int[] thread, int expected, int[] steps)
      throws MalformedTimelineException {
    if (!in.fitInts(steps)) {
      return false;
    }
    double first = 0;
    double last = 0;
    int before = -1;
    for (int row = 0; row < steps.length; row++) {
      if (thread[row] == before) {
        last += (double) steps[row] + expected;
      } else {
        before = thread[row];
        first += steps[row];
        last = first;
      }
      int step = (int) last;
      if (step != last) {
        return false;
      }
      steps[row] = step;
    }
    return true;
  }

  private static double[] readTimes(BytesReader in, int[] thread, int expected)
      throws MalformedTimelineException {
    double[] column = new double[thread.length];
    in.signed(column);
    double first = 0;
    double last = 0;
    for (int row = 0; row < column.length; row++) {
      if (row == 0 || thread[row] != thread[row - 1]) {
        first += column[row];
        last = first;
      } else {
        last += column[row] + expected;
      }
      column[row] = Columns.bounded(last) * TIME_STEP_MICROS;
    }
    return column;
  }

  private static double step(SampleTable samples, int row) {
    return Math.rint(samples.timeMicros(row) / TIME_STEP_MICROS);
  }

  /** The median of the differences between samples of a thread that follow one another. */
  private static int usualStep(SampleTable samples, int[] thread) {
    int[] differences = new int[samples.size()];
    int count = 0;
    for (int row = 1; row < samples.size(); row++) {
      if (thread[row] == thread[row - 1]) {
        double difference = step(samples, row) - step(samples, row - 1);
        differences[count++] = (int) Math.min(difference, Integer.MAX_VALUE);
      }
    }
    Arrays.sort(differences, 0, count);
    return count == 0 ? 0 : differences[count / 2];
  }
}
