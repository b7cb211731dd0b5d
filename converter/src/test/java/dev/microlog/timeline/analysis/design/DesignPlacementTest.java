package dev.microlog.timeline.analysis.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DesignPlacementTest {
  private static DesignGraph.Node node(String id) {
    boolean folded = id.endsWith(".*");
    String bare = folded ? id.substring(0, id.length() - 2) : id;
    int dot = bare.lastIndexOf('.');
    String packageName = folded ? bare : bare.substring(0, dot);
    return new DesignGraph.Node(
        id,
        folded ? bare : bare.substring(dot + 1),
        packageName,
        folded ? "" : packageName,
        MethodKind.YOURS,
        folded,
        folded ? 3 : 1,
        1,
        1,
        1);
  }

  /** A graph of nodes, and of edges as {@code 0>1}. */
  private static DesignGraph graph(List<String> ids, String... edges) {
    List<DesignGraph.Edge> links = new ArrayList<>();
    for (String edge : edges) {
      String[] ends = edge.split(">", 2);
      links.add(
          new DesignGraph.Edge(
              Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), 1, 1, List.of()));
    }
    return new DesignGraph(ids.stream().map(DesignPlacementTest::node).toList(), links, 0, 0);
  }

  private static Map<String, Box> places(DesignGraph graph, DesignPlacement placement) {
    Map<String, Box> places = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      places.put(graph.nodes().get(i).id(), placement.nodes().get(i));
    }
    return places;
  }

  private static Box box(Map<String, Box> boxes, String id) {
    return Objects.requireNonNull(boxes.get(id), id);
  }

  private static void assertApart(String what, DesignGraph graph, DesignPlacement placement) {
    List<Box> clusters = new ArrayList<>(placement.groups().values());
    for (int i = 0; i < graph.nodes().size(); i++) {
      Box box = placement.nodes().get(i);
      assertTrue(box.x() >= 0 && box.x() + box.width() <= placement.width() + 1e-6, what);
      assertTrue(box.y() >= 0 && box.y() + box.height() <= placement.height() + 1e-6, what);
      for (int other = 0; other < i; other++) {
        assertTrue(!box.overlaps(placement.nodes().get(other), 0), what);
      }
      Box frame = placement.groups().get(DesignPlacement.groupOf(graph.nodes().get(i)));
      if (frame == null) {
        clusters.add(box);
      } else {
        assertEquals(frame, frame.around(box), what);
      }
    }
    for (int i = 0; i < clusters.size(); i++) {
      for (int other = 0; other < i; other++) {
        assertTrue(!clusters.get(i).overlaps(clusters.get(other), 0), what);
      }
    }
  }

  @Test
  void callersStandAboveWhatTheyCall() {
    DesignGraph graph = graph(List.of("a.A", "a.B", "a.C", "b.*"), "0>1", "1>2", "1>3", "2>0");
    DesignPlacement placement = DesignPlacement.of(graph, Map.of());
    assertApart("all", graph, placement);
    List<Box> boxes = placement.nodes();
    assertTrue(boxes.get(0).y() < boxes.get(1).y() && boxes.get(1).y() < boxes.get(2).y());
    assertTrue(boxes.get(3).y() > box(placement.groups(), "a").y());
    assertEquals(placement, DesignPlacement.of(graph, Map.of()));
  }

  @Test
  void callersStandAboveEvenIfTheyComeLater() {
    DesignGraph graph = graph(List.of("b.*", "c.*", "a.*"), "2>0", "0>1", "1>2");
    List<Box> boxes = DesignPlacement.of(graph, Map.of()).nodes();
    // in a circle the first one is the entry
    assertTrue(boxes.get(0).y() < boxes.get(1).y() && boxes.get(1).y() < boxes.get(2).y());
    DesignGraph line = graph(List.of("b.*", "c.*", "a.*"), "2>0", "0>1");
    List<Box> rows = DesignPlacement.of(line, Map.of()).nodes();
    assertTrue(rows.get(2).y() < rows.get(0).y() && rows.get(0).y() < rows.get(1).y());
  }

  @Test
  void anUnfoldedPackageTakesItsPlaceAndTheOthersMakeRoom() {
    DesignGraph before = graph(List.of("a.*", "b.*", "c.*", "d.*"), "0>1", "0>2", "1>3");
    Map<String, Box> known =
        Map.of(
            "a.*", new Box(100, 24, 120, 44),
            "b.*", new Box(24, 120, 120, 44),
            "c.*", new Box(200, 120, 120, 44),
            "d.*", new Box(24, 220, 120, 44));
    assertApart("before", before, DesignPlacement.of(before, known));
    assertEquals(known, places(before, DesignPlacement.of(before, known)));
    DesignGraph after =
        graph(List.of("a.*", "c.*", "d.*", "b.X", "b.Y", "b.Z"), "0>3", "3>4", "4>5", "0>1");
    DesignPlacement placement = DesignPlacement.of(after, known);
    assertApart("after", after, placement);
    Map<String, Box> places = places(after, placement);
    Box frame = box(placement.groups(), "b");
    assertEquals(24, frame.x());
    assertEquals(120, frame.y());
    assertEquals(box(known, "a.*"), box(places, "a.*"));
    assertTrue(box(places, "c.*").x() > box(known, "c.*").x(), "c has moved to the right");
    assertEquals(120, box(places, "c.*").y());
    assertTrue(box(places, "d.*").y() >= frame.y() + frame.height(), "d has moved down");
  }

  @Test
  void nothingIsPlacedOnAnother() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      List<String> ids = new ArrayList<>();
      Map<String, Box> known = new HashMap<>();
      int size = 1 + random.nextInt(40);
      for (int i = 0; i < size; i++) {
        ids.add(random.nextInt(3) == 0 ? "p" + i + ".*" : "p" + random.nextInt(6) + ".q.C" + i);
        if (random.nextInt(3) == 0) {
          known.put(
              random.nextBoolean() ? ids.get(i) : "p" + random.nextInt(6) + ".*",
              new Box(random.nextInt(900), random.nextInt(900), 120, 44));
        }
      }
      String[] edges = new String[size * 2];
      for (int i = 0; i < edges.length; i++) {
        edges[i] = random.nextInt(size) + ">" + random.nextInt(size);
      }
      DesignGraph graph = graph(ids, edges);
      DesignPlacement placement = DesignPlacement.of(graph, known);
      List<Box> clusters = new ArrayList<>(placement.groups().values());
      for (int i = 0; i < clusters.size(); i++) {
        for (int other = 0; other < i; other++) {
          assertTrue(!clusters.get(i).overlaps(clusters.get(other), 0), "round " + round);
        }
      }
      assertEquals(size, placement.nodes().size());
    }
  }

  @Test
  void nothingIsPlacedForNothing() {
    DesignPlacement placement = DesignPlacement.of(graph(List.of()), Map.of());
    assertEquals(List.of(), placement.nodes());
    assertEquals(0, placement.width());
  }

  @Test
  void linesRunAtRightAnglesFromBorderToBorder() {
    Box upper = new Box(0, 0, 100, 40);
    Box lower = new Box(200, 100, 100, 40);
    Box beside = new Box(200, 5, 100, 40);
    List<Box> boxes = List.of(upper, lower, beside);
    List<double[]> routes = DesignRoutes.of(boxes, new int[] {0, 1, 0, 0}, new int[] {1, 0, 2, 0});
    for (double[] route : routes) {
      for (int i = 2; i < route.length; i += 2) {
        assertTrue(route[i] == route[i - 2] || route[i + 1] == route[i - 1], "a line at an angle");
      }
    }
    double[] down = routes.get(0);
    assertEquals(40, down[1]);
    assertEquals(100, down[down.length - 1]);
    double[] up = routes.get(1);
    assertEquals(100, up[1]);
    assertEquals(40, up[up.length - 1]);
    double[] right = routes.get(2);
    assertEquals(100, right[0]);
    assertEquals(200, right[right.length - 2]);
    double[] loop = routes.get(3);
    assertEquals(100, loop[0]);
    assertTrue(loop[2] > 100);
  }
}
