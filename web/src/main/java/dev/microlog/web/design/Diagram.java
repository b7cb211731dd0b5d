package dev.microlog.web.design;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.analysis.design.DesignGraph;
import dev.microlog.timeline.analysis.design.DesignPlacement;
import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.timeline.analysis.design.DesignRoutes;
import dev.microlog.web.net.Json;
import dev.microlog.web.text.DesignWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A diagram with its places: from a server's layout, or placed here. Nodes can be moved; the lines
 * at a moved node are drawn anew.
 */
public final class Diagram {
  /** Nothing to draw. */
  public static final Diagram EMPTY = new Diagram(List.of(), List.of(), Map.of(), 0, 0);

  private final List<Node> nodes;
  private final List<Edge> edges;
  private final Map<String, Box> frames;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final int omitted;
  private final int omittedEdges;

  /**
   * A class or a folded package.
   *
   * @param group what it can be folded into; empty for an outermost package
   * @param kind {@code yours}, {@code library} or {@code jdk}
   * @param classes number of classes inside, 0 for a class
   */
  public record Node(
      String id,
      String label,
      String packageName,
      String group,
      String kind,
      int classes,
      double total,
      double self,
      int calls,
      Box box) {
    public boolean isFolded() {
      return classes > 0;
    }

    /** The package whose frame it stands in; empty for one without a frame. */
    public String frame() {
      return isFolded() ? "" : packageName;
    }

    Node at(Box moved) {
      return new Node(id, label, packageName, group, kind, classes, total, self, calls, moved);
    }
  }

  /**
   * Calls between two nodes, by their indexes.
   *
   * @param points x and y of the line's points in turn
   */
  public record Edge(
      int from, int to, double total, int calls, List<Double> points, List<Call> methods) {
    public Edge {
      points = List.copyOf(points);
      methods = List.copyOf(methods);
    }
  }

  /** A method that calls another; rows of the method table. */
  public record Call(int caller, int callee, double total, int count) {}

  private Diagram(
      List<Node> nodes, List<Edge> edges, Map<String, Box> frames, int omitted, int omittedEdges) {
    this.nodes = new ArrayList<>(nodes);
    this.edges = new ArrayList<>(edges);
    this.frames = new TreeMap<>(frames);
    this.omitted = omitted;
    this.omittedEdges = omittedEdges;
    for (int i = 0; i < nodes.size(); i++) {
      indexes.put(nodes.get(i).id(), i);
    }
  }

