package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Throwables that were created.
 *
 * <p>A sample where the recorder throttles them ({@code jdk.JavaExceptionThrow}); the true count is
 * the lane {@code exceptions}. Ordered by thread, then by time.
 */
public final class ExceptionTable {
  private final StringTable strings;
  private final int[] firstRow;
  private final int[] thread;
  private final double[] time;
  private final int[] stack;
  private final int[] className;
  private final int[] message;

  private ExceptionTable(Builder builder, int threads, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order = RowOrder.byThread(builder.thread, threads, builder.time, null);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    thread = builder.thread.frozen(order);
    time = builder.time.frozen(order);
    stack = builder.stack.frozen(order);
    className = builder.className.frozen(order);
    message = builder.message.frozen(order);
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

  public String className(int row) {
    return strings.text(className[row]);
  }

  public int classNameString(int row) {
    return className[row];
  }

  /** Empty where there was none. */
  public String message(int row) {
    return strings.text(message[row]);
  }

  public int messageString(int row) {
    return message[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn thread = new IntColumn();
    private final DoubleColumn time = new DoubleColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn className = new IntColumn();
    private final IntColumn message = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(int thread, double time, int stack, int className, int message) {
      this.thread.add(thread);
      this.time.add(time);
      this.stack.add(stack);
      this.className.add(className);
      this.message.add(message);
    }

    public int size() {
      return thread.size();
    }

    void clear() {
      thread.clear();
      time.clear();
      stack.clear();
      className.clear();
      message.clear();
    }

    ExceptionTable build(int threads, int stacks, StringTable table) {
      Rows.check(stack, stacks, "stack node");
      strings.check(className, "className");
      strings.check(message, "message");
      return new ExceptionTable(this, threads, table);
    }
  }
}
