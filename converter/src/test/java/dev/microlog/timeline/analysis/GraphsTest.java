package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Spans;
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
