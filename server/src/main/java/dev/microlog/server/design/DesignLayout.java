package dev.microlog.server.design;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.design.DesignGraph;
import dev.microlog.timeline.analysis.design.DesignPlacement;
import dev.microlog.timeline.analysis.design.DesignRoutes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays a design graph out in layers, callers above what they call, the classes of a package in a
 * box. The same graph gives the same layout, unless laying it out takes so long that a simpler one
 * must do.
 */
public final class DesignLayout {
  /** Of CPU time, so that a busy machine gives the same layout. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int SEED = 1;
  private static final int MOST_METHODS = 12;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private DesignLayout() {}

  /** Places a graph. */
  public static DesignDiagram of(Timeline timeline, DesignGraph graph) {
    return of(timeline, graph, PATIENCE);
  }

  /** Places a graph, by {@link DesignPlacement} if it takes longer than that. */
  static DesignDiagram of(Timeline timeline, DesignGraph graph, Duration patience) {
    var elk = new Elk(graph);
    return elk.layOut(patience)
        ? elk.diagram(timeline)
        : placed(timeline, graph, DesignPlacement.of(graph, Map.of()));
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("microlog-design").start(work);
  }

  /** Gives up when time is over; ELK asks between its phases. */
  private static final class Deadline extends BasicProgressMonitor {
    private final long endNanos;

    Deadline(Duration patience) {
      endNanos = cpuNanos() + patience.toNanos();
    }

    @Override
    public boolean isCanceled() {
      return cpuNanos() - endNanos >= 0;
    }

    private static long cpuNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  /** The graph in ELK's terms. */
  private static final class Elk {
    private final DesignGraph graph;
    private final ElkNode root = root();
    private final Map<String, ElkNode> groups = new TreeMap<>();
    private final List<ElkNode> boxes = new ArrayList<>();
    private final List<ElkEdge> lines = new ArrayList<>();

    Elk(DesignGraph graph) {
      this.graph = graph;
      Map<String, Integer> members = new TreeMap<>();
      for (DesignGraph.Node node : graph.nodes()) {
        members.merge(DesignPlacement.groupOf(node), 1, Integer::sum);
      }
      for (DesignGraph.Node node : graph.nodes()) {
        String name = DesignPlacement.groupOf(node);
        ElkNode parent = name.isEmpty() ? root : groups.computeIfAbsent(name, n -> groupBox(root));
        ElkNode box = ElkGraphUtil.createNode(parent);
        double width = DesignPlacement.width(node);
        if (!name.isEmpty() && members.getOrDefault(name, 0) == 1) {
          // alone in its frame it is as wide as the frame's name
          width = Math.max(width, DesignPlacement.frameWidth(name) - 2 * DesignPlacement.PADDING);
        }
        box.setDimensions(width, DesignPlacement.NODE_HEIGHT);
        boxes.add(box);
      }
      for (DesignGraph.Edge edge : graph.edges()) {
        lines.add(ElkGraphUtil.createSimpleEdge(boxes.get(edge.from()), boxes.get(edge.to())));
      }
    }

    private static ElkNode root() {
      ElkNode root = ElkGraphUtil.createGraph();
      root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
      root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
      root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
      root.setProperty(CoreOptions.RANDOM_SEED, SEED);
      root.setProperty(CoreOptions.PADDING, new ElkPadding(24));
      space(root);
      return root;
    }

    private static ElkNode groupBox(ElkNode root) {
      ElkNode group = ElkGraphUtil.createNode(root);
      group.setProperty(
          CoreOptions.PADDING,
          new ElkPadding(
              DesignPlacement.HEAD + 4,
              DesignPlacement.PADDING,
              DesignPlacement.PADDING,
              DesignPlacement.PADDING));
      space(group);
      return group;
    }

    private static void space(ElkNode node) {
      node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
      node.setProperty(LayeredOptions.SPACING_NODE_NODE, 20.0);
      node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
      node.setProperty(LayeredOptions.SPACING_EDGE_NODE, 10.0);
      node.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 7.0);
      node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 7.0);
    }

    /**
     * Whether it was done in time. Requests are answered by virtual threads, of which nobody counts
     * the time on a processor, so a thread of its own does it.
     */
    boolean layOut(Duration patience) {
      return CompletableFuture.supplyAsync(() -> layOutHere(patience), DesignLayout::start).join();
    }

    private boolean layOutHere(Duration patience) {
      var deadline = new Deadline(patience);
      if (deadline.isCanceled()) {
        return false;
      }
      new RecursiveGraphLayoutEngine().layout(root, deadline);
      return !deadline.isCanceled();
    }

