package dev.microlog.timeline.analysis;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two call trees compared: of two recordings, or of two ranges of one. Methods are matched by name;
 * weights are per second of their selection, so that a longer one does not look slower.
 *
 * <pre>
 *   row  parent  label          before  after   difference (per second)
 *    0     -1    Shop.main      800 ms  900 ms   +100 ms
 *    1      0    Cart.total     100 ms  250 ms   +150 ms
 * </pre>
 *
 * <p>A parent comes before its children; siblings with the larger change first.
 */
public final class Diff {
  private final List<Row> rows;

  /**
   * One caller and what it weighed. Weights are µs or bytes for each second of the selection.
   *
   * @param parent the caller's row, -1 at a root
   * @param label the method by name, or what is waited for
   * @param beforeTotal weight of it and all below in the first tree
   * @param afterTotal weight of it and all below in the second tree
   * @param beforeSelf its own weight in the first tree
   * @param afterSelf its own weight in the second tree
   */
  public record Row(
      int parent,
      int depth,
      String label,
      double beforeTotal,
      double afterTotal,
      double beforeSelf,
      double afterSelf) {

    public double difference() {
      return afterTotal - beforeTotal;
    }
  }

  /** One side of a comparison. */
  public record Side(Timeline timeline, CallTree tree, double durationMicros) {

    /** What happened in a selection. */
    public static Side of(Spans spans, Selection selection, Mode mode) {
      return new Side(
          spans.timeline(),
          CallTree.of(spans, selection, mode),
          selection.durationMicros(spans.timeline()));
    }

    private double scale() {
      return durationMicros > 0 ? 1e6 / durationMicros : 0;
    }
  }

  private static final class Merged {
    private final String label;
    private final Map<String, Merged> below = new HashMap<>();
    private double beforeTotal;
    private double afterTotal;
    private double beforeSelf;
    private double afterSelf;

    Merged(String label) {
      this.label = label;
    }

    double change() {
      return Math.abs(afterTotal - beforeTotal);
    }
  }

  private Diff(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  public static Diff of(Side before, Side after) {
    Merged root = new Merged("");
    add(root, before, false);
    add(root, after, true);
    List<Row> rows = new ArrayList<>();
    addRows(root, -1, -1, rows);
    return new Diff(rows);
  }

  private static void add(Merged root, Side side, boolean isAfter) {
    CallTree tree = side.tree();
    Merged[] merged = new Merged[tree.size()];
    for (int row = 0; row < merged.length; row++) {
      Merged parent = tree.parent(row) < 0 ? root : merged[tree.parent(row)];
      String label = tree.label(side.timeline(), row);
      Merged node = parent.below.computeIfAbsent(label, Merged::new);
      merged[row] = node;
      if (isAfter) {
        node.afterTotal += tree.total(row) * side.scale();
        node.afterSelf += tree.self(row) * side.scale();
      } else {
        node.beforeTotal += tree.total(row) * side.scale();
        node.beforeSelf += tree.self(row) * side.scale();
      }
    }
  }

  private static void addRows(Merged node, int parent, int depth, List<Row> rows) {
    int index = parent;
    if (depth >= 0) {
      index = rows.size();
      rows.add(
          new Row(
              parent,
              depth,
              node.label,
              node.beforeTotal,
              node.afterTotal,
              node.beforeSelf,
              node.afterSelf));
    }
    List<Merged> children = new ArrayList<>(node.below.values());
    children.sort(
        Comparator.comparingDouble((Merged child) -> -child.change())
            .thenComparing(child -> child.label));
    for (Merged child : children) {
      addRows(child, index, depth + 1, rows);
    }
  }

  public List<Row> rows() {
    return rows;
  }

  /** Own weights of methods wherever they were called from, the largest change first. */
  public List<Row> methods() {
    Map<String, Row> byLabel = new HashMap<>();
    for (Row row : rows) {
      byLabel.merge(
          row.label,
          new Row(-1, 0, row.label, row.beforeSelf, row.afterSelf, row.beforeSelf, row.afterSelf),
          (a, b) ->
              new Row(
                  -1,
                  0,
                  a.label,
                  a.beforeTotal + b.beforeTotal,
                  a.afterTotal + b.afterTotal,
                  a.beforeSelf + b.beforeSelf,
                  a.afterSelf + b.afterSelf));
    }
    List<Row> methods = new ArrayList<>(byLabel.values());
    methods.sort(
        Comparator.comparingDouble((Row row) -> -Math.abs(row.difference()))
            .thenComparing(Row::label));
    return methods;
  }
}
