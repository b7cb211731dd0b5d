package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Folding;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A call tree made short enough to be read: the heaviest rows within a budget, direct recursion
 * folded, frames of libraries and the JDK folded into the row below them but counted, and what is
 * not shown named as a remainder.
 *
 * <pre>
 *   depth  method          total  self   cpu  calls  folded  others
 *     0    Shop.main        9.8 s  0 s  4.1 s     1       2   120 ms in 3 callees
 *     1    Shop.checkout    8.0 s  …
 * </pre>
 *
 * <p>Deterministic: the same recording gives the same rows in the same order.
 */
public final class CallGraph {
  private final List<Row> rows;
  private final double totalMicros;
  private final double otherRootsMicros;

  /**
   * One row. Times in µs of wall time unless said otherwise, summed over threads.
   *
   * @param parent the row it is below, -1 at the top
   * @param depth how many rows it is below
   * @param method a row of the method table; -1 for a wait that has no method
   * @param label name of the method, or what is waited for
   * @param total time in it and all below
   * @param self time in itself and in folded frames below it that end there
   * @param cpu CPU time in it and all below
   * @param calls number of spans
   * @param folded frames between this row and its parent that are not shown
   * @param others number of callees below it that are not shown
   * @param othersMicros their time
   */
  public record Row(
      int parent,
      int depth,
      int method,
      String label,
      double total,
      double self,
      double cpu,
      int calls,
      int folded,
      int others,
      double othersMicros) {}

  private CallGraph(List<Row> rows, double totalMicros, double otherRootsMicros) {
    this.rows = List.copyOf(rows);
    this.totalMicros = totalMicros;
    this.otherRootsMicros = otherRootsMicros;
  }

  /**
   * Condenses what happened in a selection.
   *
   * @param budget how many rows at most
   */
  public static CallGraph of(Timeline timeline, Selection selection, int budget) {
    Spans spans = Spans.of(timeline, Folding.NONE.collapsingRecursion());
    return new Condenser(spans, new NodeWeights(spans, selection), budget).condense();
  }

  /** Callers before callees, the heavier sibling first. */
  public List<Row> rows() {
    return rows;
  }

  /** All time that is known of, on all selected threads. */
  public double totalMicros() {
    return totalMicros;
  }

  /** The time below roots that are not shown. */
  public double otherRootsMicros() {
    return otherRootsMicros;
  }

  /** The share of the time that the rows show, the remainders left out. */
  public double coverage() {
    double missing = otherRootsMicros;
    for (Row row : rows) {
      missing += row.othersMicros;
    }
    return totalMicros > 0 ? 1 - missing / totalMicros : 1;
  }

  /** Chooses rows, the heaviest first, until the budget is spent. */
  private static final class Condenser {
    private final Spans spans;
    private final MethodTree tree;
    private final NodeWeights weights;
    private final int budget;
    private final int[] firstChild;
    private final int[] nextSibling;
    private final MethodKind whose;
    private final boolean[] mineBelow;
    private final PriorityQueue<Choice> queue;
    private final List<Choice> chosen = new ArrayList<>();

    /** A node that may become a row below another. */
    private static final class Choice {
      private final Condenser owner;
      private final int node;
      private final int folded;
      private final List<Choice> below = new ArrayList<>();
      private boolean shown;

      Choice(Condenser owner, int node, int folded) {
        this.owner = owner;
        this.node = node;
        this.folded = folded;
      }

      double total() {
        return owner.weights.total(node);
      }
    }

    Condenser(Spans spans, NodeWeights weights, int budget) {
      this.spans = spans;
      this.weights = weights;
      this.budget = budget;
      tree = spans.tree();
      firstChild = new int[tree.size() + 1];
      nextSibling = new int[tree.size()];
      Arrays.fill(firstChild, -1);
      for (int node = tree.size() - 1; node >= 0; node--) {
        if (weights.total(node) > 0) {
          nextSibling[node] = firstChild[tree.parent(node) + 1];
          firstChild[tree.parent(node) + 1] = node;
        }
      }
      whose = whoseCode();
      mineBelow = new boolean[tree.size()];
      for (int node = tree.size() - 1; node >= 0; node--) {
        int parent = tree.parent(node);
        if (parent >= 0 && weights.total(node) > 0 && (mineBelow[node] || isMine(node))) {
          mineBelow[parent] = true;
        }
      }
      queue =
          new PriorityQueue<>(
              Comparator.comparingDouble((Choice choice) -> -choice.total())
                  .thenComparingInt(choice -> choice.node));
    }

