package dev.microlog.web.timeline;

import dev.microlog.timeline.analysis.CallTree;

/**
 * Where the rows of a call tree are in a flame graph: width is weight, roots are at the bottom.
 *
 * <pre>
 *   ┌ Cart.total ┐
 *   ├ Shop.checkout ──────┬ Shop.search ┐
 *   ├ Thread.run ─────────┴─────────────┤
 *   └ all ──────────────────────────────┘
 * </pre>
 *
 * <p>With a focus the focused row takes all the width, its callers are drawn as wide as it.
 */
public final class FlameLayout {
  public static final double ROW_HEIGHT = 19;

  private final CallTree tree;
  private final double[] start;
  private final double sum;
  private final int focus;
  private final int depths;
  private final double width;

  /**
   * @param focus the row that takes all the width, -1 for all
   * @param width in CSS pixels
   */
  public FlameLayout(CallTree tree, int focus, double width) {
    this.tree = tree;
    this.focus = focus < tree.size() ? focus : -1;
    this.width = width;
    start = new double[tree.size()];
    double[] next = new double[tree.size()];
    double roots = 0;
    int deepest = -1;
    for (int row = 0; row < start.length; row++) {
      int parent = tree.parent(row);
      if (parent < 0) {
        start[row] = roots;
        roots += tree.total(row);
      } else {
        start[row] = next[parent];
        next[parent] += tree.total(row);
      }
      next[row] = start[row];
      deepest = Math.max(deepest, tree.depth(row));
    }
    sum = roots;
    depths = deepest + 1;
  }

  public double sum() {
    return sum;
  }

  public int focus() {
    return focus;
  }

  /** The height that all rows need, with the one that stands for all. */
  public double height() {
    return (depths + 1) * ROW_HEIGHT + 4;
  }

  private double shownStart() {
    return focus < 0 ? 0 : start[focus];
  }

  private double shownSum() {
    return Math.max(1e-9, focus < 0 ? sum : tree.total(focus));
  }

  /** Whether a row lies on the way from the root to the focus. */
  boolean enclosesFocus(int row) {
    return focus >= 0 && row <= focus && focus < tree.end(row);
  }

  public double x(int row) {
    return enclosesFocus(row) ? 0 : (start[row] - shownStart()) / shownSum() * width;
  }

  public double boxWidth(int row) {
    return enclosesFocus(row) ? width : tree.total(row) / shownSum() * width;
  }

  /** The upper border of the boxes of a depth; -1 is the row that stands for all. */
  public double y(int depth) {
    return height() - 2 - (depth + 2) * ROW_HEIGHT;
  }

  /** The row at a point; -1 for all, -2 for nothing. */
  public int at(double x, double y) {
    int depth = (int) Math.floor((height() - 2 - y) / ROW_HEIGHT) - 1;
    if (depth < 0) {
      return depth == -1 ? -1 : -2;
    }
    int row = 0;
    while (row < tree.size()) {
      double left = x(row);
      if (tree.depth(row) > depth || x < left || x >= left + boxWidth(row)) {
        row = tree.end(row);
      } else if (tree.depth(row) == depth) {
        return row;
      } else {
        row++;
      }
    }
    return -2;
  }
}
