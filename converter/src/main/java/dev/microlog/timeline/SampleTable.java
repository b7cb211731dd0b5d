package dev.microlog.timeline;

import java.util.Arrays;
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
  /** The steps in which a reader tells times. */
  public static final double STEP_MICROS = 100;

  private static final SampleKind[] KINDS = SampleKind.values();

  private final int[] firstRow;
  private final MicrosColumn time;
  private final int[] stack;
  private final SampleKinds kinds;

  private SampleTable(Builder builder, int threads) {
    int @Nullable [] order =
        builder.time.isByThread(builder.thread)
            ? null
            : RowOrder.sortedByThread(
                builder.thread, threads, builder.time.inOrderOfAdding(), null);
    firstRow = RowOrder.firstRows(builder.thread, threads);
    time = builder.time.frozen(order);
    stack = builder.stack.frozen(order);
    kinds = builder.kinds.frozen(order);
  }

  public int size() {
    return stack.length;
  }

  /** The first row of a thread; its rows end before {@code firstRow(thread + 1)}. */
  public int firstRow(int thread) {
    return firstRow[thread];
  }

  /** The thread of a row, which is searched for: whoever goes through all rows goes by thread. */
  public int thread(int row) {
    int low = 0;
    int high = firstRow.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firstRow[middle + 1] <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The threads of all rows, for who looks at one row after the other. */
  public int[] threads() {
    int[] threads = new int[size()];
    for (int thread = 0; thread + 1 < firstRow.length; thread++) {
      Arrays.fill(threads, firstRow[thread], firstRow[thread + 1], thread);
    }
    return threads;
  }

  public double timeMicros(int row) {
    return time.get(row);
  }

  /** A node of the {@link StackTable}; -1 if the stack could not be walked. */
  public int stack(int row) {
    return stack[row];
  }

  public SampleKind kind(int row) {
    return KINDS[kinds.kind(row)];
  }

  /** Whether there is a sample of that kind. */
  public boolean has(SampleKind kind) {
    return kinds.has(kind.ordinal(), size());
  }

  /**
   * The first row of a part of the rows of a thread that is not before an instant, else its end.
   */
  public int firstFrom(int from, int to, double micros) {
    return time.firstFrom(from, to, micros);
  }

  /** What the samples of a kind among some rows stand for together, in µs. */
  public double sumMicros(int from, int to, SampleKind kind) {
    return kinds.sum(from, to, kind.ordinal());
  }

  /** What the sample stands for, in µs: the period of its sampler at that time. */
  public int weightMicros(int row) {
    return kinds.weight(row);
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final IntColumn thread = new IntColumn();
    private final MicrosColumn.Builder time = new MicrosColumn.Builder(STEP_MICROS);
    private final IntColumn stack = new IntColumn();
    private final SampleKinds.Builder kinds = new SampleKinds.Builder();

    Builder() {}

    public void add(int thread, double timeMicros, int stack, SampleKind kind, int weightMicros) {
      this.thread.add(thread);
      this.time.add(timeMicros);
      this.stack.add(stack);
      kinds.add(kind.ordinal(), weightMicros);
    }

    /**
     * Adds rows, column by column: for readers, which do not change these any more.
     *
     * @param timeSteps times in steps of {@link #STEP_MICROS}
     * @param pair for each row which kind and weight it has
     * @param pairKind ordinals of {@link SampleKind}
     * @param pairWeight weights in µs
     */
    public void addAll(
        int[] thread, int[] timeSteps, int[] stack, int[] pair, int[] pairKind, int[] pairWeight) {
      this.thread.addAll(thread);
      time.addSteps(timeSteps);
      this.stack.addAll(stack);
      kinds.addAll(pair, pairKind, pairWeight);
    }

    /** Adds rows whose times, in µs, are too far from the start for steps. */
    public void addAll(
        int[] thread, double[] time, int[] stack, int[] pair, int[] pairKind, int[] pairWeight) {
      this.thread.addAll(thread);
      this.time.addAll(time);
      this.stack.addAll(stack);
      kinds.addAll(pair, pairKind, pairWeight);
    }

    public int size() {
      return time.size();
    }

    void clear() {
      thread.clear();
      time.clear();
      stack.clear();
      kinds.clear();
    }

    SampleTable build(int threads, int stacks) {
      Rows.check(stack, stacks, "stack node");
      return new SampleTable(this, threads);
    }
  }
}
