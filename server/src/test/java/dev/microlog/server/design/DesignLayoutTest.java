package dev.microlog.server.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.explain.ShopTimeline;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.design.DesignGraph;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  void aSimplerLayoutStandsInWhenTimeIsOver() {
    Timeline timeline = ShopTimeline.timeline();
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    DesignDiagram simple = DesignLayout.of(timeline, graph, Duration.ZERO);
    DesignDiagram full = shop();
    assertEquals(
        full.nodes().stream().map(DesignDiagram.Node::id).toList(),
        simple.nodes().stream().map(DesignDiagram.Node::id).toList());
    assertEquals(full.edges().size(), simple.edges().size());
    assertTrue(simple.width() > 0 && simple.height() > 0);
  }

  /** As requests are answered. */
  @Test
  void timeIsOverOnAVirtualThread() throws Exception {
    Timeline timeline = ShopTimeline.timeline();
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    var laidOut = new CompletableFuture<DesignDiagram>();
    Thread.ofVirtual()
        .start(() -> laidOut.complete(DesignLayout.of(timeline, graph, Duration.ofNanos(1))));
    assertEquals(
        DesignLayout.of(timeline, graph, Duration.ZERO), laidOut.get(30, TimeUnit.SECONDS));
    assertNotEquals(shop(), laidOut.get());
  }

  @Test
  void classesOfAPackageStandInItsFrame() {
    DesignDiagram diagram = shop();
    assertTrue(!diagram.groups().isEmpty());
    for (DesignDiagram.Node node : diagram.nodes()) {
      for (DesignDiagram.Group group : diagram.groups()) {
        boolean member = node.folded() == 0 && node.packageName().equals(group.name());
        boolean inside =
            node.x() >= group.x()
                && node.y() >= group.y()
                && node.x() + node.width() <= group.x() + group.width()
                && node.y() + node.height() <= group.y() + group.height();
        assertEquals(member, inside, node + " " + group);
      }
    }
  }

  @Test
  void anExportedPageCarriesThreeLayouts() {
    Map<String, String> texts = DesignJson.forExport(ShopTimeline.timeline());
    assertEquals(Set.of("design", "design-unfolded", "design-mine"), texts.keySet());
    assertEquals(texts, DesignJson.forExport(ShopTimeline.timeline()));
  }

  @Test
  void placesNothing() {
    Timeline empty = new dev.microlog.timeline.TimelineBuilder().build();
    DesignGraph graph =
        DesignGraph.of(empty, Selection.all(empty), DesignGraph.Options.FIRST_SIGHT);
    assertEquals(List.of(), DesignLayout.of(empty, graph).nodes());
  }
}
