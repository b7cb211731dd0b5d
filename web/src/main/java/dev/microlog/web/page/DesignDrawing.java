package dev.microlog.web.page;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.design.DiagramColors;
import dev.microlog.web.design.DiagramSvg;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.DesignWords;
import dev.microlog.web.text.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A diagram on the screen: drawn, zoomed, moved, its boxes dragged, and what is near highlighted.
 */
final class DesignDrawing {
  private static final double LEAST_ZOOM = 0.05;
  private static final double MOST_ZOOM = 4;
  private static final double FIRST_ZOOM = 1.15;
  private static final double READABLE_ZOOM = 0.5;
  private static final double CLICK_PIXELS = 4;
  private static final double KEY_ZOOM = 1.25;
  private static final double KEY_PAN = 90;

  private final Actions actions;
  private final Element element = Element.of("div", "drawing");
  private final List<Element> nodeElements = new ArrayList<>();
  private final List<EdgeElements> edgeElements = new ArrayList<>();
  private final Map<String, FrameElements> frameElements = new HashMap<>();
  private @Nullable Diagram diagram;
  private DiagramColors colors = new DiagramColors(Diagram.EMPTY, false);
  private Element svg = Element.svg("svg");
  private double viewX;
  private double viewY;
  private double zoom = 1;
  private boolean fitted = true;
  private boolean isDown;
  private boolean moved;
  private int dragged = -1;
  private double lastX;
  private double lastY;
  private int current = -1;

  /** What a person wants to see. */
  interface Actions {
    void openNode(int node);

    void openEdge(int edge);

    void unfold(String packageName);

    void fold(String packageName);

    /** Something was moved by hand. */
    void moved();
  }

  private record EdgeElements(Element group, Element line, Element arrow, Element target) {}

  private record FrameElements(Element rect, Element name, Element fold) {}

  DesignDrawing(Actions actions) {
    this.actions = actions;
    element.on("wheel", this::wheel);
    element.on("pointerdown", input -> down(input, -1));
    element.onResize(this::resized);
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
    element.clear().add(notice);
  }

  void draw(Diagram drawn, DiagramColors inColors) {
    diagram = drawn;
    colors = inColors;
    current = -1;
    nodeElements.clear();
    edgeElements.clear();
    frameElements.clear();
    svg = Element.svg("svg");
    svg.role("group").label(DesignWords.LABEL);
    for (String name : drawn.frames().keySet()) {
      svg.add(frame(name));
    }
    for (int i = 0; i < drawn.edges().size(); i++) {
      svg.add(edge(drawn, i));
    }
    for (int i = 0; i < drawn.nodes().size(); i++) {
      svg.add(node(drawn, i));
    }
    drawn.frames().keySet().forEach(this::placeFrame);
    element.clear().add(svg);
    fit();
    if (zoom < READABLE_ZOOM && !drawn.nodes().isEmpty()) {
      // too large to be read as a whole: begin where most of the time begins
      zoom = READABLE_ZOOM;
      Box first = drawn.node(entry(drawn)).box();
      viewX = first.x() + first.width() / 2 - element.width() / zoom / 2;
      viewY = first.y() - 40;
      fitted = false;
      place();
    }
  }

  /** The heaviest box that is not the JDK's. */
  private static int entry(Diagram drawn) {
    for (int i = 0; i < drawn.nodes().size(); i++) {
      if (!drawn.node(i).kind().equals("jdk")) {
        return i;
      }
    }
    return 0;
  }

  // ---- elements ----

