package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GraphsTest {
  private static String draw(CallGraph graph) {
    StringBuilder text = new StringBuilder();
    for (CallGraph.Row row : graph.rows()) {
      text.append("  ".repeat(row.depth()));
      text.append(row.label().substring(row.label().lastIndexOf('.') + 1));
      text.append(' ').append(Drawing.millis(row.total()));
      text.append('/').append(Drawing.millis(row.self())).append(" x").append(row.calls());
      text.append(row.folded() > 0 ? " +" + row.folded() : "");
      text.append(row.others() > 0 ? " (" + row.others() + " others)" : "").append('\n');
    }
    return text.toString();
  }

  @Test
  void frameworksAreFoldedAndCounted() {
    Timeline timeline =
        Fixture.of(
                """
                main  llllll
                      kkkkkk
                      AAAAAA
                      mmmmoo
                      nnnnop
                      BBBC
                      oo
                      i
                """)
            .timeline();
    CallGraph graph = CallGraph.of(timeline, Selection.all(timeline), 100);
    assertEquals(
        """
        A 120/0 x1 +2
          B 60/20 x1 +2
            o 40/40 x1
          o 40/40 x1
          C 20/20 x1 +2
        """,
        draw(graph));
    assertEquals(120_000, graph.totalMicros());
    assertEquals(1, graph.coverage());
  }

  @Test
  void whatTheBudgetLeavesOutIsNamed() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAAAAAAAA
                      BBBBBCCDDE
                """)
            .timeline();
    CallGraph graph = CallGraph.of(timeline, Selection.all(timeline), 2);
    assertEquals("A 200/0 x1 (3 others)\n  B 100/100 x1\n", draw(graph));
    assertEquals(100_000, graph.rows().get(0).othersMicros());
    assertEquals(0.5, graph.coverage());
  }

  @Test
  void recursionIsFolded() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAA
                      AAB
                      AB
                      B
                """)
            .timeline();
    assertEquals(
        "A 60/0 x1\n  B 60/60 x1\n", draw(CallGraph.of(timeline, Selection.all(timeline), 9)));
  }

  private static Timeline program(int packages, int classes) {
    Fixture fixture = Fixture.empty();
    int thread = fixture.thread("main");
    int at = 0;
    for (int p = 0; p < packages; p++) {
      for (int c = 0; c < classes; c++) {
        MethodKind kind = p == 0 ? MethodKind.YOURS : MethodKind.LIBRARY;
        int stack =
            fixture.stackOf(kind, "com.p" + p + ".C0.main", "com.p" + p + ".C" + c + ".run");
        fixture.builder().samples().add(thread, 20_000.0 * ++at, stack, SampleKind.JAVA, 20_000);
      }
    }
    return fixture.lasting(20.0 * at).timeline();
  }

  @Test
  void fewClassesAreNodes() {
    Timeline timeline = program(1, 3);
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    assertEquals(
        List.of("com.p0.C0", "com.p0.C1", "com.p0.C2"),
        graph.nodes().stream().map(DesignGraph.Node::id).toList());
    assertEquals(60_000, graph.nodes().get(0).total());
    assertEquals("C1", graph.nodes().get(1).label());
    DesignGraph.Edge loop =
        graph.edges().stream().filter(e -> e.from() == 0 && e.to() == 0).findFirst().orElseThrow();
    assertEquals(20_000, loop.total());
    assertEquals("run", timeline.methods().name(loop.methods().get(0).callee()));
  }

  @Test
  void manyClassesAreFoldedToPackagesYoursLast() {
    Timeline timeline = program(10, 12);
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    assertTrue(graph.nodes().size() <= 40, graph.nodes().size() + " nodes");
    assertTrue(graph.nodes().stream().anyMatch(n -> n.id().equals("com.p0.C11")));
    assertTrue(
        graph.nodes().stream().anyMatch(n -> n.id().equals("com.p9.*") && n.classes() == 12));
    DesignGraph unfolded =
        DesignGraph.of(
            timeline,
            Selection.all(timeline),
            new DesignGraph.Options(false, 40, Set.of("com.p9"), Set.of("com.p0")));
    assertTrue(unfolded.nodes().stream().anyMatch(n -> n.id().equals("com.p9.C3")));
    assertTrue(unfolded.nodes().stream().anyMatch(n -> n.id().equals("com.p0.*")));
    DesignGraph mine =
        DesignGraph.of(
            timeline,
            Selection.all(timeline),
            new DesignGraph.Options(true, 40, Set.of(), Set.of()));
    assertEquals(12, mine.nodes().size());
  }

  @Test
  void aHundredPackagesAreFoldedFurther() {
    Timeline timeline = program(100, 1);
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    assertEquals(1, graph.nodes().size());
    assertEquals("com.*", graph.nodes().get(0).id());
    assertEquals(100, graph.nodes().get(0).classes());
  }

  @Test
  void placementPutsCallersAboveAndNothingOnTopOfAnother() {
    Timeline timeline = program(1, 9);
    DesignGraph graph =
        DesignGraph.of(timeline, Selection.all(timeline), DesignGraph.Options.FIRST_SIGHT);
    List<Integer> all = IntStream.range(0, graph.nodes().size()).boxed().toList();
    DesignPlacement placement = DesignPlacement.of(graph, all, 100, 30, 10);
    assertEquals(0, placement.y().get(0));
    Set<String> places = new HashSet<>();
    for (int node : all) {
      places.add(placement.x().get(node) + "/" + placement.y().get(node));
      assertTrue(placement.x().get(node) + 100 <= placement.width() + 1e-9);
      assertTrue(placement.y().get(node) + 30 <= placement.height() + 1e-9);
      assertTrue(node == 0 || placement.y().get(node) > 0);
    }
    assertEquals(all.size(), places.size());
    assertEquals(placement, DesignPlacement.of(graph, all, 100, 30, 10));
  }

  @Test
  void comparisonsArePerSecondAndByName() {
    Timeline before =
        Fixture.of(
                """
                main  AAAA
                      BBBB
                """)
            .lasting(990)
            .timeline();
    Timeline after =
        Fixture.of(
                """
                other  CAAAAAAAAAAAA
                       CBBBBBBDDDDDD
                """)
            .lasting(1990)
            .timeline();
    Diff diff =
        Diff.of(
            Diff.Side.of(Spans.of(before), Selection.all(before), Mode.WALL),
            Diff.Side.of(Spans.of(after), Selection.all(after), Mode.WALL));
    StringBuilder text = new StringBuilder();
    for (Diff.Row row : diff.rows()) {
      text.append("  ".repeat(row.depth())).append(row.label()).append(' ');
      text.append(Drawing.millis(row.beforeTotal())).append("→");
      text.append(Drawing.millis(row.afterTotal())).append('\n');
    }
    assertEquals(
        """
        app.Main.A 80→120
          app.Main.D 0→60
          app.Main.B 80→60
        app.Main.C 0→10
          app.Main.C 0→10
        """,
        text.toString());
    assertEquals("app.Main.D", diff.methods().get(0).label());
  }
}
