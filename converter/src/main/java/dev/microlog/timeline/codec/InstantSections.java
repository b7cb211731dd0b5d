package dev.microlog.timeline.codec;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.ExceptionTable;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.TimelineBuilder;

/** What has a time and no duration: allocations, exceptions, markers, leaks. */
final class InstantSections {
  private static final Level[] LEVELS = Level.values();
  private static final LeakKind[] LEAK_KINDS = LeakKind.values();

  private InstantSections() {}

  static void writeAllocations(AllocationTable allocations, BytesWriter out) {
    int rows = allocations.size();
    out.count(rows);
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, allocations::thread);
    out.column("time");
    ThreadRuns.writeTimes(out, rows, allocations::thread, allocations::timeMicros, row -> 0);
    out.column("what");
    Combined.write(out, rows, allocations::stack, allocations::classNameString);
    out.column("weight");
    writeWeights(allocations, out);
  }

  /** Most weights are one of few: then these are told once, and else each weight. */
  private static void writeWeights(AllocationTable allocations, BytesWriter out) {
    int rows = allocations.size();
    boolean ints = true;
    int unit = 1 << 16;
    for (int row = 0; row < rows; row++) {
      double weight = Math.rint(allocations.weightBytes(row));
      ints &= weight >= -1 && weight < Integer.MAX_VALUE;
      while (weight % unit != 0) {
        unit >>= 1;
      }
    }
    out.oneByte(ints ? 1 : 0);
    out.count(unit);
    int step = unit;
    if (ints) {
      Combined.write(out, rows, row -> (int) Math.rint(allocations.weightBytes(row) / step));
    } else {
      Columns.split(out, rows, row -> allocations.weightBytes(row) / step);
    }
  }

  private static double[] readWeights(BytesReader in, int rows) throws MalformedTimelineException {
    boolean ints = in.oneByte() != 0;
    double unit = in.count();
    double[] weights = new double[rows];
    if (ints) {
      int[] steps = Combined.read(in, rows, Integer.MAX_VALUE)[0];
      for (int row = 0; row < rows; row++) {
        weights[row] = steps[row] * unit;
      }
      return weights;
    }
    double[] steps = Columns.split(in, rows);
    for (int row = 0; row < rows; row++) {
      weights[row] = Columns.bounded(steps[row] * unit);
    }
    return weights;
  }

  static void readAllocations(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] time = ThreadRuns.readTimes(in, thread, null);
    int[][] what = Combined.read(in, rows, builder.stacks().size(), builder.strings().size());
    double[] weight = readWeights(in, rows);
    builder.allocations().addAll(thread, time, what[0], what[1], weight);
  }

  static void writeExceptions(ExceptionTable exceptions, BytesWriter out) {
    int rows = exceptions.size();
    out.count(rows);
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, exceptions::thread);
    out.column("time");
    ThreadRuns.writeTimes(out, rows, exceptions::thread, exceptions::timeMicros, row -> 0);
    out.column("what");
    Combined.write(
        out, rows, exceptions::stack, exceptions::classNameString, exceptions::messageString);
  }

  static void readExceptions(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] time = ThreadRuns.readTimes(in, thread, null);
    int[][] what = Combined.read(in, rows, builder.stacks().size(), strings, strings);
    for (int row = 0; row < rows; row++) {
      builder.exceptions().add(thread[row], time[row], what[0][row], what[1][row], what[2][row]);
    }
  }

  static void writeMarkers(MarkerTable markers, BytesWriter out) {
    int rows = markers.size();
    out.count(rows);
    out.column("time");
    ThreadRuns.writeTimes(out, rows, row -> 0, markers::timeMicros, row -> 0);
    out.column("thread");
    Combined.write(out, rows, markers::thread);
    out.column("what");
    Combined.write(
        out,
        rows,
        row -> markers.level(row).ordinal(),
        markers::sourceString,
        markers::loggerString,
        markers::stack);
    out.column("message");
    Columns.referenceSteps(out, rows, markers::messageString);
    out.column("throwable");
    Combined.write(out, rows, markers::throwableString, markers::contextString);
  }

  static void readMarkers(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    double[] time = ThreadRuns.readTimes(in, new int[rows], null);
    int[] thread = Combined.read(in, rows, builder.threads().size())[0];
    int[][] what =
        Combined.read(in, rows, LEVELS.length, strings, strings, builder.stacks().size());
    IntervalSections.present(what[0]);
    int[] message = Columns.referenceSteps(in, rows, strings);
    int[][] more = Combined.read(in, rows, strings, strings);
    builder
        .markers()
        .addAll(time, thread, what[0], what[1], what[2], message, more[0], more[1], what[3]);
  }

  static void writeLeaks(LeakTable leaks, BytesWriter out) {
    int rows = leaks.size();
    out.count(rows);
    out.column("kind");
    Columns.references(out, rows, row -> leaks.kind(row).ordinal());
    out.column("typeString");
    Columns.references(out, rows, leaks::typeString);
    out.column("targetString");
    Columns.references(out, rows, leaks::targetString);
    out.column("openedMicros");
    Columns.steps(out, rows, leaks::openedMicros);
    out.column("count");
    Columns.amounts(out, rows, leaks::count);
    out.column("bytes");
    Columns.amounts(out, rows, leaks::bytes);
    out.column("ageMicros");
    Columns.amounts(out, rows, leaks::ageMicros);
    out.column("thread");
    Columns.references(out, rows, leaks::thread);
    out.column("stack");
    Columns.references(out, rows, leaks::stack);
    out.column("pathString");
    Columns.references(out, rows, leaks::pathString);
  }

  static void readLeaks(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    int[] kind = IntervalSections.kinds(in, rows, LEAK_KINDS.length);
    int[] type = Columns.references(in, rows, strings);
    int[] target = Columns.references(in, rows, strings);
    double[] opened = Columns.steps(in, rows);
    double[] count = Columns.amounts(in, rows);
    double[] bytes = Columns.amounts(in, rows);
    double[] age = Columns.amounts(in, rows);
    int[] thread = Columns.references(in, rows, builder.threads().size());
    int[] stack = Columns.references(in, rows, builder.stacks().size());
    int[] path = Columns.references(in, rows, strings);
    for (int row = 0; row < rows; row++) {
      builder
          .leaks()
          .add(
              LEAK_KINDS[kind[row]],
              type[row],
              target[row],
              opened[row],
              count[row],
              bytes[row],
              age[row],
              thread[row],
              stack[row],
              path[row]);
    }
  }
}