  /** A layout as the server or an exported page gives it. */
  public static Diagram of(Json json) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> indexes = new HashMap<>();
    for (Json node : json.list("nodes")) {
      indexes.put(node.text("id"), nodes.size());
      nodes.add(
          new Node(
              node.text("id"),
              node.text("label"),
              node.text("package"),
              node.text("group"),
              node.text("kind"),
              (int) node.number("folded"),
              node.number("totalMicros"),
              node.number("selfMicros"),
              (int) node.number("count"),
              box(node)));
    }
    List<Edge> edges = new ArrayList<>();
    for (Json edge : json.list("edges")) {
      Integer from = indexes.get(edge.text("from"));
      Integer to = indexes.get(edge.text("to"));
      if (from != null && to != null) {
        edges.add(edge(edge, from, to));
      }
    }
    Map<String, Box> frames = new LinkedHashMap<>();
    for (Json group : json.list("groups")) {
      frames.put(group.text("name"), box(group));
    }
    return new Diagram(
        nodes, edges, frames, (int) json.number("omitted"), (int) json.number("omittedEdges"));
  }

  private static Box box(Json json) {
    return new Box(json.number("x"), json.number("y"), json.number("width"), json.number("height"));
  }

  private static Edge edge(Json json, int from, int to) {
    List<Double> points = new ArrayList<>();
    for (Json point : json.list("points")) {
      points.add(point.number());
    }
    List<Call> methods = new ArrayList<>();
    for (Json call : json.list("methods")) {
      methods.add(
          new Call(
              (int) call.number("callerMethod"),
              (int) call.number("method"),
              call.number("totalMicros"),
              (int) call.number("count")));
    }
    return new Edge(
        from, to, json.number("totalMicros"), (int) json.number("count"), points, methods);
  }

  /**
   * A graph placed without a layout engine.
   *
   * @param known what has a place already keeps it
   */
  public static Diagram of(DesignGraph graph, Map<String, Box> known) {
    DesignPlacement placement = DesignPlacement.of(graph, known);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      DesignGraph.Node node = graph.nodes().get(i);
      nodes.add(
          new Node(
              node.id(),
              node.label(),
              node.packageName(),
              node.group(),
              node.kind().name().toLowerCase(Locale.ROOT),
              node.folded() ? node.classes() : 0,
              node.total(),
              node.self(),
              node.calls(),
              placement.nodes().get(i)));
    }
    List<Edge> edges = new ArrayList<>();
    for (DesignGraph.Edge edge : graph.edges()) {
      List<Call> methods = new ArrayList<>();
      for (DesignGraph.MethodCall call : edge.methods()) {
        methods.add(new Call(call.caller(), call.callee(), call.total(), call.calls()));
      }
      edges.add(new Edge(edge.from(), edge.to(), edge.total(), edge.calls(), List.of(), methods));
    }
    Diagram diagram =
        new Diagram(nodes, edges, placement.groups(), graph.omitted(), graph.omittedEdges());
    diagram.route(-1);
    return diagram;
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Node node(int index) {
    return nodes.get(index);
  }

  public List<Edge> edges() {
    return List.copyOf(edges);
  }

  public Edge edge(int index) {
    return edges.get(index);
  }

  /** The frames around the classes of a package, by its name. */
  public Map<String, Box> frames() {
    return new TreeMap<>(frames);
  }

  public int omitted() {
    return omitted;
  }

  public int omittedEdges() {
    return omittedEdges;
  }

  /** -1 for none of that id. */
  public int find(String id) {
    return indexes.getOrDefault(id, -1);
  }

  /** The places of all nodes, by their ids. */
  public Map<String, Box> places() {
    Map<String, Box> places = new HashMap<>();
    for (Node node : nodes) {
      places.put(node.id(), node.box());
    }
    return places;
  }

  /** What has to be drawn. */
  public Box bounds() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    List<Box> boxes = new ArrayList<>(frames.values());
    for (Node node : nodes) {
      boxes.add(node.box());
    }
    for (Box box : boxes) {
      left = Math.min(left, box.x());
      top = Math.min(top, box.y());
      right = Math.max(right, box.x() + box.width());
      bottom = Math.max(bottom, box.y() + box.height());
    }
    for (Edge edge : edges) {
      for (int i = 0; i + 1 < edge.points().size(); i += 2) {
        left = Math.min(left, edge.points().get(i));
        right = Math.max(right, edge.points().get(i));
        top = Math.min(top, edge.points().get(i + 1));
        bottom = Math.max(bottom, edge.points().get(i + 1));
      }
    }
    return boxes.isEmpty()
        ? new Box(0, 0, 1, 1)
        : new Box(left - 16, top - 16, right - left + 32, bottom - top + 32);
  }

  /** Moves a node; its frame grows to hold it, and its lines follow. */
  public void move(int index, double x, double y) {
    Node node = nodes.get(index);
    nodes.set(index, node.at(node.box().at(x, y)));
    if (!node.frame().isEmpty()) {
      frames.put(node.frame(), frameAround(node.frame()));
    }
    route(index);
  }

  private Box frameAround(String name) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Node node : nodes) {
      if (node.frame().equals(name)) {
        left = Math.min(left, node.box().x());
        top = Math.min(top, node.box().y());
        right = Math.max(right, node.box().x() + node.box().width());
        bottom = Math.max(bottom, node.box().y() + node.box().height());
      }
    }
    double side = DesignPlacement.PADDING;
    double head = DesignPlacement.HEAD;
    return new Box(left - side, top - head, right - left + 2 * side, bottom - top + head + side);
  }

  /** Draws the lines anew that touch a node; all of them for -1. */
  private void route(int index) {
    List<Integer> touched = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      if (index < 0 || edges.get(i).from() == index || edges.get(i).to() == index) {
        touched.add(i);
      }
    }
    int[] from = new int[touched.size()];
    int[] to = new int[touched.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = edges.get(touched.get(i)).from();
      to[i] = edges.get(touched.get(i)).to();
    }
    List<Box> boxes = new ArrayList<>();
    for (Node node : nodes) {
      boxes.add(node.box());
    }
    List<double[]> routes = DesignRoutes.of(boxes, from, to);
    for (int i = 0; i < from.length; i++) {
      Edge edge = edges.get(touched.get(i));
      List<Double> points = new ArrayList<>();
      for (double point : routes.get(i)) {
        points.add(point);
      }
      edges.set(
          touched.get(i),
          new Edge(edge.from(), edge.to(), edge.total(), edge.calls(), points, edge.methods()));
    }
  }

  /** Whether a class is shown by a node: as itself, or inside a folded package. */
  public int nodeOf(MethodTable methods, int method) {
    String type = methods.className(method);
    int exact = find(type);
    String name = methods.packageName(method);
    while (exact < 0 && !name.isEmpty()) {
      exact = find(name + ".*");
      name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
    return exact;
  }

  /** Whether a line leads back to where it comes from. */
  public boolean isLoop(int edge) {
    return edges.get(edge).from() == edges.get(edge).to();
  }

  /** What a node is called for those who do not see the diagram: all that it shows. */
  public String name(int index) {
    Node node = nodes.get(index);
    int callers = 0;
    int called = 0;
    for (int i = 0; i < edges.size(); i++) {
      callers += edges.get(i).to() == index && !isLoop(i) ? 1 : 0;
      called += edges.get(i).from() == index && !isLoop(i) ? 1 : 0;
    }
    return DesignWords.node(node.label(), node.packageName(), node.classes(), node.total())
        + ", "
        + DesignWords.place(share(node), callers, called);
  }

  /** The node's time as a share of that of all nodes; 0 if they have none of their own. */
  private double share(Node node) {
    double sum = 0;
    for (Node each : nodes) {
      sum += each.self();
    }
    return sum > 0 ? Math.min(1, node.total() / sum) : 0;
  }

  /** The width of a line, which grows with the time of its calls. */
  public double thickness(int edge) {
    double most = 1;
    for (Edge each : edges) {
      most = Math.max(most, each.total());
    }
    double width = 1.2 + 6.8 * Math.sqrt(edges.get(edge).total() / most);
    // there is no room for a thick loop
    return isLoop(edge) ? Math.min(3, width) : width;
  }

  /**
   * The node that lies next in a direction; the same one if there is none.
   *
   * @param right 1 or -1 for right or left, else 0
   * @param down 1 or -1 for down or up, else 0
   */
  public int next(int index, int right, int down) {
    Box here = nodes.get(index).box();
    int best = index;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < nodes.size(); i++) {
      Box there = nodes.get(i).box();
      double dx = there.x() + there.width() / 2 - here.x() - here.width() / 2;
      double dy = there.y() + there.height() / 2 - here.y() - here.height() / 2;
      double along = dx * right + dy * down;
      double across = Math.abs(dx * down) + Math.abs(dy * right);
      double distance = along + 2 * across;
      if (i != index && along > 4 && distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
