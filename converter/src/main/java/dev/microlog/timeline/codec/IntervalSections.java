package dev.microlog.timeline.codec;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;

/** What has a start and a duration: waits, pauses, regions. */
final class IntervalSections {
  private static final WaitKind[] WAIT_KINDS = WaitKind.values();
  private static final PauseKind[] PAUSE_KINDS = PauseKind.values();

  private IntervalSections() {}

  static void writeWaits(WaitTable waits, BytesWriter out) {
    int rows = waits.size();
    out.count(rows);
    ThreadRuns.writeThreads(out, rows, waits::thread);
    Columns.split(out, rows, waits::durationMicros);
    ThreadRuns.writeTimes(out, rows, waits::thread, waits::startMicros, waits::durationMicros);
    Columns.references(out, rows, row -> waits.kind(row).ordinal());
    Columns.ranked(out, rows, waits::stack);
    Columns.ranked(out, rows, waits::ownerThread);
    Columns.amounts(out, rows, waits::bytes);
    Columns.ranked(out, rows, waits::detailString);
  }

  static void readWaits(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int threads = builder.threads().size();
    int[] thread = ThreadRuns.readThreads(in, rows, threads);
    double[] duration = Columns.split(in, rows);
    double[] start = ThreadRuns.readTimes(in, thread, duration);
    int[] kind = kinds(in, rows, WAIT_KINDS.length);
    int[] stack = Columns.ranked(in, rows, builder.stacks().size());
    int[] owner = Columns.ranked(in, rows, threads);
    double[] bytes = Columns.amounts(in, rows);
    int[] detail = Columns.ranked(in, rows, builder.strings().size());
    for (int row = 0; row < rows; row++) {
      builder
          .waits()
          .add(
              thread[row],
              start[row],
              duration[row],
              WAIT_KINDS[kind[row]],
              stack[row],
              owner[row],
              bytes[row],
              detail[row]);
    }
  }

  static void writePauses(PauseTable pauses, BytesWriter out) {
    int rows = pauses.size();
    out.count(rows);
    Columns.steps(out, rows, pauses::startMicros);
    Columns.amounts(out, rows, pauses::durationMicros);
    Columns.references(out, rows, row -> pauses.kind(row).ordinal());
    Columns.references(out, rows, pauses::detailString);
  }

  static void readPauses(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    double[] start = Columns.steps(in, rows);
    double[] duration = Columns.amounts(in, rows);
    int[] kind = kinds(in, rows, PAUSE_KINDS.length);
    int[] detail = Columns.references(in, rows, builder.strings().size());
    for (int row = 0; row < rows; row++) {
      builder.pauses().add(start[row], duration[row], PAUSE_KINDS[kind[row]], detail[row]);
    }
  }

  static void writeRegions(RegionTable regions, BytesWriter out) {
    int rows = regions.size();
    out.count(rows);
    ThreadRuns.writeThreads(out, rows, regions::thread);
    Columns.split(out, rows, regions::durationMicros);
    ThreadRuns.writeTimes(
        out, rows, regions::thread, regions::startMicros, regions::durationMicros);
    Columns.ranked(out, rows, regions::nameString);
  }

  static void readRegions(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] duration = Columns.split(in, rows);
    double[] start = ThreadRuns.readTimes(in, thread, duration);
    int[] name = Columns.ranked(in, rows, builder.strings().size());
    for (int row = 0; row < rows; row++) {
      builder.regions().add(thread[row], start[row], duration[row], name[row]);
    }
  }

  /** A column of enum constants, of which none may be missing. */
  static int[] kinds(BytesReader in, int rows, int kinds) throws MalformedTimelineException {
    int[] column = Columns.references(in, rows, kinds);
    for (int kind : column) {
      if (kind < 0) {
        throw new MalformedTimelineException("a row without its kind");
      }
    }
    return column;
  }
}
