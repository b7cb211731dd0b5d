package dev.microlog.timeline.analysis.design;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines of a diagram whose nodes were placed or moved without a layout engine: at right angles,
 * from the lower border of the caller to the upper border of what it calls.
 *
 * <pre>
 *   ┌────────┐            ┌────────┐ ┐
 *   │ caller │            │  self  │ │
 *   └───┬────┘            └────────┘ ┘
 *       └────┐
 *         ┌──┴─────┐
 *         │ callee │
 * </pre>
 */
public final class DesignRoutes {
  private static final double LOOP = 16;

  private DesignRoutes() {}

  /**
   * A line for each pair of boxes: x and y of its points in turn. Lines that leave a box at the
   * same side leave it at different places, in the order of where they lead.
   *
   * @param from for each line the index of the caller's box
   * @param to for each line the index of the callee's box
   */
  public static List<double[]> of(List<Box> boxes, int[] from, int[] to) {
    double[] start = ports(boxes, from, to);
    double[] end = ports(boxes, to, from);
    List<double[]> routes = new ArrayList<>();
    for (int line = 0; line < from.length; line++) {
      routes.add(
          route(
              boxes.get(from[line]),
              boxes.get(to[line]),
              from[line] == to[line],
              start[line],
              end[line]));
    }
    return routes;
  }

  /** Where on the border each line begins, from 0 at the left to 1. */
  private static double[] ports(List<Box> boxes, int[] at, int[] other) {
    double[] share = new double[at.length];
    List<Integer> order = new ArrayList<>();
    for (int line = 0; line < at.length; line++) {
      order.add(line);
    }
    order.sort(
        Comparator.comparingInt((Integer line) -> at[line])
            .thenComparingDouble(line -> middle(boxes.get(other[line])))
            .thenComparingInt(line -> line));
    for (int first = 0; first < order.size(); ) {
      int end = first;
      while (end < order.size() && at[order.get(end)] == at[order.get(first)]) {
        end++;
      }
      for (int i = first; i < end; i++) {
        share[order.get(i)] = (i - first + 1.0) / (end - first + 1);
      }
      first = end;
    }
    return share;
  }

  private static double middle(Box box) {
    return box.x() + box.width() / 2;
  }

  private static double[] route(Box from, Box to, boolean self, double start, double end) {
    if (self) {
      double right = from.x() + from.width();
      double top = from.y() + from.height() * 0.25;
      double bottom = from.y() + from.height() * 0.75;
      return new double[] {right, top, right + LOOP, top, right + LOOP, bottom, right, bottom};
    }
    double x1 = from.x() + from.width() * start;
    double x2 = to.x() + to.width() * end;
    boolean below = to.y() >= from.y() + from.height();
    boolean above = from.y() >= to.y() + to.height();
    if (below || above) {
      double y1 = below ? from.y() + from.height() : from.y();
      double y2 = below ? to.y() : to.y() + to.height();
      double middle = y2 + (y1 - y2) * (0.3 + 0.4 * start);
      return new double[] {x1, y1, x1, middle, x2, middle, x2, y2};
    }
    boolean right = to.x() >= from.x() + from.width() / 2;
    double left = right ? from.x() + from.width() : from.x();
    double arrival = right ? to.x() : to.x() + to.width();
    double y1 = from.y() + from.height() * (0.25 + start / 2);
    double y2 = to.y() + to.height() * (0.25 + end / 2);
    double x = (left + arrival) / 2;
    return new double[] {left, y1, x, y1, x, y2, arrival, y2};
  }
}
