package dev.microlog.web.page.design;

import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.design.DiagramColors;
import dev.microlog.web.design.DiagramSvg;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.text.DesignWords;
import dev.microlog.web.text.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elements of a drawn diagram: made once, then placed and highlighted. */
final class DesignElements {
  private final Diagram diagram;
  private final DiagramColors colors;
  private final Listener listener;
  private final Element svg = Element.svg("svg");
  private final List<Element> nodes = new ArrayList<>();
  private final List<EdgeElements> edges = new ArrayList<>();
  private final Map<String, FrameElements> frames = new HashMap<>();

  /** Hears what is done with the elements. */
  interface Listener {
    void down(Input input, int node);

    void clickNode(int node);

    void clickEdge(int edge);

    void unfold(String packageName);

    void fold(String packageName);
  }

  private record EdgeElements(Element group, Element line, Element arrow, Element target) {}

  private record FrameElements(Element rect, Element name, Element fold) {}

  DesignElements(Diagram diagram, DiagramColors colors, Listener listener) {
    this.diagram = diagram;
    this.colors = colors;
    this.listener = listener;
    svg.role("group").label(DesignWords.LABEL);
    for (String name : diagram.frames().keySet()) {
      svg.add(frame(name));
    }
    for (int i = 0; i < diagram.edges().size(); i++) {
      svg.add(edge(i));
    }
    for (int i = 0; i < diagram.nodes().size(); i++) {
      svg.add(node(i));
    }
    diagram.frames().keySet().forEach(this::placeFrame);
  }

  /** The drawing as a whole. */
  Element svg() {
    return svg;
  }

  /** Lets Tab reach this box and not another; -1 for the one before if there was none. */
  void reach(int index, int before) {
    if (before >= 0 && before < nodes.size()) {
      nodes.get(before).attribute("tabindex", "-1");
    }
    nodes.get(index).attribute("tabindex", "0");
  }

  /** Gives the keyboard to a box. */
  void focus(int index) {
    nodes.get(index).focus();
  }

  /** Puts a box that was moved where it is now, with its lines and its frame. */
  void place(int index) {
    placeNode(index);
    placeFrame(diagram.node(index).frame());
    for (int i = 0; i < edges.size(); i++) {
      if (diagram.edge(i).from() == index || diagram.edge(i).to() == index) {
        placeEdge(i);
      }
    }
  }

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
    fold.onClick(() -> listener.fold(groupOf(name)));
    frames.put(name, new FrameElements(rect, text, fold));
    return group.add(rect, text, fold, title(name));
  }

  /** What a frame folds into: the group of a class in it. */
  private String groupOf(String frame) {
    for (Diagram.Node node : diagram.nodes()) {
      if (node.frame().equals(frame)) {
        return node.group();
      }
    }
    return frame;
  }

  private static Element title(String text) {
    return Element.svg("title").text(text);
  }

  private void placeFrame(String name) {
    FrameElements frame = frames.get(name);
    Box box = diagram.frames().get(name);
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

  private Element edge(int index) {
    Diagram.Edge edge = diagram.edge(index);
    Diagram.Node from = diagram.node(edge.from());
    String color = colors.of(from);
    Element line = Element.svg("path").attribute("class", "line").attribute("stroke", color);
    line.attribute("stroke-width", number(diagram.thickness(index)));
    Element arrow = Element.svg("path").attribute("fill", color);
    Element target = Element.svg("path").attribute("class", "target");
    String label =
        DesignWords.edge(from.label(), diagram.node(edge.to()).label(), edge.total(), edge.calls());
    Element group = Element.svg("g").attribute("class", "edge").attribute("tabindex", "-1");
    group.role("button").label(label).add(line, arrow, target, title(label));
    group.onClick(() -> listener.clickEdge(index));
    edges.add(new EdgeElements(group, line, arrow, target));
    placeEdge(index);
    return group;
  }

  private void placeEdge(int index) {
    EdgeElements edge = edges.get(index);
    List<Double> points = diagram.edge(index).points();
    String path = DiagramSvg.path(points);
    edge.line().attribute("d", path);
    edge.target().attribute("d", path);
    if (!diagram.isLoop(index)) {
      edge.arrow().attribute("d", DiagramSvg.arrow(points, diagram.thickness(index)));
    }
  }

  private Element node(int index) {
    Diagram.Node node = diagram.node(index);
    Box box = node.box();
    String color = colors.of(node);
    String label = diagram.name(index);
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
    group.on("pointerdown", input -> listener.down(input, index));
    group.on("pointerenter", input -> highlight(index));
    group.on("pointerleave", input -> highlight(-1));
    group.on("focus", input -> highlight(index));
    group.on("blur", input -> highlight(-1));
    group.onClick(() -> listener.clickNode(index));
    group.on(
        "dblclick",
        input -> {
          if (node.isFolded()) {
            listener.unfold(node.packageName());
          }
        });
    nodes.add(group);
    placeNode(index);
    return group;
  }

  private Element unfoldButton(Diagram.Node node, Box box) {
    // for the mouse alone: a button has no button inside it, and U does the same
    Element button = Element.svg("g").attribute("class", "twig").attribute("aria-hidden", "true");
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
          listener.unfold(node.packageName());
        });
    return button;
  }

  private static Element text(double x, double y, String size, String style, String content) {
    Element text = Element.svg("text").attribute("class", style).attribute("font-size", size);
    return text.attribute("x", number(x)).attribute("y", number(y)).text(content);
  }

  private void placeNode(int index) {
    Box box = diagram.node(index).box();
    nodes
        .get(index)
        .attribute("transform", "translate(" + number(box.x()) + "," + number(box.y()) + ")");
  }

  private static String number(double value) {
    return Format.fixed(value, 1);
  }

  /** Fades what is neither the box, its callers nor its callees; all is plain again for -1. */
  private void highlight(int index) {
    boolean[] caller = new boolean[nodes.size()];
    boolean[] callee = new boolean[nodes.size()];
    for (int i = 0; i < edges.size(); i++) {
      Diagram.Edge edge = diagram.edge(i);
      boolean touches = edge.from() == index || edge.to() == index;
      edges.get(i).group().toggleClass("faded", index >= 0 && !touches);
      edges.get(i).group().toggleClass("near", touches);
      caller[edge.from()] |= edge.to() == index;
      callee[edge.to()] |= edge.from() == index;
    }
    for (int i = 0; i < caller.length; i++) {
      boolean near = i == index || caller[i] || callee[i];
      Element node = nodes.get(i);
      node.toggleClass("faded", index >= 0 && !near);
      node.toggleClass("caller", caller[i] && i != index);
      node.toggleClass("callee", callee[i] && i != index);
    }
  }

  /** Marks the boxes that a search found. */
  void mark(boolean[] found) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).toggleClass("found", i < found.length && found[i]);
    }
  }

  /** Marks the box or line that the panel is about; -1 for none. */
  void choose(int node, int edge) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).toggleClass("chosen", i == node);
    }
    for (int i = 0; i < edges.size(); i++) {
      edges.get(i).group().toggleClass("chosen", i == edge);
    }
  }
}
