package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Intervals in which a thread was blocked, with exact borders as JFR recorded them.
 *
 * <pre>
 *   row  thread   start  duration  kind         stack  owner  bytes  detail
 *    0      0     50000    200000  SLEEP           9     -1     -1
 *    1      1    110300     90210  MONITOR        15      2     -1   com.acme.InventoryCache
 *    2      1    400000     12000  SOCKET_READ    17     -1   1460   db.local:5432
 * </pre>
 *
 * <p>Ordered by thread, then by start, then the longer first. Waits of a thread may nest, as when a
 * class is loaded from a file.
 */
public final class WaitTable {
  private static final WaitKind[] KINDS = WaitKind.values();

  private final StringTable strings;
  private final int[] firstRow;
  private final int[] thread;
  private final double[] start;
  private final double[] duration;
  private final int[] kind;
  private final int[] stack;
  private final int[] owner;
  private final double[] bytes;
  private final int[] detail;

  private WaitTable(Builder builder, int threads, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order =
        RowOrder.byThread(builder.thread, threads, builder.start, builder.duration);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.frozen(order);
    start = builder.start.frozen(order);
    duration = builder.duration.frozen(order);
    kind = builder.kind.frozen(order);
    stack = builder.stack.frozen(order);
    owner = builder.owner.frozen(order);
    bytes = builder.bytes.frozen(order);
    detail = builder.detail.frozen(order);
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

  public WaitKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** A node of the {@link StackTable}; -1 if the recording has no stack for it. */
  public int stack(int row) {
    return stack[row];
  }

  /**
   * The thread that held the monitor for most of the wait; -1 where that does not apply or is not
   * known.
   */
  public int ownerThread(int row) {
    return owner[row];
  }

  /** The bytes read or written; -1 where that does not apply. */
  public double bytes(int row) {
    return bytes[row];
  }

  /** What was waited for: class of the lock, {@code host:port}, path, loaded class; or empty. */
  public String detail(int row) {
    return strings.text(detail[row]);
  }

  public int detailString(int row) {
    return detail[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn duration = new DoubleColumn();
    private final IntColumn kind = new IntColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn owner = new IntColumn();
    private final DoubleColumn bytes = new DoubleColumn();
    private final IntColumn detail = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /**
     * @param detail a row of the text pool, or -1
     */
    public void add(
        int thread,
        double startMicros,
        double durationMicros,
        WaitKind kind,
        int stack,
        int ownerThread,
        double bytes,
        int detail) {
      this.thread.add(thread);
      this.start.add(startMicros);
      this.duration.add(durationMicros);
      this.kind.add(kind.ordinal());
      this.stack.add(stack);
      this.owner.add(ownerThread);
      this.bytes.add(bytes);
      this.detail.add(detail);
    }

    /**
     * Adds rows, column by column: for readers, which do not change these any more.
     *
     * @param kind ordinals of {@link WaitKind}
     */
    public void addAll(
        int[] thread,
        double[] startMicros,
        double[] durationMicros,
        int[] kind,
        int[] stack,
        int[] ownerThread,
        double[] bytes,
        int[] detail) {
      this.thread.addAll(thread);
      this.start.addAll(startMicros);
      this.duration.addAll(durationMicros);
      this.kind.addAll(kind);
      this.stack.addAll(stack);
      this.owner.addAll(ownerThread);
      this.bytes.addAll(bytes);
      this.detail.addAll(detail);
    }

    public int size() {
      return start.size();
    }

    void clear() {
      thread.clear();
      start.clear();
      duration.clear();
      kind.clear();
      stack.clear();
      owner.clear();
      bytes.clear();
      detail.clear();
    }

    WaitTable build(int threads, int stacks, StringTable table) {
      Rows.check(stack, stacks, "stack node");
      Rows.check(owner, threads, "thread");
      strings.check(detail, "detail");
      return new WaitTable(this, threads, table);
    }
  }
}
