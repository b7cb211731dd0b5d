package dev.microlog.timeline;

/**
 * The CPU time that threads were measured to use, as the operating system counts it: what samples
 * can be checked against.
 *
 * <pre>
 *   row  thread    start  duration      cpu
 *    0      0          0  10000000  9120000
 *    1      0   10000000  10000000  9870000
 *    2      1     412000    150000    47500
 * </pre>
 *
 * <p>Ordered by thread, then by start. Rows of a thread do not overlap; time without a row was not
 * measured.
 */
public final class ThreadLoadTable {
  private final int[] firstRow;
  private final int[] thread;
  private final double[] start;
  private final double[] duration;
  private final double[] cpu;

  private ThreadLoadTable(Builder builder, int threads) {
    int[] order = RowOrder.byThread(builder.thread, threads, builder.start, builder.duration);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.frozen(order);
    start = builder.start.frozen(order);
    duration = builder.duration.frozen(order);
    cpu = builder.cpu.frozen(order);
  }

  public int size() {
    return start.length;
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

  public double endMicros(int row) {
    return start[row] + duration[row];
  }

  /** CPU time of user and system together, in µs. */
  public double cpuMicros(int row) {
    return cpu[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn duration = new DoubleColumn();
    private final DoubleColumn cpu = new DoubleColumn();

    Builder() {}

    public void add(int thread, double startMicros, double durationMicros, double cpuMicros) {
      this.thread.add(thread);
      this.start.add(startMicros);
      this.duration.add(durationMicros);
      this.cpu.add(cpuMicros);
    }

    public int size() {
      return start.size();
    }

    void clear() {
      thread.clear();
      start.clear();
      duration.clear();
      cpu.clear();
    }

    ThreadLoadTable build(int threads) {
      return new ThreadLoadTable(this, threads);
    }
  }
}
