package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Sampled allocations: which thread allocated objects of which class where.
 *
 * <pre>
 *   row  thread     time  stack  class             weight
 *    0      0      20100      7  byte[]           1048576
 * </pre>
 *
 * <p>Ordered by thread, then by time.
 */
public final class AllocationTable {
  private final StringTable strings;
  private final int[] firstRow;
  private final int[] thread;
  private final double[] time;
  private final int[] stack;
  private final int[] className;
  private final double[] weight;

  private AllocationTable(Builder builder, int threads, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order = RowOrder.byThread(builder.thread, threads, builder.time, null);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.frozen(order);
    time = builder.time.frozen(order);
    stack = builder.stack.frozen(order);
    className = builder.className.frozen(order);
    weight = builder.weight.frozen(order);
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

  public double timeMicros(int row) {
    return time[row];
  }

  /** A node of the {@link StackTable}; -1 if the recording has no stack for it. */
  public int stack(int row) {
    return stack[row];
  }

  /** In source form: {@code byte[]}, {@code com.acme.Cart}. */
  public String className(int row) {
    return strings.text(className[row]);
  }

  public int classNameString(int row) {
    return className[row];
  }

  /** The bytes that the sample stands for: sums of it estimate all that was allocated. */
  public double weightBytes(int row) {
    return weight[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn time = new DoubleColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn className = new IntColumn();
    private final DoubleColumn weight = new DoubleColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(int thread, double time, int stack, int className, double weight) {
      this.thread.add(thread);
      this.time.add(time);
      this.stack.add(stack);
      this.className.add(className);
      this.weight.add(weight);
    }

    /** Adds rows, column by column: for readers, which do not change these any more. */
    public void addAll(int[] thread, double[] time, int[] stack, int[] className, double[] weight) {
      this.thread.addAll(thread);
      this.time.addAll(time);
      this.stack.addAll(stack);
      this.className.addAll(className);
      this.weight.addAll(weight);
    }

    /** Adds the rows of another table, which refer to the same threads, stacks and texts. */
    public void addAll(Builder other) {
      for (int row = 0; row < other.size(); row++) {
        add(
            other.thread.get(row),
            other.time.get(row),
            other.stack.get(row),
            other.className.get(row),
            other.weight.get(row));
      }
    }

    public int size() {
      return thread.size();
    }

    void clear() {
      thread.clear();
      time.clear();
      stack.clear();
      className.clear();
      weight.clear();
    }

    AllocationTable build(int threads, int stacks, StringTable table) {
      Rows.check(stack, stacks, "stack node");
      strings.check(className, "className");
      return new AllocationTable(this, threads, table);
    }
  }
}