  private Element frame(String name) {
    Element group = Element.svg("g").attribute("class", "frame");
    Element rect = Element.svg("rect").attribute("rx", "8");
    Element text = Element.svg("text").attribute("font-size", "11");
    Element fold = Element.svg("g").attribute("class", "twig").role("button");
    fold.label(DesignWords.fold(name));
    fold.add(
        Element.svg("rect").attribute("width", "18").attribute("height", "16").attribute("rx", "4"),
        Element.svg("text")
            .attribute("x", "9")
            .attribute("y", "12")
            .attribute("text-anchor", "middle")
            .text("−"),
        title(DesignWords.fold(name)));
    fold.on("pointerdown", Input::stop);
    fold.onClick(() -> actions.fold(groupOf(name)));
    frameElements.put(name, new FrameElements(rect, text, fold));
    return group.add(rect, text, fold, title(name));
  }

  /** What a frame folds into: the group of a class in it. */
  private String groupOf(String frame) {
    Diagram drawn = diagram;
    if (drawn != null) {
      for (Diagram.Node node : drawn.nodes()) {
        if (node.frame().equals(frame)) {
          return node.group();
        }
      }
    }
    return frame;
  }

  private static Element title(String text) {
    return Element.svg("title").text(text);
  }

  private void placeFrame(String name) {
    FrameElements frame = frameElements.get(name);
    Box box = diagram == null ? null : diagram.frames().get(name);
    if (frame == null || box == null) {
      return;
    }
    rect(frame.rect(), box);
    frame.name().attribute("x", number(box.x() + 12)).attribute("y", number(box.y() + 16));
    frame.name().text(DiagramSvg.fitted(name, box.width() - 48, 6.3));
    frame
        .fold()
        .attribute(
            "transform",
            "translate(" + number(box.x() + box.width() - 23) + "," + number(box.y() + 5) + ")");
  }

  private static void rect(Element rect, Box box) {
    rect.attribute("x", number(box.x())).attribute("y", number(box.y()));
    rect.attribute("width", number(box.width())).attribute("height", number(box.height()));
  }

  private Element edge(Diagram drawn, int index) {
    Diagram.Edge edge = drawn.edge(index);
    Diagram.Node from = drawn.node(edge.from());
    String color = colors.of(from);
    Element line = Element.svg("path").attribute("class", "line").attribute("stroke", color);
    line.attribute("stroke-width", number(drawn.thickness(index)));
    Element arrow = Element.svg("path").attribute("fill", color);
    Element target = Element.svg("path").attribute("class", "target");
    String label =
        DesignWords.edge(from.label(), drawn.node(edge.to()).label(), edge.total(), edge.calls());
    Element group = Element.svg("g").attribute("class", "edge").attribute("tabindex", "-1");
    group.role("button").label(label).add(line, arrow, target, title(label));
    group.onClick(
        () -> {
          if (!moved) {
            actions.openEdge(index);
          }
        });
    edgeElements.add(new EdgeElements(group, line, arrow, target));
    placeEdge(index);
    return group;
  }

  private void placeEdge(int index) {
    Diagram drawn = diagram;
    if (drawn == null) {
      return;
    }
    EdgeElements edge = edgeElements.get(index);
    List<Double> points = drawn.edge(index).points();
    String path = DiagramSvg.path(points);
    edge.line().attribute("d", path);
    edge.target().attribute("d", path);
    if (!drawn.isLoop(index)) {
      edge.arrow().attribute("d", DiagramSvg.arrow(points, drawn.thickness(index)));
    }
  }

