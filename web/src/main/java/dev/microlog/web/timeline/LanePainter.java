package dev.microlog.web.timeline;

import dev.microlog.timeline.Lane;
import dev.microlog.web.paint.Painter;

/** Draws metrics as areas and lines; at most a highest and a lowest value per pixel. */
final class LanePainter {
  private static final double BAR_WIDTH = 2;

  private double[] xs = new double[1024];
  private double[] ys = new double[1024];
  private int count;

  /** Where the lanes of a group are drawn. */
  record Strip(LaneGroup group, double top, double height) {
    double base() {
      return top + height;
    }

    double y(double value) {
      double share = Math.max(0, Math.min(1, value / group.top()));
      return base() - share * height;
    }
  }

  void paint(Painter painter, Viewport viewport, Strip strip, LaneGaps gaps) {
    LaneGroup group = strip.group();
    if (group.isOfEvents()) {
      painter.ink(group.ink());
      bars(painter, viewport, group.lanes().get(0), strip);
      return;
    }
    for (int i = 0; i < group.lanes().size(); i++) {
      Lane lane = group.lanes().get(i);
      painter.ink(group.ink(i));
      double from = Double.NEGATIVE_INFINITY;
      for (LaneGaps.Gap gap : gaps.of(lane)) {
        if (gap.endMicros() - gap.startMicros() > viewport.microsPerPixel()) {
          shape(viewport, strip, lane, from, gap.startMicros());
          draw(painter, strip, i == 0);
          from = gap.endMicros();
        }
      }
      shape(viewport, strip, lane, from, gaps.endMicros());
      draw(painter, strip, i == 0);
    }
  }

  private void draw(Painter painter, Strip strip, boolean filled) {
    if (count == 0) {
      return;
    }
    if (filled) {
      painter.alpha(0.2);
      area(painter, strip.base());
      painter.alpha(1);
    }
    painter.path(xs, ys, count);
  }

  /** A bar for each event: between two of them there is nothing. */
  private static void bars(Painter painter, Viewport viewport, Lane lane, Strip strip) {
    double pixel = viewport.microsPerPixel();
    int row = lane.firstFrom(0, viewport.range().startMicros() - BAR_WIDTH * pixel);
    while (row < lane.size() && lane.timeMicros(row) <= viewport.range().endMicros()) {
      int next = lane.firstFrom(row + 1, lane.timeMicros(row) + pixel);
      double y = strip.y(lane.greatest(row, next));
      double x = Math.floor(viewport.x(lane.timeMicros(row)));
      painter.rect(x, Math.min(y, strip.base() - 1), BAR_WIDTH, Math.max(1, strip.base() - y));
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

  /** What a lane says from one gap to the next. */
  private void shape(Viewport viewport, Strip strip, Lane lane, double from, double to) {
    count = 0;
    double end = viewport.range().endMicros();
    if (to < viewport.range().startMicros() || from > end) {
      return;
    }
    boolean stepped = LaneGaps.isRate(lane);
    if (stepped && from > 0) {
      add(viewport.x(from), strip.base());
    }
    double pixel = viewport.microsPerPixel();
    double first = Math.max(from, viewport.range().startMicros());
    int row = Math.max(lane.firstFrom(0, from), lane.rowAt(first));
    int rows = lane.rowAt(to) + 1;
    while (row < rows) {
      double x = viewport.x(lane.timeMicros(row));
      int next = Math.min(rows, lane.firstFrom(row + 1, lane.timeMicros(row) + pixel));
      double low = lane.least(row, next);
      double high = lane.greatest(row, next);
      if (stepped && count > 0) {
        add(x, ys[count - 1]);
      }
      add(x, strip.y(high));
      if (low < high) {
        add(x, strip.y(low));
      }
      if (lane.timeMicros(row) > end) {
        return;
      }
      row = next;
    }
    if (count > 0 && (stepped || count == 1)) {
      // a rate holds; of others a single value is seen as well
      double last = xs[count - 1] + 1;
      add(stepped ? Math.max(viewport.x(to), last) : last, ys[count - 1]);
    }
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
