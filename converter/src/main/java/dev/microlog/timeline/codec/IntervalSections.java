package dev.microlog.timeline.codec;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.ThreadLoadTable;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;

/** What has a start and a duration: waits, pauses, regions, measured loads. */
final class IntervalSections {
  private static final WaitKind[] WAIT_KINDS = WaitKind.values();

  private IntervalSections() {}

  static void writeWaits(WaitTable waits, BytesWriter out) {
    int rows = waits.size();
    out.count(rows);
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, waits::thread);
    out.column("durationMicros");
    Columns.split(out, rows, waits::durationMicros);
    out.column("time");
    ThreadRuns.writeTimes(out, rows, waits::thread, waits::startMicros, waits::durationMicros);
    out.column("what");
    Combined.write(out, rows, row -> waits.kind(row).ordinal(), waits::stack, waits::detailString);
    out.column("owner");
    Combined.write(out, rows, waits::ownerThread);
    out.column("bytes");
    Columns.amounts(out, rows, waits::bytes);
  }

  static void readWaits(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int rows = in.rowCount();
    int threads = builder.threads().size();
    int[] thread = ThreadRuns.readThreads(in, rows, threads);
    double[] duration = Columns.split(in, rows);
    double[] start = ThreadRuns.readTimes(in, thread, duration);
    int[][] what =
        Combined.read(
            in, rows, WAIT_KINDS.length, builder.stacks().size(), builder.strings().size());
    present(what[0]);
    int[] owner = Combined.read(in, rows, threads)[0];
    double[] bytes = Columns.amounts(in, rows);
    builder.waits().addAll(thread, start, duration, what[0], what[1], owner, bytes, what[2]);
  }

  static void writePauses(PauseTable pauses, BytesWriter out) {
    int rows = pauses.size();
    out.count(rows);
    out.column("startMicros");
    Columns.steps(out, rows, pauses::startMicros);
    out.column("durationMicros");
    Columns.amounts(out, rows, pauses::durationMicros);
    out.column("kind");
    Columns.references(out, rows, row -> pauses.kind(row).ordinal());
    out.column("detailString");
    Columns.references(out, rows, pauses::detailString);
  }

  static void readPauses(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    double[] start = Columns.steps(in, rows);
    double[] duration = Columns.amounts(in, rows);
    int[] kind = kinds(in, rows, PauseKind.values().length);
    int[] detail = Columns.references(in, rows, builder.strings().size());
    builder.pauses().addAll(start, duration, kind, detail);
  }

  static void writeRegions(RegionTable regions, BytesWriter out) {
    int rows = regions.size();
    out.count(rows);
    out.column("thread");
    ThreadRuns.writeThreads(out, rows, regions::thread);
    out.column("durationMicros");
    Columns.split(out, rows, regions::durationMicros);
    out.column("time");
    ThreadRuns.writeTimes(
        out, rows, regions::thread, regions::startMicros, regions::durationMicros);
    out.column("nameString");
    Combined.write(out, rows, regions::nameString);
  }

  static void readRegions(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] duration = Columns.split(in, rows);
    double[] start = ThreadRuns.readTimes(in, thread, duration);
    int[] name = Combined.read(in, rows, builder.strings().size())[0];
    for (int row = 0; row < rows; row++) {
      builder.regions().add(thread[row], start[row], duration[row], name[row]);
    }
  }

  static void writeThreadLoads(ThreadLoadTable loads, BytesWriter out) {
    int rows = loads.size();
    out.count(rows);
    ThreadRuns.writeThreads(out, rows, loads::thread);
    Columns.split(out, rows, loads::durationMicros);
    ThreadRuns.writeTimes(out, rows, loads::thread, loads::startMicros, loads::durationMicros);
    Columns.amounts(out, rows, loads::cpuMicros);
  }

  static void readThreadLoads(BytesReader in, TimelineBuilder builder)
      throws MalformedTimelineException {
    int rows = in.rowCount();
    int[] thread = ThreadRuns.readThreads(in, rows, builder.threads().size());
    double[] duration = Columns.split(in, rows);
    double[] start = ThreadRuns.readTimes(in, thread, duration);
    double[] cpu = Columns.amounts(in, rows);
    for (int row = 0; row < rows; row++) {
      builder.threadLoads().add(thread[row], start[row], duration[row], cpu[row]);
    }
  }

  /** A column of enum constants, of which none may be missing. */
  static int[] kinds(BytesReader in, int rows, int kinds) throws MalformedTimelineException {
    int[] column = Columns.references(in, rows, kinds);
    present(column);
    return column;
  }

  static void present(int[] kinds) throws MalformedTimelineException {
    for (int kind : kinds) {
      if (kind < 0) {
        throw new MalformedTimelineException("a row without its kind");
      }
    }
  }
}
