package dev.microlog.server.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.explain.ShopTimeline;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.DesignGraph;
import dev.microlog.timeline.analysis.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignLayoutTest {
  private static DesignDiagram shop() {
    Timeline timeline = ShopTimeline.timeline();
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    return DesignLayout.of(timeline, graph);
  }

  @Test
  void placesNodesInsideTheDiagramAndApart() {
    DesignDiagram diagram = shop();
    assertTrue(diagram.nodes().size() > 4 && diagram.nodes().size() <= 40);
    for (DesignDiagram.Node node : diagram.nodes()) {
      assertTrue(node.x() >= 0 && node.x() + node.width() <= diagram.width(), node.toString());
      assertTrue(node.y() >= 0 && node.y() + node.height() <= diagram.height(), node.toString());
      for (DesignDiagram.Node other : diagram.nodes()) {
        boolean apart =
            other.x() >= node.x() + node.width()
                || node.x() >= other.x() + other.width()
                || other.y() >= node.y() + node.height()
                || node.y() >= other.y() + other.height();
        assertTrue(node.equals(other) || apart, node + " " + other);
      }
    }
  }

  @Test
  void drawsEveryEdgeWithItsMethods() {
    DesignDiagram diagram = shop();
    assertTrue(diagram.edges().size() > 3);
    for (DesignDiagram.Edge edge : diagram.edges()) {
      assertTrue(edge.points().size() >= 4 && edge.points().size() % 2 == 0, edge.toString());
      assertTrue(!edge.methods().isEmpty(), edge.toString());
    }
  }

  @Test
  void isTheSameForTheSameRecording() {
    assertEquals(shop(), shop());
  }

  @Test
  void placesNothing() {
    Timeline empty = new dev.microlog.timeline.TimelineBuilder().build();
    DesignGraph graph =
        DesignGraph.of(empty, Selection.all(empty), DesignGraph.Options.FIRST_SIGHT);
    assertEquals(List.of(), DesignLayout.of(empty, graph).nodes());
  }
}
