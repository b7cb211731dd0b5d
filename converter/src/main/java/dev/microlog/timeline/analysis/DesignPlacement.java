package dev.microlog.timeline.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Places the nodes of a graph, or of one unfolded package, in rows: callers above what they call. A
 * pure function, for where no layout engine runs: in the page and offline.
 *
 * @param x left border of each node
 * @param y upper border of each node
 * @param width of all
 * @param height of all
 */
public record DesignPlacement(List<Double> x, List<Double> y, double width, double height) {
  public DesignPlacement {
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  /**
   * Places some nodes of a graph.
   *
   * @param members indexes of nodes; those of an unfolded package, or all
   * @param nodeWidth width of every node
   * @param nodeHeight height of every node
   * @param gap the least distance between two nodes
   */
  public static DesignPlacement of(
      DesignGraph graph, List<Integer> members, double nodeWidth, double nodeHeight, double gap) {
    int[] place = new int[graph.nodes().size()];
    for (int i = 0; i < members.size(); i++) {
      place[members.get(i)] = i + 1;
    }
    int[] rank = ranks(graph, place, members.size());
    int widest = (int) Math.ceil(Math.sqrt(members.size() * 2.0));
    List<List<Integer>> rows = rows(rank, Math.max(1, widest));
    double[] xs = new double[members.size()];
    double[] ys = new double[members.size()];
    double width = 0;
    for (List<Integer> row : rows) {
      width = Math.max(width, row.size() * (nodeWidth + gap) - gap);
    }
    double y = 0;
    for (List<Integer> row : rows) {
      double x = (width - (row.size() * (nodeWidth + gap) - gap)) / 2;
      for (int member : row) {
        xs[member] = x;
        ys[member] = y;
        x += nodeWidth + gap;
      }
      y += nodeHeight + gap;
    }
    return new DesignPlacement(boxed(xs), boxed(ys), Math.max(0, width), Math.max(0, y - gap));
  }

  /** One more than the rank of the caller; an edge back to an earlier node does not count. */
  private static int[] ranks(DesignGraph graph, int[] place, int size) {
    int[] rank = new int[size];
    // nodes come in order of their time, and a caller has no less than what it calls
    for (int round = 0; round < size; round++) {
      boolean changed = false;
      for (DesignGraph.Edge edge : graph.edges()) {
        int from = place[edge.from()] - 1;
        int to = place[edge.to()] - 1;
        if (from >= 0 && to >= 0 && from < to && rank[to] <= rank[from]) {
          rank[to] = rank[from] + 1;
          changed = true;
        }
      }
      if (!changed) {
        break;
      }
    }
    return rank;
  }

  private static List<List<Integer>> rows(int[] rank, int widest) {
    List<List<Integer>> rows = new ArrayList<>();
    int placed = 0;
    for (int level = 0; placed < rank.length; level++) {
      List<Integer> row = new ArrayList<>();
      for (int member = 0; member < rank.length; member++) {
        if (rank[member] == level) {
          row.add(member);
          placed++;
        }
      }
      for (int from = 0; from < row.size(); from += widest) {
        rows.add(row.subList(from, Math.min(row.size(), from + widest)));
      }
    }
    return rows;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
