package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Intervals that the program itself named through our API.
 *
 * <p>Ordered by thread, then by start, then the longer first: regions of a thread nest.
 */
public final class RegionTable {
  private final StringTable strings;
  private final int[] firstRow;
  private final int[] thread;
  private final double[] start;
  private final double[] duration;
  private final int[] name;

  private RegionTable(Builder builder, int threads, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order =
        RowOrder.byThread(builder.thread, threads, builder.start, builder.duration);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.frozen(order);
    start = builder.start.frozen(order);
    duration = builder.duration.frozen(order);
    name = builder.name.frozen(order);
  }

  public int size() {
    return thread.length;
  }

  /** The first row of a thread; its rows end before {@code firstRow(thread + 1)}. */
  public int firstRow(int thread) {
    return firstRow[thread];
  }

  public int thread(int row) {
    return thread[row];
  }

  public double startMicros(int row) {
    return start[row];
  }

  public double durationMicros(int row) {
    return duration[row];
  }

  public String name(int row) {
    return strings.text(name[row]);
  }

  public int nameString(int row) {
    return name[row];
  }

  public double endMicros(int row) {
    return start[row] + duration[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn duration = new DoubleColumn();
    private final IntColumn name = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(int thread, double start, double duration, int name) {
      this.thread.add(thread);
      this.start.add(start);
      this.duration.add(duration);
      this.name.add(name);
    }

    public int size() {
      return thread.size();
    }

    void clear() {
      thread.clear();
      start.clear();
      duration.clear();
      name.clear();
    }

    RegionTable build(int threads, StringTable table) {
      strings.check(name, "name");
      return new RegionTable(this, threads, table);
    }
  }
}
