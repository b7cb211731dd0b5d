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
    ThreadRuns.writeThreads(out, rows, allocations::thread);
    ThreadRuns.writeTimes(
        out,
        rows,
        allocations::thread,
        row -> allocations.timeMicros(row) / SampleSection.TIME_STEP_MICROS,
        row -> 0);
    Columns.ranked(out, rows, allocations::stack);
    Columns.ranked(out, rows, allocations::classNameString);
    Columns.split(out, rows, allocations::weightBytes);
  }

  static void readAllocations(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] time = ThreadRuns.readTimes(in, thread, new double[rows]);
    int[] stack = Columns.ranked(in, rows, builder.stacks().size());
    int[] className = Columns.ranked(in, rows, builder.strings().size());
    double[] weight = Columns.split(in, rows);
    for (int row = 0; row < rows; row++) {
      builder
          .allocations()
          .add(
              thread[row],
              time[row] * SampleSection.TIME_STEP_MICROS,
              stack[row],
              className[row],
              weight[row]);
    }
  }

  static void writeExceptions(ExceptionTable exceptions, BytesWriter out) {
    int rows = exceptions.size();
    out.count(rows);
    ThreadRuns.writeThreads(out, rows, exceptions::thread);
    ThreadRuns.writeTimes(out, rows, exceptions::thread, exceptions::timeMicros, row -> 0);
    Columns.ranked(out, rows, exceptions::stack);
    Columns.ranked(out, rows, exceptions::classNameString);
    Columns.ranked(out, rows, exceptions::messageString);
  }

  static void readExceptions(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] time = ThreadRuns.readTimes(in, thread, new double[rows]);
    int[] stack = Columns.ranked(in, rows, builder.stacks().size());
    int[] className = Columns.ranked(in, rows, strings);
    int[] message = Columns.ranked(in, rows, strings);
    for (int row = 0; row < rows; row++) {
      builder.exceptions().add(thread[row], time[row], stack[row], className[row], message[row]);
    }
  }

  static void writeMarkers(MarkerTable markers, BytesWriter out) {
    int rows = markers.size();
    out.count(rows);
    Columns.steps(out, rows, markers::timeMicros);
    Columns.ranked(out, rows, markers::thread);
    Columns.references(out, rows, row -> markers.level(row).ordinal());
    Columns.ranked(out, rows, markers::sourceString);
    Columns.ranked(out, rows, markers::loggerString);
    Columns.referenceSteps(out, rows, markers::messageString);
    Columns.ranked(out, rows, markers::throwableString);
    Columns.ranked(out, rows, markers::contextString);
    Columns.ranked(out, rows, markers::stack);
  }

  static void readMarkers(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int strings = builder.strings().size();
    double[] time = Columns.steps(in, rows);
    int[] thread = Columns.ranked(in, rows, builder.threads().size());
    int[] level = IntervalSections.kinds(in, rows, LEVELS.length);
    int[] source = Columns.ranked(in, rows, strings);
    int[] logger = Columns.ranked(in, rows, strings);
    int[] message = Columns.referenceSteps(in, rows, strings);
    int[] throwable = Columns.ranked(in, rows, strings);
    int[] context = Columns.ranked(in, rows, strings);
    int[] stack = Columns.ranked(in, rows, builder.stacks().size());
    for (int row = 0; row < rows; row++) {
      builder
          .markers()
          .add(
              time[row],
              thread[row],
              LEVELS[level[row]],
              source[row],
              logger[row],
              message[row],
              throwable[row],
              context[row],
              stack[row]);
    }
  }

  static void writeLeaks(LeakTable leaks, BytesWriter out) {
    int rows = leaks.size();
    out.count(rows);
    Columns.references(out, rows, row -> leaks.kind(row).ordinal());
    Columns.references(out, rows, leaks::typeString);
    Columns.references(out, rows, leaks::targetString);
    Columns.steps(out, rows, leaks::openedMicros);
    Columns.amounts(out, rows, leaks::count);
    Columns.amounts(out, rows, leaks::bytes);
    Columns.amounts(out, rows, leaks::ageMicros);
    Columns.references(out, rows, leaks::thread);
    Columns.references(out, rows, leaks::stack);
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
