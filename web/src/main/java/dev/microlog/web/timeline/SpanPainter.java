package dev.microlog.web.timeline;

import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.StateTable;
import dev.microlog.timeline.analysis.spans.ThreadState;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.paint.PixelRow;
import dev.microlog.web.state.Call;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Draws the flame chart of a thread. Of spans narrower than a pixel the first of each pixel is
 * drawn and the rest is passed over by halving, so a row costs at most as many boxes as it has
 * pixels, however many spans there are.
 */
public final class SpanPainter {
  private static final double BOX_HEIGHT = TimelineLayout.ROW_HEIGHT - 1;
  private static final double LABEL_WIDTH = 22;

  /** Borders known worse than this many pixels are drawn softly. */
  private static final double SOFT_PIXELS = 3;

  /** How much is left of what was not searched for. */
  private static final double FADED = 0.22;

  private final Scene scene;
  private final Painter painter;
  private final Viewport viewport;
  private final PaintContext context;
  private double[] labelX = new double[256];
  private double[] labelWidth = new double[256];
  private int[] labelRow = new int[256];
  private int labels;
  private final PixelRow slivers = new PixelRow();
  private final PixelRow found = new PixelRow();
  private final PixelRow selected = new PixelRow();

  SpanPainter(Scene scene, Painter painter, Viewport viewport, PaintContext context) {
    this.scene = scene;
    this.painter = painter;
    this.viewport = viewport;
    this.context = context;
  }

  /** Draws one depth of a thread's spans. */
  void row(SpanTable spans, int depth, double y) {
    int row = spans.firstEndingAfter(depth, viewport.range().startMicros());
    Search search = context.search();
    int end = spans.firstRow(depth + 1);
    double until = viewport.range().endMicros();
    double left = viewport.left();
    double right = viewport.right();
    double scale = viewport.pixelsPerMicro();
    double start = viewport.range().startMicros();
    double microsPerPixel = viewport.microsPerPixel();
    double origin = left - start * scale;
    labels = 0;
    slivers.begin(left, right);
    found.begin(left, right);
    selected.begin(left, right);
    while (row < end && spans.startMicros(row) < until) {
      double x = Math.max(left, origin + spans.startMicros(row) * scale);
      double to = Math.min(right, origin + spans.endMicros(row) * scale);
      if (to - x < 1.5) {
        double pixel = Math.floor(x);
        sliver(spans, row, pixel, search);
        row = spans.nextEndingAfter(row, depth, start + (pixel + 1 - left) * microsPerPixel);
      } else {
        box(spans, row, x, to - x > 3 ? to - x - 1 : to - x, y);
        row++;
      }
    }
    painter.alpha(1);
    pixels(slivers, y, BOX_HEIGHT);
    pixels(found, y, 2);
    pixels(selected, y + BOX_HEIGHT - 2, 2);
    labels(spans, y);
  }

  /** A span narrower than a pixel, as a box of one pixel. */
  private void sliver(SpanTable spans, int row, double pixel, @Nullable Search search) {
    int method = spans.method(row);
    int wait = spans.wait(row);
    boolean matched = search == null || search.matchesMethod(method);
    Ink ink = wait >= 0 ? waitInk(scene.timeline().waits().kind(wait)) : scene.ink(method);
    slivers.set(pixel, ink, (wait >= 0 ? 0.5 : 1) * (matched ? 1 : FADED));
    if (search != null && matched) {
      found.set(pixel, Ink.MATCH, 1);
    } else if (method >= 0 && method == context.selectedMethod()) {
      selected.set(pixel, Ink.ACCENT, 1);
    }
  }

  private void pixels(PixelRow row, double y, double height) {
    if (!row.isEmpty()) {
      painter.pixels(row, y, height);
    }
  }

  private void box(SpanTable spans, int row, double x, double width, double y) {
    int method = spans.method(row);
    int wait = spans.wait(row);
    boolean matched = matches(method);
    double strength = matched ? 1 : FADED;
    if (wait >= 0) {
      painter.ink(waitInk(scene.timeline().waits().kind(wait)));
      painter.alpha(0.38 * strength);
      painter.rect(x, y, width, BOX_HEIGHT);
      painter.alpha(0.9 * strength);
      painter.rect(x, y + BOX_HEIGHT - 2, width, 2);
    } else {
      painter.ink(scene.ink(method));
      painter.alpha(strength);
      solid(spans, row, x, width, y, strength);
    }
    if (context.search() != null && matched) {
      painter.ink(Ink.MATCH);
      painter.alpha(1);
      painter.rect(x, y, width, 2);
    } else if (method >= 0 && method == context.selectedMethod()) {
      painter.ink(Ink.ACCENT);
      painter.alpha(1);
      painter.rect(x, y + BOX_HEIGHT - 2, width, 2);
    }
    if (width > LABEL_WIDTH) {
      addLabel(row, x, width);
    }
  }

