package dev.microlog.web.timeline;

import dev.microlog.timeline.Lane;
import dev.microlog.web.paint.Painter;

/** Draws metrics as areas and lines; at most a highest and a lowest value per pixel. */
final class LanePainter {
  private static final double BAR_WIDTH = 2;

  private double[] xs = new double[1024];
  private double[] ys = new double[1024];
  private int count;

  void paint(Painter painter, Viewport viewport, LaneGroup group, double top, double height) {
    if (group.isOfEvents()) {
      painter.ink(group.ink());
      bars(painter, viewport, group.lanes().get(0), group.top(), top, height);
      return;
    }
    for (int i = 0; i < group.lanes().size(); i++) {
      shape(viewport, group.lanes().get(i), group.top(), top, height);
      if (count == 0) {
        continue;
      }
      painter.ink(group.ink(i));
      if (i == 0) {
        painter.alpha(0.2);
        area(painter, top + height);
        painter.alpha(1);
      }
      painter.path(xs, ys, count);
    }
  }

  /** A bar for each event: between two of them there is nothing. */
  private static void bars(
      Painter painter, Viewport viewport, Lane lane, double scale, double top, double height) {
    double pixel = viewport.microsPerPixel();
    int row = lane.firstFrom(0, viewport.range().startMicros() - BAR_WIDTH * pixel);
    while (row < lane.size() && lane.timeMicros(row) <= viewport.range().endMicros()) {
      int next = lane.firstFrom(row + 1, lane.timeMicros(row) + pixel);
      double y = y(lane.greatest(row, next), scale, top, height);
      double x = Math.floor(viewport.x(lane.timeMicros(row)));
      painter.rect(x, Math.min(y, top + height - 1), BAR_WIDTH, Math.max(1, top + height - y));
      row = next;
    }
  }

  private void area(Painter painter, double base) {
    double[] corners = new double[(count + 2) * 2];
    for (int i = 0; i < count; i++) {
      corners[i * 2] = xs[i];
      corners[i * 2 + 1] = ys[i];
    }
    corners[count * 2] = xs[count - 1];
    corners[count * 2 + 1] = base;
    corners[count * 2 + 2] = xs[0];
    corners[count * 2 + 3] = base;
    painter.polygon(corners, count + 2, true);
  }

  private void shape(Viewport viewport, Lane lane, double scale, double top, double height) {
    count = 0;
    int row = Math.max(0, lane.rowAt(viewport.range().startMicros()));
    double end = viewport.range().endMicros();
    double pixel = viewport.microsPerPixel();
    while (row < lane.size()) {
      double x = viewport.x(lane.timeMicros(row));
      int next = lane.firstFrom(row + 1, lane.timeMicros(row) + pixel);
      double low = lane.least(row, next);
      double high = lane.greatest(row, next);
      add(x, y(high, scale, top, height));
      if (low < high) {
        add(x, y(low, scale, top, height));
      }
      if (lane.timeMicros(row) > end) {
        return;
      }
      row = next;
    }
  }

  private static double y(double value, double scale, double top, double height) {
    double share = Math.max(0, Math.min(1, value / scale));
    return top + height - share * height;
  }

  private void add(double x, double y) {
    if (count == xs.length) {
      xs = java.util.Arrays.copyOf(xs, count * 2);
      ys = java.util.Arrays.copyOf(ys, count * 2);
    }
    xs[count] = x;
    ys[count++] = y;
  }
}