    /** Your code if there is any with some weight; else that of libraries; else all. */
    private MethodKind whoseCode() {
      double all = 0;
      double[] ofKind = new double[MethodKind.values().length];
      for (int node = 0; node < tree.size(); node++) {
        all += weights.self(node);
        if (tree.method(node) >= 0) {
          int kind = spans.timeline().methods().kind(tree.method(node)).ordinal();
          ofKind[kind] = Math.max(ofKind[kind], weights.total(node));
        }
      }
      if (ofKind[MethodKind.YOURS.ordinal()] > 0.005 * all) {
        return MethodKind.YOURS;
      }
      return ofKind[MethodKind.LIBRARY.ordinal()] > 0.005 * all
          ? MethodKind.LIBRARY
          : MethodKind.JDK;
    }

    CallGraph condense() {
      List<Choice> roots = choices(-1);
      queue.addAll(roots);
      while (!queue.isEmpty() && chosen.size() < budget) {
        Choice choice = queue.remove();
        choice.shown = true;
        chosen.add(choice);
        choice.below.addAll(choices(choice.node));
        queue.addAll(choice.below);
      }
      double total = 0;
      for (int node = 0; node < tree.size(); node++) {
        total += weights.self(node);
      }
      List<Row> rows = new ArrayList<>();
      double shown = 0;
      for (Choice root : roots) {
        if (root.shown) {
          shown += root.total();
          addRows(rows, root, -1);
        }
      }
      return new CallGraph(rows, total, Math.max(0, total - shown));
    }

    /** What is called below a node, through frames that are folded; the heaviest first. */
    private List<Choice> choices(int node) {
      List<Choice> found = new ArrayList<>();
      collect(node, node, 0, found);
      found.sort(
          Comparator.comparingDouble((Choice choice) -> -choice.total())
              .thenComparingInt(choice -> choice.node));
      return found;
    }

    private void collect(int above, int node, int folded, List<Choice> found) {
      for (int child = firstChild[node + 1]; child >= 0; child = nextSibling[child]) {
        if (isMine(child) || !leadsToMine(child)) {
          // the first foreign frame that does not come back says what was called; the rest is
          // folded
          if (above < 0 || isMine(above) || isMine(child)) {
            found.add(new Choice(this, child, folded));
          }
        } else {
          collect(above, child, folded + 1, found);
        }
      }
    }

    private boolean isMine(int node) {
      int method = tree.method(node);
      return method >= 0 && spans.timeline().methods().kind(method).compareTo(whose) <= 0;
    }

    private boolean leadsToMine(int node) {
      return mineBelow[node];
    }

    private void addRows(List<Row> rows, Choice choice, int parent) {
      int index = rows.size();
      int others = 0;
      double othersMicros = 0;
      double below = 0;
      for (Choice child : choice.below) {
        below += child.total();
        if (!child.shown) {
          others++;
          othersMicros += child.total();
        }
      }
      int method = tree.method(choice.node);
      rows.add(
          new Row(
              parent,
              parent < 0 ? 0 : rows.get(parent).depth() + 1,
              method,
              method >= 0
                  ? spans.timeline().methods().qualifiedName(method)
                  : "(" + tree.waitKind(choice.node).id() + ")",
              choice.total(),
              Math.max(0, choice.total() - below),
              weights.cpu(choice.node),
              weights.calls(choice.node),
              choice.folded,
              others,
              othersMicros));
      for (Choice child : choice.below) {
        if (child.shown) {
          addRows(rows, child, index);
        }
      }
    }
  }
}
