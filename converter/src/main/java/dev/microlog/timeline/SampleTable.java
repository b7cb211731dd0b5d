package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Stacks at instants: what each thread was running when the sampler looked.
 *
 * <pre>
 *   row  thread     time  stack  kind   weight
 *    0      0      20100      7  JAVA    20000
 *    1      0      40200      8  JAVA    20000
 *    2      1      20100     15  CPU     20000
 * </pre>
 *
 * <p>Ordered by thread, then by time.
 */
public final class SampleTable {
  private static final SampleKind[] KINDS = SampleKind.values();

  private final int[] firstRow;
  private final int[] thread;
  private final double[] time;
  private final int[] stack;
  private final byte[] kind;
  private final int[] weight;

  private SampleTable(Builder builder, int threads) {
    int @Nullable [] order = RowOrder.byThread(builder.thread, threads, builder.time, null);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.toArray(order);
    time = builder.time.toArray(order);
    stack = builder.stack.toArray(order);
    weight = builder.weight.toArray(order);
    kind = new byte[time.length];
    for (int row = 0; row < kind.length; row++) {
      kind[row] = (byte) builder.kind.get(order == null ? row : order[row]);
    }
  }

  public int size() {
    return time.length;
  }

  /** The first row of a thread; its rows end before {@code firstRow(thread + 1)}. */
  public int firstRow(int thread) {
    return firstRow[thread];
  }

  public int thread(int row) {
    return thread[row];
  }

  public double timeMicros(int row) {
    return time[row];
  }

  /** A node of the {@link StackTable}; -1 if the stack could not be walked. */
  public int stack(int row) {
    return stack[row];
  }

  public SampleKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** What the sample stands for, in µs: the period of its sampler at that time. */
  public int weightMicros(int row) {
    return weight[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn time = new DoubleColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn kind = new IntColumn();
    private final IntColumn weight = new IntColumn();

    Builder() {}

    public void add(int thread, double timeMicros, int stack, SampleKind kind, int weightMicros) {
      this.thread.add(thread);
      this.time.add(timeMicros);
      this.stack.add(stack);
      this.kind.add(kind.ordinal());
      this.weight.add(weightMicros);
    }

    /**
     * Adds rows, column by column: for readers.
     *
     * @param kind ordinals of {@link SampleKind}
     */
    public void addAll(int[] thread, double[] time, int[] stack, int[] kind, int[] weight) {
      this.thread.addAll(thread);
      this.time.addAll(time);
      this.stack.addAll(stack);
      this.kind.addAll(kind);
      this.weight.addAll(weight);
    }

    public int size() {
      return time.size();
    }

    void clear() {
      thread.clear();
      time.clear();
      stack.clear();
      kind.clear();
      weight.clear();
    }

    SampleTable build(int threads, int stacks) {
      Rows.check(stack, stacks, "stack node");
      return new SampleTable(this, threads);
    }
  }
}
