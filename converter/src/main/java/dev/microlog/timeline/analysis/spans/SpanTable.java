package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.MicrosColumn;

/**
 * The spans of one thread: the calls that its samples and waits show, each from when to when.
 *
 * <pre>
 *   row  depth   start     end  node              parent  samples  cpu    wait  exact
 *    0     0     10000  230000  Thread.run           -1        6  120000   -1
 *    1     1     10000  230000  Shop.checkout         0        6  120000   -1
 *    2     2     10000   50000  Cart.total            1        2   40000   -1
 *    3     2     60000  160000  Thread.sleep          1        0       0    0  start, end
 * </pre>
 *
 * <p>Ordered by depth, then by start; spans of one depth do not overlap, so their ends are ordered
 * too and both can be searched by halving between {@link #firstRow} and the next. Borders that come
 * from samples are estimates: the true one lies within the uncertainty, or was not seen. A span is
 * never longer than it is known to be: across a gap it is two spans.
 */
public final class SpanTable {
  private static final int EXACT_START = 1;
  private static final int EXACT_END = 2;
  private static final int WAIT = 4;

  private final MethodTree tree;
  private final int[] firstRow;
  private final MicrosColumn start;
  private final MicrosColumn end;
  private final int[] node;
  private final int[] stack;
  private final int[] parent;
  private final int[] samples;
  private final float[] cpu;
  private final byte[] marks;

  /** The rows that are waits, and which. */
  private final int[] waitRow;

  private final int[] waitOfRow;
  private final float[] startUncertainty;
  private final float[] endUncertainty;

  SpanTable(MethodTree tree, SpanBuilder builder) {
    this.tree = tree;
    int size = builder.size;
    int[] depth = new int[size];
    int depths = 0;
    for (int row = 0; row < size; row++) {
      depth[row] = tree.depth(builder.node[row]);
      depths = Math.max(depths, depth[row] + 1);
    }
    firstRow = new int[depths + 1];
    for (int row = 0; row < size; row++) {
      firstRow[depth[row] + 1]++;
    }
    for (int i = 0; i < depths; i++) {
      firstRow[i + 1] += firstRow[i];
    }
    // spans were opened in order of time, so those of one depth are in order of their start
    int[] next = firstRow.clone();
    int[] target = new int[size];
    for (int row = 0; row < size; row++) {
      target[row] = next[depth[row]]++;
    }
    start = MicrosColumn.of(moved(builder.start, target));
    end = MicrosColumn.of(moved(builder.end, target));
    node = moved(builder.node, target);
    stack = moved(builder.stack, target);
    samples = moved(builder.samples, target);
    startUncertainty = moved(builder.startUncertainty, target);
    endUncertainty = moved(builder.endUncertainty, target);
    parent = new int[size];
    cpu = new float[size];
    marks = new byte[size];
    int waits = 0;
    for (int row = 0; row < size; row++) {
      int to = target[row];
      int from = builder.parent[row];
      parent[to] = from < 0 ? -1 : target[from];
      cpu[to] = (float) builder.cpu[row];
      marks[to] = builder.exact[row];
      waits += builder.wait[row] < 0 ? 0 : 1;
    }
    waitRow = new int[waits];
    waitOfRow = new int[waits];
    if (waits > 0) {
      markWaits(moved(builder.wait, target));
    }
  }

  /** The values at their rows: column by column, so that each loop is small and soon fast. */
  private static int[] moved(int[] values, int[] target) {
    int[] moved = new int[target.length];
    for (int row = 0; row < target.length; row++) {
      moved[target[row]] = values[row];
    }
    return moved;
  }

  private static double[] moved(double[] values, int[] target) {
    double[] moved = new double[target.length];
    for (int row = 0; row < target.length; row++) {
      moved[target[row]] = values[row];
    }
    return moved;
  }

  private static float[] moved(float[] values, int[] target) {
    float[] moved = new float[target.length];
    for (int row = 0; row < target.length; row++) {
      moved[target[row]] = values[row];
    }
    return moved;
  }

  private void markWaits(int[] wait) {
    int at = 0;
    for (int row = 0; at < waitRow.length; row++) {
      if (wait[row] >= 0) {
        marks[row] |= WAIT;
        waitRow[at] = row;
        waitOfRow[at++] = wait[row];
      }
    }
  }