    DesignDiagram diagram(Timeline timeline) {
      List<DesignDiagram.Group> frames = new ArrayList<>();
      groups.forEach(
          (name, box) ->
              frames.add(
                  new DesignDiagram.Group(
                      name,
                      round(left(box)),
                      round(top(box)),
                      round(box.getWidth()),
                      round(box.getHeight()))));
      List<DesignPlacement.Box> places = new ArrayList<>();
      for (ElkNode box : boxes) {
        places.add(new DesignPlacement.Box(left(box), top(box), box.getWidth(), box.getHeight()));
      }
      List<double[]> points = new ArrayList<>();
      for (ElkEdge line : lines) {
        points.add(points(line));
      }
      return DesignLayout.diagram(
          timeline, graph, root.getWidth(), root.getHeight(), frames, places, points);
    }

    private static double left(ElkNode node) {
      ElkNode parent = node.getParent();
      return parent == null ? 0 : node.getX() + left(parent);
    }

    private static double top(ElkNode node) {
      ElkNode parent = node.getParent();
      return parent == null ? 0 : node.getY() + top(parent);
    }

    /** ELK counts a line's points from the corner of the node that contains the line. */
    private static double[] points(ElkEdge line) {
      ElkNode inside = line.getContainingNode();
      double x = left(inside);
      double y = top(inside);
      List<Double> points = new ArrayList<>();
      for (ElkEdgeSection section : line.getSections()) {
        points.add(x + section.getStartX());
        points.add(y + section.getStartY());
        for (ElkBendPoint bend : section.getBendPoints()) {
          points.add(x + bend.getX());
          points.add(y + bend.getY());
        }
        points.add(x + section.getEndX());
        points.add(y + section.getEndY());
      }
      return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static DesignDiagram placed(
      Timeline timeline, DesignGraph graph, DesignPlacement placement) {
    List<DesignDiagram.Group> groups = new ArrayList<>();
    new TreeMap<>(placement.groups())
        .forEach(
            (name, box) ->
                groups.add(
                    new DesignDiagram.Group(
                        name,
                        round(box.x()),
                        round(box.y()),
                        round(box.width()),
                        round(box.height()))));
    int[] from = graph.edges().stream().mapToInt(DesignGraph.Edge::from).toArray();
    int[] to = graph.edges().stream().mapToInt(DesignGraph.Edge::to).toArray();
    return diagram(
        timeline,
        graph,
        placement.width(),
        placement.height(),
        groups,
        placement.nodes(),
        DesignRoutes.of(placement.nodes(), from, to));
  }

  private static DesignDiagram diagram(
      Timeline timeline,
      DesignGraph graph,
      double width,
      double height,
      List<DesignDiagram.Group> groups,
      List<DesignPlacement.Box> places,
      List<double[]> points) {
    List<DesignDiagram.Node> nodes = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      nodes.add(node(graph.nodes().get(i), places.get(i)));
    }
    List<DesignDiagram.Edge> edges = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      edges.add(edge(timeline, graph, graph.edges().get(i), points.get(i)));
    }
    return new DesignDiagram(
        round(width), round(height), groups, nodes, edges, graph.omitted(), graph.omittedEdges());
  }

  private static DesignDiagram.Node node(DesignGraph.Node node, DesignPlacement.Box box) {
    return new DesignDiagram.Node(
        node.id(),
        node.label(),
        node.packageName(),
        node.group(),
        node.kind().name().toLowerCase(Locale.ROOT),
        round(box.x()),
        round(box.y()),
        round(box.width()),
        round(box.height()),
        node.total(),
        node.self(),
        node.calls(),
        node.folded() ? node.classes() : 0);
  }

  private static DesignDiagram.Edge edge(
      Timeline timeline, DesignGraph graph, DesignGraph.Edge edge, double[] line) {
    List<DesignDiagram.Call> calls = new ArrayList<>();
    for (DesignGraph.MethodCall call :
        edge.methods().subList(0, Math.min(MOST_METHODS, edge.methods().size()))) {
      calls.add(
          new DesignDiagram.Call(
              timeline.methods().shortName(call.callee()),
              call.caller() < 0 ? "" : timeline.methods().shortName(call.caller()),
              call.callee(),
              call.caller(),
              call.total(),
              call.calls()));
    }
    List<Double> points = new ArrayList<>();
    for (double point : line) {
      points.add(round(point));
    }
    return new DesignDiagram.Edge(
        graph.nodes().get(edge.from()).id(),
        graph.nodes().get(edge.to()).id(),
        edge.total(),
        edge.calls(),
        points,
        calls);
  }

  /** To a tenth of a pixel: more is noise. */
  private static double round(double pixels) {
    return Math.rint(pixels * 10) / 10;
  }
}
