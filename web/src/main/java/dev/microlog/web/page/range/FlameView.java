package dev.microlog.web.page.range;

import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.web.dom.Canvas;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.MethodMenu;
import dev.microlog.web.state.Mode;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.FlameLayout;
import dev.microlog.web.timeline.FlamePainter;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.FrameLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flame graph of the range panel: a click makes a branch as wide as the panel. */
final class FlameView {
  private final PageContext page;
  private final Element element = Element.of("div", "scroll");
  private final Canvas canvas = new Canvas();
  private final FrameLoop frames;
  private @Nullable Scene scene;
  private @Nullable CallTree tree;
  private @Nullable FlameLayout layout;
  private Mode mode = Mode.WALL;
  private int focus = -1;

  FlameView(PageContext page) {
    this.page = page;
    frames = new FrameLoop(this::paint, page.busy());
    element.css("height", "100%").attribute("tabindex", "0").add(canvas.element());
    element.role("group").label(Words.FLAME_LABEL);
    element.on("keydown", FlameView::scrollKey);
    canvas.element().role("img").label(Words.FLAME_LABEL);
    element.onResize(frames::request);
    element.on("pointermove", this::hover);
    element.on("pointerleave", input -> page.tip().hide());
    element.on("click", this::click);
    element.on("contextmenu", this::menu);
  }

  Element element() {
    return element;
  }

  /** What scrolls the flame graph does not move the timeline as well. */
  private static void scrollKey(Input input) {
    if (input.key().startsWith("Arrow") || input.key().startsWith("Page")) {
      input.stop();
    }
  }

  void show(Scene newScene, CallTree newTree, Mode newMode) {
    scene = newScene;
    tree = newTree;
    mode = newMode;
    focus = -1;
    frames.request();
    element.scrollTop(1e6);
  }

  private void paint() {
    Scene currentScene = scene;
    CallTree currentTree = tree;
    double width = element.width();
    if (currentScene == null || currentTree == null || width < 1) {
      return;
    }
    FlameLayout current = new FlameLayout(currentTree, focus, width);
    boolean first = layout == null;
    layout = current;
    canvas.light(page.theme().isLight());
    double height = Math.max(current.height(), 1);
    canvas.begin(width, height);
    new FlamePainter(
            canvas,
            currentScene,
            currentTree,
            current,
            page.searching().result(),
            weight -> Weights.text(mode, weight))
        .paint(width, height);
    if (first) {
      element.scrollTop(1e6);
    }
  }

  private int row(Input input) {
    FlameLayout current = layout;
    double x = input.x() - canvas.element().left();
    double y = input.y() - canvas.element().top();
    return current == null ? -2 : current.at(x, y);
  }

  private void hover(Input input) {
    CallTree current = tree;
    Scene currentScene = scene;
    FlameLayout currentLayout = layout;
    int row = row(input);
    if (current == null || currentScene == null || currentLayout == null || row < 0) {
      page.tip().hide();
      return;
    }
    List<String> lines = new ArrayList<>();
    int method = current.method(row);
    lines.add(
        method >= 0
            ? currentScene.timeline().methods().qualifiedName(method)
            : currentScene.label(current, row));
    String total = Weights.text(mode, current.total(row));
    lines.add(
        Words.totalAndSelf(
            Words.amountAndShare(total, current.total(row) / Math.max(1, currentLayout.sum())),
            Weights.text(mode, current.self(row))));
    lines.add(Words.pieces(Format.count(current.count(row))));
    page.tip().show(lines, input.x(), input.y());
  }

  private void click(Input input) {
    int row = row(input);
    if (row >= -1) {
      focus = row == focus ? -1 : row;
      page.tip().hide();
      frames.request();
    }
  }

  private void menu(Input input) {
    int row = row(input);
    CallTree current = tree;
    Scene currentScene = scene;
    if (row < 0 || current == null || currentScene == null || current.method(row) < 0) {
      return;
    }
    input.preventDefault();
    page.tip().hide();
    MethodMenu.open(page, currentScene, current.method(row), input.x(), input.y());
  }
}
