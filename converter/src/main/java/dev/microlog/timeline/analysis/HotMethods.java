package dev.microlog.timeline.analysis;

import dev.microlog.timeline.IntColumn;

/**
 * The weight of each method of a call tree, the one with most weight of its own first.
 *
 * <p>A method that calls itself, directly or not, counts once in its total. Its calls are counted
 * one by one, as {@link Calls} does.
 */
public final class HotMethods {
  private final int[] method;
  private final double[] self;
  private final double[] total;
  private final int[] count;

  HotMethods(CallTree tree, int methods) {
    double[] selfOf = new double[methods];
    double[] totalOf = new double[methods];
    int[] countOf = new int[methods];
    int[] openUntil = new int[methods];
    for (int row = 0; row < tree.size(); row++) {
      int at = tree.method(row);
      if (at < 0) {
        // a wait without a method belongs to the method that waited
        int caller = tree.parent(row) < 0 ? -1 : tree.method(tree.parent(row));
        if (caller >= 0) {
          selfOf[caller] += tree.self(row);
        }
        continue;
      }
      selfOf[at] += tree.self(row);
      boolean nested = row < openUntil[at];
      if (tree.countsCalls() || !nested) {
        countOf[at] += tree.count(row);
      }
      if (!nested) {
        totalOf[at] += tree.total(row);
        openUntil[at] = tree.end(row);
      }
    }
    IntColumn found = new IntColumn();
    for (int at = 0; at < methods; at++) {
      if (totalOf[at] > 0) {
        found.add(at);
      }
    }
    method = found.toArray();
    IntSort.sort(
        method,
        (a, b) -> {
          double difference = selfOf[a] - selfOf[b];
          return difference != 0 ? difference > 0 : totalOf[a] > totalOf[b];
        });
    self = new double[method.length];
    total = new double[method.length];
    count = new int[method.length];
    for (int row = 0; row < method.length; row++) {
      self[row] = selfOf[method[row]];
      total[row] = totalOf[method[row]];
      count[row] = countOf[method[row]];
    }
  }

  public int size() {
    return method.length;
  }

  /** A row of the method table. */
  public int method(int row) {
    return method[row];
  }

  /** The weight that arose in the method itself. */
  public double self(int row) {
    return self[row];
  }

  /** The weight of the method and all it called. */
  public double total(int row) {
    return total[row];
  }

  /**
   * How many of its calls touch the selection ({@link Mode#WALL}); otherwise how many samples,
   * waits or allocations happened in it or in what it called. Never 0.
   */
  public int count(int row) {
    return count[row];
  }
}
