package dev.microlog.timeline.codec;

import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.TimelineBuilder;

/**
 * Threads that are new or have changed since the segment before, as when one ended. Keeps what was
 * written of each, and so belongs to one encoder.
 */
final class ThreadSection {
  private double[] id = new double[0];
  private int[] name = new int[0];
  private int[] group = new int[0];
  private boolean[] virtual = new boolean[0];
  private double[] start = new double[0];
  private double[] end = new double[0];

  /** Writes nothing at all if nothing has changed. */
  void write(ThreadTable threads, BytesWriter out) {
    int[] rows = new int[threads.size()];
    int changed = 0;
    for (int row = 0; row < rows.length; row++) {
      if (row >= id.length || differs(threads, row)) {
        rows[changed++] = row;
      }
    }
    if (changed == 0) {
      return;
    }
    int size = changed;
    out.count(size);
    out.column("?");
    Columns.referenceSteps(out, size, i -> rows[i]);
    out.column("id");
    Columns.steps(out, size, i -> threads.id(rows[i]));
    out.column("nameString");
    Columns.referenceSteps(out, size, i -> threads.nameString(rows[i]));
    out.column("groupString");
    Columns.references(out, size, i -> threads.groupString(rows[i]));
    out.column("isVirtual");
    Columns.references(out, size, i -> threads.isVirtual(rows[i]) ? 1 : 0);
    out.column("startMicros");
    Columns.steps(out, size, i -> threads.startMicros(rows[i]));
    out.column("endMicros");
    Columns.steps(out, size, i -> threads.endMicros(rows[i]));
    remember(threads);
  }

  private boolean differs(ThreadTable threads, int row) {
    return id[row] != threads.id(row)
        || name[row] != threads.nameString(row)
        || group[row] != threads.groupString(row)
        || virtual[row] != threads.isVirtual(row)
        || start[row] != threads.startMicros(row)
        || end[row] != threads.endMicros(row);
  }

  private void remember(ThreadTable threads) {
    int size = threads.size();
    id = new double[size];
    name = new int[size];
    group = new int[size];
    virtual = new boolean[size];
    start = new double[size];
    end = new double[size];
    for (int row = 0; row < size; row++) {
      id[row] = threads.id(row);
      name[row] = threads.nameString(row);
      group[row] = threads.groupString(row);
      virtual[row] = threads.isVirtual(row);
      start[row] = threads.startMicros(row);
      end[row] = threads.endMicros(row);
    }
  }

  static void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int size = in.rowCount();
    int strings = builder.strings().size();
    int[] rows = Columns.referenceSteps(in, size, builder.threads().size() + size);
    double[] id = Columns.steps(in, size);
    int[] name = Columns.referenceSteps(in, size, strings);
    int[] group = Columns.references(in, size, strings);
    int[] virtual = Columns.references(in, size, 2);
    double[] start = Columns.steps(in, size);
    double[] end = Columns.steps(in, size);
    for (int i = 0; i < size; i++) {
      if (rows[i] < 0 || rows[i] > builder.threads().size()) {
        throw new MalformedTimelineException(
            "thread " + rows[i] + " after " + builder.threads().size());
      }
      builder.threads().put(rows[i], id[i], name[i], group[i], virtual[i] == 1, start[i], end[i]);
    }
  }
}