  public int size() {
    return node.length;
  }

  /** The number of rows that a flame chart of it needs. */
  public int depths() {
    return firstRow.length - 1;
  }

  /** The first row of a depth; its rows end before {@code firstRow(depth + 1)}. */
  public int firstRow(int depth) {
    return firstRow[depth];
  }

  public double startMicros(int row) {
    return start.get(row);
  }

  public double endMicros(int row) {
    return end.get(row);
  }

  public double durationMicros(int row) {
    return end.get(row) - start.get(row);
  }

  /** The number of enclosing spans: 0 for the outermost frame. */
  public int depth(int row) {
    return tree.depth(node[row]);
  }

  /** A node of the {@link MethodTree}: equal nodes are equal methods called by equal callers. */
  public int node(int row) {
    return node[row];
  }

  /** A row of the method table; -1 for a wait without a method of its own (see {@link #wait}). */
  public int method(int row) {
    return tree.method(node[row]);
  }

  /**
   * The node of the stack table where it was first seen, which knows the line; -1 if there is none.
   */
  public int stack(int row) {
    return stack[row];
  }

  /** The caller's span, -1 for the outermost. */
  public int parent(int row) {
    return parent[row];
  }

  /** How many samples lie in it. */
  public int samples(int row) {
    return samples[row];
  }

  /** The CPU time of its samples, in µs; no more than its duration. */
  public double cpuMicros(int row) {
    return cpu[row];
  }

  /** The wait that the span is, a row of the wait table; -1 if it is not the call that waited. */
  public int wait(int row) {
    if ((marks[row] & WAIT) == 0) {
      return -1;
    }
    int low = 0;
    int high = waitRow.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (waitRow[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return waitOfRow[low];
  }

  /** Whether the start was recorded rather than estimated. */
  public boolean exactStart(int row) {
    return (marks[row] & EXACT_START) != 0;
  }

  public boolean exactEnd(int row) {
    return (marks[row] & EXACT_END) != 0;
  }

  /** How far from {@link #startMicros} the true start may be; 0 if it is exact. */
  public double startUncertaintyMicros(int row) {
    return startUncertainty[row];
  }

  public double endUncertaintyMicros(int row) {
    return endUncertainty[row];
  }

  /** How far from {@link #durationMicros} the true duration may be; 0 if both borders are exact. */
  public double uncertaintyMicros(int row) {
    return startUncertaintyMicros(row) + endUncertaintyMicros(row);
  }

  /**
   * The first row of a depth that ends after an instant; {@code firstRow(depth + 1)} if none does.
   */
  public int firstEndingAfter(int depth, double micros) {
    return end.firstAfter(firstRow[depth], firstRow[depth + 1], micros);
  }

  /** The first row behind another of its depth that ends after an instant, likewise. */
  public int nextEndingAfter(int row, int depth, double micros) {
    return end.firstAfter(row + 1, firstRow[depth + 1], micros);
  }

  /** The first row of a depth that starts at an instant or later; the end of the depth if none. */
  public int firstStartingFrom(int depth, double micros) {
    int low = firstRow[depth];
    int high = firstRow[depth + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start.get(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The span of a depth at an instant, -1 if there is none. */
  public int at(int depth, double micros) {
    if (depth < 0 || depth >= depths()) {
      return -1;
    }
    int row = firstEndingAfter(depth, micros);
    return row < firstRow[depth + 1] && start.get(row) <= micros ? row : -1;
  }

  /** The first row whose parent is this row, -1 if it called nothing. */
  public int firstChild(int row) {
    int below = depth(row) + 1;
    if (below >= depths()) {
      return -1;
    }
    int low = firstRow[below];
    int high = firstRow[below + 1];
    // parents of one depth ascend, as their children do
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parent[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < firstRow[below + 1] && parent[low] == row ? low : -1;
  }

  /** The time of a span that was not spent in what it called, in µs. */
  public double selfMicros(int row) {
    double self = durationMicros(row);
    int child = firstChild(row);
    if (child >= 0) {
      int last = firstRow[depth(row) + 2];
      for (; child < last && parent[child] == row; child++) {
        self -= durationMicros(child);
      }
    }
    return self;
  }
}
