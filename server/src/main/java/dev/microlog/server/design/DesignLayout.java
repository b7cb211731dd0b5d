package dev.microlog.server.design;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.DesignGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays a design graph out in layers, callers above what they call. The same graph gives the same
 * layout.
 */
public final class DesignLayout {
  private static final double CHARACTER = 7.2;
  private static final double HEIGHT = 40;
  private static final int SEED = 1;
  private static final int MOST_METHODS = 12;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private DesignLayout() {}

  /** Places a graph. */
  public static DesignDiagram of(Timeline timeline, DesignGraph graph) {
    ElkNode root = root();
    List<ElkNode> boxes = new ArrayList<>();
    for (DesignGraph.Node node : graph.nodes()) {
      ElkNode box = ElkGraphUtil.createNode(root);
      box.setDimensions(width(node), HEIGHT);
      boxes.add(box);
    }
    List<ElkEdge> lines = new ArrayList<>();
    for (DesignGraph.Edge edge : graph.edges()) {
      lines.add(ElkGraphUtil.createSimpleEdge(boxes.get(edge.from()), boxes.get(edge.to())));
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    List<DesignDiagram.Node> nodes = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      nodes.add(node(graph.nodes().get(i), boxes.get(i)));
    }
    List<DesignDiagram.Edge> edges = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      edges.add(edge(timeline, graph, graph.edges().get(i), lines.get(i)));
    }
    return new DesignDiagram(root.getWidth(), root.getHeight(), nodes, edges, graph.omitted());
  }

  private static ElkNode root() {
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.RANDOM_SEED, SEED);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(24));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 28.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 48.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);
    return root;
  }

  private static double width(DesignGraph.Node node) {
    int characters = Math.max(10, Math.min(40, node.label().length()));
    return Math.round(characters * CHARACTER + 28);
  }

  private static DesignDiagram.Node node(DesignGraph.Node node, ElkNode box) {
    return new DesignDiagram.Node(
        node.id(),
        node.label(),
        node.packageName(),
        node.kind().name().toLowerCase(Locale.ROOT),
        round(box.getX()),
        round(box.getY()),
        box.getWidth(),
        box.getHeight(),
        node.total(),
        node.self(),
        node.calls(),
        node.folded() ? node.classes() : 0);
  }

  private static DesignDiagram.Edge edge(
      Timeline timeline, DesignGraph graph, DesignGraph.Edge edge, ElkEdge line) {
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
    return new DesignDiagram.Edge(
        graph.nodes().get(edge.from()).id(),
        graph.nodes().get(edge.to()).id(),
        edge.total(),
        edge.calls(),
        points(line),
        calls);
  }

  private static List<Double> points(ElkEdge line) {
    List<Double> points = new ArrayList<>();
    for (ElkEdgeSection section : line.getSections()) {
      points.add(round(section.getStartX()));
      points.add(round(section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(round(bend.getX()));
        points.add(round(bend.getY()));
      }
      points.add(round(section.getEndX()));
      points.add(round(section.getEndY()));
    }
    return points;
  }

  /** To a tenth of a pixel: more is noise. */
  private static double round(double pixels) {
    return Math.rint(pixels * 10) / 10;
  }
}