  private Element node(Diagram drawn, int index) {
    Diagram.Node node = drawn.node(index);
    Box box = node.box();
    String color = colors.of(node);
    String label = DesignWords.node(node.label(), node.packageName(), node.classes(), node.total());
    Element group = Element.svg("g").attribute("class", "node " + node.kind());
    group.attribute("tabindex", index == 0 ? "0" : "-1").attribute("data-id", node.id());
    group.role("button").label(label);
    Element rect = Element.svg("rect").attribute("class", "box").attribute("stroke", color);
    rect.attribute("width", number(box.width())).attribute("height", number(box.height()));
    rect.attribute("rx", node.isFolded() ? "8" : "4");
    Element bar = Element.svg("rect").attribute("fill", color).attribute("width", "5");
    bar.attribute("height", number(box.height())).attribute("rx", "2");
    double room = box.width() - (node.isFolded() ? 42 : 22);
    group.add(
        rect,
        bar,
        text(14, 19, "12.5", "name", DiagramSvg.fitted(DiagramSvg.title(node), room, 7.2)),
        text(14, 35, "11", "time", DiagramSvg.subtitle(node)),
        title(label));
    if (node.isFolded()) {
      group.add(unfoldButton(node, box));
    }
    group.on("pointerdown", input -> down(input, index));
    group.on("pointerenter", input -> highlight(index));
    group.on("pointerleave", input -> highlight(-1));
    group.on("focus", input -> highlight(index));
    group.on("blur", input -> highlight(-1));
    group.onClick(
        () -> {
          if (!moved) {
            walkTo(index);
            actions.openNode(index);
          }
        });
    group.on(
        "dblclick",
        input -> {
          if (node.isFolded()) {
            actions.unfold(node.packageName());
          }
        });
    nodeElements.add(group);
    placeNode(index);
    return group;
  }

  private Element unfoldButton(Diagram.Node node, Box box) {
    Element button = Element.svg("g").attribute("class", "twig").role("button");
    button.label(DesignWords.unfold(node.label()));
    button.attribute("transform", "translate(" + number(box.width() - 26) + ",7)");
    button.add(
        Element.svg("rect").attribute("width", "18").attribute("height", "16").attribute("rx", "4"),
        Element.svg("text")
            .attribute("x", "9")
            .attribute("y", "12.5")
            .attribute("text-anchor", "middle")
            .text("+"),
        title(DesignWords.unfold(node.label())));
    button.on("pointerdown", Input::stop);
    button.on(
        "click",
        input -> {
          input.stop();
          actions.unfold(node.packageName());
        });
    return button;
  }

  private static Element text(double x, double y, String size, String style, String content) {
    Element text = Element.svg("text").attribute("class", style).attribute("font-size", size);
    return text.attribute("x", number(x)).attribute("y", number(y)).text(content);
  }

  private void placeNode(int index) {
    Diagram drawn = diagram;
    if (drawn != null) {
      Box box = drawn.node(index).box();
      nodeElements
          .get(index)
          .attribute("transform", "translate(" + number(box.x()) + "," + number(box.y()) + ")");
    }
  }

  private static String number(double value) {
    return Format.fixed(value, 1);
  }

  // ---- highlighting ----

  /** Fades what is neither the box, its callers nor its callees; all is plain again for -1. */
  private void highlight(int index) {
    Diagram drawn = diagram;
    if (drawn == null) {
      return;
    }
    boolean[] caller = new boolean[nodeElements.size()];
    boolean[] callee = new boolean[nodeElements.size()];
    for (int i = 0; i < edgeElements.size(); i++) {
      Diagram.Edge edge = drawn.edge(i);
      boolean touches = edge.from() == index || edge.to() == index;
      edgeElements.get(i).group().toggleClass("faded", index >= 0 && !touches);
      edgeElements.get(i).group().toggleClass("near", touches);
      caller[edge.from()] |= edge.to() == index;
      callee[edge.to()] |= edge.from() == index;
    }
    for (int i = 0; i < caller.length; i++) {
      boolean near = i == index || caller[i] || callee[i];
      Element node = nodeElements.get(i);
      node.toggleClass("faded", index >= 0 && !near);
      node.toggleClass("caller", caller[i] && i != index);
      node.toggleClass("callee", callee[i] && i != index);
    }
  }

  /** Marks the boxes that a search found. */
  void mark(boolean[] found) {
    for (int i = 0; i < nodeElements.size(); i++) {
      nodeElements.get(i).toggleClass("found", i < found.length && found[i]);
    }
  }

