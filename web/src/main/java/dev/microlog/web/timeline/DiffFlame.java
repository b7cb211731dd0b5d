package dev.microlog.web.timeline;

import dev.microlog.timeline.analysis.Diff;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.text.Words;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Two call trees as one flame graph, callers on top: a box is as wide as the mean of both sides,
 * red where this side has more, blue where it has less, the stronger the larger the change; grey
 * where both are alike. Weights are per second, so that a longer recording does not look slower.
 */
public final class DiffFlame {
  /** What changed less than this share of the two is drawn as alike. */
  private static final double ALIKE = 0.05;

  /** How much the strongest change covers, so that what is written on it can be read. */
  public static final double STRONGEST = 0.27;

  private final List<Diff.Row> rows;
  private final double[] start;
  private final int[] end;
  private final double sum;
  private final int depths;
  private final int focus;
  private final double width;

  /**
   * @param focus the row that takes all the width, -1 for all
   * @param width in CSS pixels
   */
  public DiffFlame(List<Diff.Row> rows, int focus, double width) {
    this.rows = List.copyOf(rows);
    this.focus = focus < rows.size() ? focus : -1;
    this.width = width;
    int size = rows.size();
    start = new double[size];
    end = new int[size];
    double[] next = new double[size];
    double roots = 0;
    int deepest = -1;
    for (int row = 0; row < size; row++) {
      int parent = rows.get(row).parent();
      start[row] = parent < 0 ? roots : next[parent];
      if (parent < 0) {
        roots += weight(row);
      } else {
        next[parent] += weight(row);
      }
      next[row] = start[row];
      deepest = Math.max(deepest, rows.get(row).depth());
    }
    for (int row = size - 1; row >= 0; row--) {
      end[row] = Math.max(end[row], row + 1);
      int parent = rows.get(row).parent();
      if (parent >= 0) {
        end[parent] = Math.max(end[parent], end[row]);
      }
    }
    sum = roots;
    depths = deepest + 1;
  }

  private double weight(int row) {
    return (rows.get(row).beforeTotal() + rows.get(row).afterTotal()) / 2;
  }

  public int focus() {
    return focus;
  }

  public double height() {
    return Math.max(1, depths) * FlameLayout.ROW_HEIGHT + 4;
  }

  private double x(int row) {
    if (focus >= 0 && row <= focus && focus < end[row]) {
      return 0;
    }
    double from = focus < 0 ? 0 : start[focus];
    return (start[row] - from) / shown() * width;
  }

  private double boxWidth(int row) {
    return focus >= 0 && row <= focus && focus < end[row] ? width : weight(row) / shown() * width;
  }

  private double shown() {
    return Math.max(1e-9, focus < 0 ? sum : weight(focus));
  }

  private double y(int row) {
    return 2 + rows.get(row).depth() * FlameLayout.ROW_HEIGHT;
  }

  /** The row at a point, -1 for none. */
  public int at(double pointX, double pointY) {
    int row = 0;
    while (row < rows.size()) {
      double left = x(row);
      if (pointX < left || pointX >= left + boxWidth(row)) {
        row = end[row];
      } else if (pointY >= y(row) && pointY < y(row) + FlameLayout.ROW_HEIGHT) {
        return row;
      } else {
        row++;
      }
    }
    return -1;
  }

  /**
   * @param amount writes a weight with its unit
   */
  public void paint(Painter painter, DoubleFunction<String> amount) {
    painter.ink(Ink.PANEL);
    painter.rect(0, 0, width, height());
    int row = 0;
    while (row < rows.size()) {
      double boxWidth = boxWidth(row);
      double left = x(row);
      if (boxWidth < 1 || left >= width || left + boxWidth <= 0) {
        row = end[row];
        continue;
      }
      box(painter, row, left, boxWidth, amount);
      row++;
    }
    painter.alpha(1);
  }

  private void box(
      Painter painter, int row, double left, double boxWidth, DoubleFunction<String> amount) {
    Diff.Row diff = rows.get(row);
    double most = Math.max(diff.beforeTotal(), diff.afterTotal());
    double change = most <= 0 ? 0 : diff.difference() / most;
    double y = y(row);
    double drawn = boxWidth > 3 ? boxWidth - 1 : boxWidth;
    painter.ink(Ink.JDK_1);
    painter.rect(left, y, drawn, FlameLayout.ROW_HEIGHT - 1);
    if (Math.abs(change) > ALIKE) {
      painter.ink(change > 0 ? Ink.ERROR : Ink.ACCENT);
      painter.alpha(STRONGEST * (0.3 + 0.7 * Math.abs(change)));
      painter.rect(left, y, drawn, FlameLayout.ROW_HEIGHT - 1);
      painter.alpha(1);
      painter.rect(left, change > 0 ? y : y + FlameLayout.ROW_HEIGHT - 3, drawn, 2);
    }
    String label = Words.weighed(shortLabel(diff.label()), Words.signed(diff.difference(), amount));
    String text = Labels.fit(painter, label, boxWidth - 9);
    if (!text.isEmpty()) {
      painter.ink(Ink.TEXT);
      painter.text(text, left + 5, y + 13);
    }
  }

  /** {@code Shop.checkout} for {@code com.acme.Shop.checkout}. */
  private static String shortLabel(String label) {
    int method = label.lastIndexOf('.');
    int type = method < 0 ? -1 : label.lastIndexOf('.', method - 1);
    return label.length() > 300 ? label.substring(0, 300) : label.substring(type + 1);
  }
}