  /** A box whose estimated borders are as soft as they are uncertain. */
  private void solid(SpanTable spans, int row, double x, double width, double y, double strength) {
    double scale = viewport.pixelsPerMicro();
    double before = Math.min(spans.startUncertaintyMicros(row) * scale, width / 3);
    double after = Math.min(spans.endUncertaintyMicros(row) * scale, width / 3);
    boolean softStart = before > SOFT_PIXELS && x > viewport.left();
    boolean softEnd = after > SOFT_PIXELS && x + width < viewport.right() - 1;
    double from = softStart ? x + before : x;
    double to = softEnd ? x + width - after : x + width;
    painter.rect(from, y, to - from, BOX_HEIGHT);
    if (softStart || softEnd) {
      painter.alpha(strength * 0.62);
      if (softStart) {
        painter.rect(x, y, from - x, BOX_HEIGHT);
      }
      if (softEnd) {
        painter.rect(to, y, x + width - to, BOX_HEIGHT);
      }
    }
  }

  private boolean matches(int method) {
    Search search = context.search();
    return search == null || search.matchesMethod(method);
  }

  private void addLabel(int row, double x, double width) {
    if (labels == labelRow.length) {
      labelX = Arrays.copyOf(labelX, labels * 2);
      labelWidth = Arrays.copyOf(labelWidth, labels * 2);
      labelRow = Arrays.copyOf(labelRow, labels * 2);
    }
    labelX[labels] = x;
    labelWidth[labels] = width;
    labelRow[labels++] = row;
  }

  private void labels(SpanTable spans, double y) {
    for (int i = 0; i < labels; i++) {
      int row = labelRow[i];
      int method = spans.method(row);
      double room = labelWidth[i] - 7;
      String text =
          method >= 0 && spans.wait(row) < 0
              ? Labels.cut(scene.label(method), scene.labelWidth(method, painter), room)
              : Labels.fit(painter, scene.label(spans, row), room);
      if (!text.isEmpty()) {
        boolean plain = spans.wait(row) >= 0 || !matches(method);
        painter.ink(plain ? Ink.TEXT : Ink.textOn(scene.kind(method)));
        painter.text(text, labelX[i] + 4, y + 11);
      }
    }
  }

  /** Frames the selected call. */
  void selected(SpanTable spans, Call call, double y) {
    int row = spans.at(call.depth(), call.atMicros());
    if (row < 0) {
      return;
    }
    double x = Math.max(viewport.left(), viewport.x(spans.startMicros(row)));
    double to = Math.min(viewport.right(), viewport.x(spans.endMicros(row)));
    painter.ink(Ink.ERROR);
    painter.frame(x - 1, y - 1, Math.max(3, to - x + 1), BOX_HEIGHT + 2);
    painter.frame(x, y, Math.max(1, to - x - 1), BOX_HEIGHT);
  }

  /** The state strip: what the thread did, by colour. */
  void strip(StateTable states, double y, double height) {
    int row = states.firstEndingAfter(viewport.range().startMicros());
    double until = viewport.range().endMicros();
    slivers.begin(viewport.left(), viewport.right());
    while (row < states.size() && states.startMicros(row) < until) {
      double x = Math.max(viewport.left(), viewport.x(states.startMicros(row)));
      double to = Math.min(viewport.right(), viewport.x(states.endMicros(row)));
      Ink ink = stateInk(states.state(row));
      if (to - x < 1) {
        double pixel = Math.floor(x);
        slivers.set(pixel, ink, 1);
        row = states.nextEndingAfter(row, viewport.micros(pixel + 1));
      } else {
        painter.ink(ink);
        painter.rect(x, y, to - x, height);
        row++;
      }
    }
    pixels(slivers, y, height);
  }

  /** The ink of a state on the strip over a thread. */
  public static Ink stateInk(ThreadState state) {
    return switch (state) {
      case RUNNING -> Ink.RUNNING;
      case NATIVE, CLASS_LOADING -> Ink.NATIVE;
      case RUNNABLE -> Ink.RUNNABLE_UNKNOWN;
      case BLOCKED -> Ink.BLOCKED;
      case WAITING -> Ink.WAITING;
      case PARKED -> Ink.PARKED;
      case SLEEPING -> Ink.SLEEPING;
      case IO -> Ink.IO;
      case PAUSED -> Ink.GC;
    };
  }

  static Ink waitInk(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> Ink.BLOCKED;
      case PARK, PINNED, SLEEP, WAIT -> Ink.NATIVE;
      case SOCKET_READ, SOCKET_WRITE, FILE_READ, FILE_WRITE -> Ink.IO;
      case CLASS_LOAD -> Ink.ACCENT;
    };
  }
}