  /** Marks the box or line that the panel is about; -1 for none. */
  void choose(int node, int edge) {
    for (int i = 0; i < nodeElements.size(); i++) {
      nodeElements.get(i).toggleClass("chosen", i == node);
    }
    for (int i = 0; i < edgeElements.size(); i++) {
      edgeElements.get(i).group().toggleClass("chosen", i == edge);
    }
  }

  // ---- zoom and movement ----

  void fit() {
    Diagram drawn = diagram;
    if (drawn == null || element.width() <= 0) {
      return;
    }
    Box bounds = drawn.bounds();
    zoom =
        Math.min(
            FIRST_ZOOM,
            Math.min(element.width() / bounds.width(), element.height() / bounds.height()));
    viewX = bounds.x() - (element.width() / zoom - bounds.width()) / 2;
    viewY = bounds.y() - Math.max(0, (element.height() / zoom - bounds.height()) / 2);
    fitted = true;
    place();
  }

  private void resized() {
    if (fitted) {
      fit();
    } else {
      place();
    }
  }

  private void place() {
    svg.attribute(
        "viewBox",
        Format.fixed(viewX, 2)
            + " "
            + Format.fixed(viewY, 2)
            + " "
            + Format.fixed(element.width() / zoom, 2)
            + " "
            + Format.fixed(element.height() / zoom, 2));
  }

  /** Brings a box into view if it is not. */
  void reveal(int index) {
    Diagram drawn = diagram;
    if (drawn == null || index < 0) {
      return;
    }
    Box box = drawn.node(index).box();
    double width = element.width() / zoom;
    double height = element.height() / zoom;
    boolean inside =
        box.x() >= viewX
            && box.y() >= viewY
            && box.x() + box.width() <= viewX + width
            && box.y() + box.height() <= viewY + height;
    if (!inside) {
      viewX = box.x() + box.width() / 2 - width / 2;
      viewY = box.y() + box.height() / 2 - height / 2;
      fitted = false;
      place();
    }
  }

  void zoomBy(double factor) {
    zoomAt(factor, element.width() / 2, element.height() / 2);
  }

  private void zoomAt(double wanted, double x, double y) {
    double next = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom * wanted));
    viewX += x / zoom - x / next;
    viewY += y / zoom - y / next;
    zoom = next;
    fitted = false;
    place();
  }

  private void pan(double x, double y) {
    viewX += x / zoom;
    viewY += y / zoom;
    fitted = false;
    place();
  }

  private void wheel(Input input) {
    if (diagram == null) {
      return;
    }
    input.preventDefault();
    if (input.shift()) {
      pan(input.deltaX() + input.deltaY(), 0);
      return;
    }
    double factor = Math.exp(-Math.max(-200, Math.min(200, input.deltaY())) * 0.0018);
    zoomAt(factor, input.x() - element.left(), input.y() - element.top());
  }

  private void down(Input input, int node) {
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
      pan(-dx, -dy);
    } else {
      moveNode(drawn, dragged, dx / zoom, dy / zoom);
    }
  }

  private void moveNode(Diagram drawn, int index, double dx, double dy) {
    Box box = drawn.node(index).box();
    drawn.move(index, box.x() + dx, box.y() + dy);
    placeNode(index);
    placeFrame(drawn.node(index).frame());
    for (int i = 0; i < edgeElements.size(); i++) {
      if (drawn.edge(i).from() == index || drawn.edge(i).to() == index) {
        placeEdge(i);
      }
    }
    fitted = false;
    actions.moved();
  }

  private void up() {
    isDown = false;
    dragged = -1;
    element.toggleClass("grabbing", false);
  }

  // ---- keyboard ----

  private void walkTo(int index) {
    if (current >= 0 && current < nodeElements.size()) {
      nodeElements.get(current).attribute("tabindex", "-1");
    }
    current = index;
    nodeElements.get(index).attribute("tabindex", "0");
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
      case "a", "A" -> pan(-KEY_PAN, 0);
      case "d", "D" -> pan(KEY_PAN, 0);
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
    nodeElements.get(next).focus();
  }
}
