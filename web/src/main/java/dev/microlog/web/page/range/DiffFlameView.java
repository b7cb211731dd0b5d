package dev.microlog.web.page.range;

import dev.microlog.timeline.analysis.Diff;
import dev.microlog.web.dom.Canvas;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Mode;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.DiffFlame;
import dev.microlog.web.widget.FrameLoop;
import dev.microlog.web.widget.Popup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differential flame graph; a click makes a branch as wide as the panel. */
final class DiffFlameView {
  private final PageContext page;
  private final List<Diff.Row> rows;
  private final Mode mode;
  private final Element element = Element.of("div", "diff-flame");
  private final Canvas canvas = new Canvas();
  private final FrameLoop frames;
  private @Nullable DiffFlame flame;
  private int focus = -1;

  DiffFlameView(PageContext page, Diff diff, Mode mode) {
    this.page = page;
    this.mode = mode;
    rows = diff.rows();
    frames = new FrameLoop(this::paint, page.busy());
    canvas.element().role("img").label(Words.DIFF_FLAME_LABEL);
    element.add(canvas.element());
    element.onResize(frames::request);
    element.on("pointermove", this::hover);
    element.on("pointerleave", input -> page.tip().hide());
    element.on("click", this::click);
    frames.request();
  }

  Element element() {
    return element;
  }

  private void paint() {
    double width = element.width();
    if (width < 1) {
      return;
    }
    DiffFlame current = new DiffFlame(rows, focus, width);
    flame = current;
    canvas.light(page.theme().isLight());
    canvas.begin(width, current.height());
    current.paint(canvas, weight -> Weights.text(mode, weight));
  }

  private int row(Input input) {
    DiffFlame current = flame;
    return current == null
        ? -1
        : current.at(input.x() - canvas.element().left(), input.y() - canvas.element().top());
  }

  private void hover(Input input) {
    int row = row(input);
    if (row < 0) {
      page.tip().hide();
      return;
    }
    Diff.Row diff = rows.get(row);
    page.tip()
        .show(
            List.of(
                Popup.cut(diff.label()),
                Words.otherAndThis(
                    Weights.text(mode, diff.beforeTotal()), Weights.text(mode, diff.afterTotal())),
                Words.signed(diff.difference(), weight -> Weights.text(mode, weight))),
            input.x(),
            input.y());
  }

  private void click(Input input) {
    int row = row(input);
    focus = row == focus ? -1 : row;
    page.tip().hide();
    frames.request();
  }
}
