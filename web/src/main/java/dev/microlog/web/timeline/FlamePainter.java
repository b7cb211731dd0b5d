package dev.microlog.web.timeline;

import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.text.Words;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Draws a flame graph; branches narrower than a pixel are left out. */
public final class FlamePainter {
  private final Painter painter;
  private final Scene scene;
  private final CallTree tree;
  private final FlameLayout layout;
  private final @Nullable Search search;
  private final DoubleFunction<String> weight;

  /**
   * @param weight writes a weight with its unit
   */
  public FlamePainter(
      Painter painter,
      Scene scene,
      CallTree tree,
      FlameLayout layout,
      @Nullable Search search,
      DoubleFunction<String> weight) {
    this.painter = painter;
    this.scene = scene;
    this.tree = tree;
    this.layout = layout;
    this.search = search;
    this.weight = weight;
  }

  public void paint(double width, double height) {
    painter.ink(Ink.PANEL);
    painter.rect(0, 0, width, height);
    painter.ink(Ink.JDK_1);
    painter.rect(0, layout.y(-1), width, FlameLayout.ROW_HEIGHT - 1);
    painter.ink(Ink.ON_JDK);
    painter.text(Words.all(weight.apply(layout.sum())), 5, layout.y(-1) + 13);
    int row = 0;
    while (row < tree.size()) {
      double boxWidth = layout.boxWidth(row);
      double x = layout.x(row);
      boolean outside = x >= width || x + boxWidth <= 0;
      if (boxWidth < 1 || outside) {
        row = tree.end(row);
        continue;
      }
      box(row, x, boxWidth);
      row++;
    }
    painter.alpha(1);
  }

  private void box(int row, double x, double width) {
    double y = layout.y(tree.depth(row));
    int method = tree.method(row);
    boolean isWait = method < 0;
    boolean matched = search == null || search.matchesMethod(method);
    painter.ink(isWait ? SpanPainter.waitInk(tree.waitKind(row)) : scene.ink(method));
    painter.alpha((isWait ? 0.5 : 1) * (matched ? 1 : 0.25));
    double drawn = width > 3 ? width - 1 : width;
    painter.rect(x, y, drawn, FlameLayout.ROW_HEIGHT - 1);
    painter.alpha(1);
    if (search != null && matched) {
      painter.ink(Ink.MATCH);
      painter.rect(x, y, drawn, 2);
    }
    String label = Words.weighed(scene.label(tree, row), weight.apply(tree.total(row)));
    String text = Labels.fit(painter, label, width - 9);
    if (!text.isEmpty()) {
      painter.ink(isWait || !matched ? Ink.TEXT : Ink.textOn(scene.kind(method)));
      painter.text(text, x + 5, y + 13);
    }
  }
}
