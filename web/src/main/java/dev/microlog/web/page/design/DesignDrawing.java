package dev.microlog.web.page.design;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.design.DiagramColors;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import org.jspecify.annotations.Nullable;

/** A diagram on the screen: what pointer and keys do to it. */
final class DesignDrawing implements DesignElements.Listener {
  private static final double CLICK_PIXELS = 4;
  private static final double KEY_ZOOM = 1.25;
  private static final double KEY_PAN = 90;

  private final DesignActions actions;
  private final Element element = Element.of("div", "drawing");
  private final DesignViewport viewport = new DesignViewport(element);
  private @Nullable Diagram diagram;
  private @Nullable DesignElements elements;
  private boolean isDown;
  private boolean moved;
  private int dragged = -1;
  private double lastX;
  private double lastY;
  private int current = -1;

  DesignDrawing(DesignActions actions) {
    this.actions = actions;
    element.on("wheel", this::wheel);
    element.on("pointerdown", input -> down(input, -1));
    Page.on("pointermove", this::drag);
    Page.on("pointerup", input -> up());
    Page.on("pointercancel", input -> up());
  }

  Element element() {
    return element;
  }

  @Nullable Diagram diagram() {
    return diagram;
  }

  /** Puts something else where the diagram would be. */
  void instead(Element notice) {
    diagram = null;
    elements = null;
    element.clear().add(notice);
  }

  void draw(Diagram drawn, DiagramColors colors) {
    diagram = drawn;
    current = -1;
    DesignElements made = new DesignElements(drawn, colors, this);
    elements = made;
    element.clear().add(made.svg());
    viewport.show(drawn, made.svg());
  }

  /** Marks the boxes that a search found. */
  void mark(boolean[] found) {
    if (elements != null) {
      elements.mark(found);
    }
  }

  /** Marks the box or line that the panel is about; -1 for none. */
  void choose(int node, int edge) {
    if (elements != null) {
      elements.choose(node, edge);
    }
  }

  void fit() {
    viewport.fit();
  }

  void zoomBy(double factor) {
    viewport.zoomBy(factor);
  }

  /** Brings a box into view if it is not. */
  void reveal(int node) {
    viewport.reveal(node);
  }

  // ---- pointer ----

  private void wheel(Input input) {
    if (diagram == null) {
      return;
    }
    input.preventDefault();
    if (input.shift()) {
      viewport.pan(input.deltaX() + input.deltaY(), 0);
      return;
    }
    double factor = Math.exp(-Math.max(-200, Math.min(200, input.deltaY())) * 0.0018);
    viewport.zoomAt(factor, input.x() - element.left(), input.y() - element.top());
  }

  @Override
  public void down(Input input, int node) {
    if (!input.isMainButton() || diagram == null) {
      return;
    }
    if (node >= 0) {
      input.stop();
    }
    isDown = true;
    moved = false;
    dragged = node;
    lastX = input.x();
    lastY = input.y();
  }

  private void drag(Input input) {
    Diagram drawn = diagram;
    if (!isDown || drawn == null) {
      return;
    }
    double dx = input.x() - lastX;
    double dy = input.y() - lastY;
    if (!moved && Math.hypot(dx, dy) < CLICK_PIXELS) {
      return;
    }
    moved = true;
    lastX = input.x();
    lastY = input.y();
    element.toggleClass("grabbing", true);
    if (dragged < 0) {
      viewport.pan(-dx, -dy);
    } else {
      moveNode(drawn, dragged, dx / viewport.zoom(), dy / viewport.zoom());
    }
  }

  private void moveNode(Diagram drawn, int index, double dx, double dy) {
    Box box = drawn.node(index).box();
    drawn.move(index, box.x() + dx, box.y() + dy);
    if (elements != null) {
      elements.place(index);
    }
    viewport.hold();
    actions.moved();
  }

  private void up() {
    isDown = false;
    dragged = -1;
    element.toggleClass("grabbing", false);
  }

  // ---- what is done with the elements ----

  @Override
  public void clickNode(int node) {
    if (!moved) {
      walkTo(node);
      actions.openNode(node);
    }
  }

  @Override
  public void clickEdge(int edge) {
    if (!moved) {
      actions.openEdge(edge);
    }
  }

  @Override
  public void unfold(String packageName) {
    actions.unfold(packageName);
  }

  @Override
  public void fold(String packageName) {
    actions.fold(packageName);
  }

  // ---- keyboard ----

  private void walkTo(int index) {
    if (elements != null) {
      elements.reach(index, current);
    }
    current = index;
  }

  /** Whether the key meant something here. */
  boolean key(Input input) {
    Diagram drawn = diagram;
    if (drawn == null || drawn.nodes().isEmpty()) {
      return false;
    }
    switch (input.key()) {
      case "w", "W", "+", "=" -> zoomBy(KEY_ZOOM);
      case "s", "S", "-" -> zoomBy(1 / KEY_ZOOM);
      case "a", "A" -> viewport.pan(-KEY_PAN, 0);
      case "d", "D" -> viewport.pan(KEY_PAN, 0);
      case "0" -> fit();
      case "ArrowRight" -> step(drawn, input.shift(), 1, 0);
      case "ArrowLeft" -> step(drawn, input.shift(), -1, 0);
      case "ArrowDown" -> step(drawn, input.shift(), 0, 1);
      case "ArrowUp" -> step(drawn, input.shift(), 0, -1);
      case "Enter", " " -> {
        if (current < 0 || input.isOnControl()) {
          return false;
        }
        actions.openNode(current);
      }
      case "u", "U" -> {
        if (current < 0 || !drawn.node(current).isFolded()) {
          return false;
        }
        actions.unfold(drawn.node(current).packageName());
      }
      case "f", "F" -> {
        if (current < 0 || drawn.node(current).group().isEmpty()) {
          return false;
        }
        actions.fold(drawn.node(current).group());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** To the next box; with Shift the box itself moves. */
  private void step(Diagram drawn, boolean shift, int right, int down) {
    if (shift && current >= 0) {
      moveNode(drawn, current, right * 12.0, down * 12.0);
      return;
    }
    int next = current < 0 ? 0 : drawn.next(current, right, down);
    walkTo(next);
    reveal(next);
    if (elements != null) {
      elements.focus(next);
    }
  }
}
