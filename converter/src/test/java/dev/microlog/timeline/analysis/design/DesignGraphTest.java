package dev.microlog.timeline.analysis.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Drawing;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DesignGraphTest {
  private final Fixture fixture = Fixture.empty();
  private final int thread = fixture.thread("main");
  private int samples;

  /** Samples of 20 ms; the root first. Y: yours, L: a library's, J: the JDK's. */
  private void run(int count, String... frames) {
    int stack = -1;
    for (String frame : frames) {
      MethodKind kind =
          switch (frame.charAt(0)) {
            case 'Y' -> MethodKind.YOURS;
            case 'L' -> MethodKind.LIBRARY;
            default -> MethodKind.JDK;
          };
      int dot = frame.lastIndexOf('.');
      int method = fixture.method(frame.substring(2, dot), frame.substring(dot + 1), kind);
      stack =
          fixture
              .builder()
              .stacks()
              .intern(stack, fixture.builder().frames().intern(method, 1, FrameKind.COMPILED));
    }
    for (int i = 0; i < count; i++) {
      fixture.builder().samples().add(thread, 20_000.0 * ++samples, stack, SampleKind.JAVA, 20_000);
    }
  }

  private DesignGraph graph(DesignGraph.Options options) {
    Timeline timeline = fixture.lasting(20.0 * samples + 20).timeline();
    return DesignGraph.of(timeline, Selection.all(timeline), options);
  }

  /** {@code a.Main 100/20} with total and self in ms, then {@code a.Main → b.Other 80}. */
  private static String draw(DesignGraph graph) {
    StringBuilder text = new StringBuilder();
    for (DesignGraph.Node node : graph.nodes()) {
      text.append(node.id()).append(' ').append(Drawing.millis(node.total())).append('/');
      text.append(Drawing.millis(node.self())).append('\n');
    }
    for (DesignGraph.Edge edge : graph.edges()) {
      text.append(graph.nodes().get(edge.from()).label()).append(" → ");
      text.append(graph.nodes().get(edge.to()).label()).append(' ');
      text.append(Drawing.millis(edge.total())).append('\n');
    }
    return text.toString();
  }

  @Test
  void whatTheJdkCallsBackIsCalledByItsCaller() {
    run(
        2,
        "J:java.lang.Thread.run",
        "Y:app.Main.run",
        "J:java.util.ArrayList.forEach",
        "Y:app.Main$$Lambda/0x01.accept",
        "Y:app.Price.of");
    assertEquals(
        """
        app.Main 40/0
        app.Price 40/40
        Main → Main 40
        Main → Price 40
        """,
        draw(graph(DesignGraph.Options.FIRST_SIGHT)));
  }

  @Test
  void whatTheProgramEntersTheJdkByStandsForWhatHappensInside() {
    run(3, "Y:app.Main.run", "J:java.util.regex.Pattern.matcher", "J:java.lang.Character.isLetter");
    run(1, "Y:app.Main.run", "J:java.util.HashMap.get", "J:jdk.internal.misc.Unsafe.getInt");
    assertEquals(
        """
        app.Main 80/0
        java.util.* 80/80
        Main → java.util 80
        """,
        draw(graph(DesignGraph.Options.FIRST_SIGHT)));
    assertEquals(
        """
        app.Main 80/0
        java.util.regex.Pattern 60/60
        java.util.HashMap 20/20
        Main → Pattern 60
        Main → HashMap 20
        """,
        draw(graph(DesignGraph.Options.UNFOLDED)));
  }

  @Test
  void theRecorderAndWhatNeverReachesTheProgramAreLeftOut() {
    run(
        1,
        "Y:app.Main.run",
        "J:java.io.PrintStream.println",
        "L:dev.microlog.bridge.capture.Capture.print",
        "J:jdk.jfr.Event.commit",
        "J:java.lang.String.length");
    run(5, "J:java.lang.Thread.run", "J:jdk.internal.ref.Cleaner.run");
    assertEquals(
        """
        app.Main 20/0
        java.io.* 20/20
        Main → java.io 20
        """,
        draw(graph(DesignGraph.Options.FIRST_SIGHT)));
  }

  @Test
  void onlyMineHasNothingElse() {
    run(
        2,
        "J:java.lang.Thread.run",
        "Y:app.Main.run",
        "L:org.lib.Pool.call",
        "Y:app.Job.run",
        "J:java.lang.Object.hashCode");
    assertEquals(
        """
        app.Job 40/40
        app.Main 40/0
        Main → Job 40
        """,
        draw(graph(DesignGraph.Options.MINE)));
  }

  @Test
  void withoutAProgramTheJdkIsShownAsOne() {
    run(2, "J:java.lang.Thread.run", "J:java.util.TimerThread.mainLoop");
    assertEquals(
        """
        java.lang.Thread 40/0
        java.util.TimerThread 40/40
        Thread → TimerThread 40
        """,
        draw(graph(DesignGraph.Options.FIRST_SIGHT)));
  }

  private void program(int packages, int classes) {
    for (int p = 0; p < packages; p++) {
      String kind = p == 0 ? "Y:" : "L:";
      for (int c = 0; c < classes; c++) {
        run(1, kind + "com.p" + p + ".C0.main", kind + "com.p" + p + ".C" + c + ".run");
      }
    }
  }

  private static List<String> ids(DesignGraph graph) {
    return graph.nodes().stream().map(DesignGraph.Node::id).toList();
  }

  @Test
  void fewClassesAreNodes() {
    program(1, 3);
    DesignGraph graph = graph(DesignGraph.Options.FIRST_SIGHT);
    assertEquals(List.of("com.p0.C0", "com.p0.C1", "com.p0.C2"), ids(graph));
    assertEquals("com.p0", graph.nodes().get(1).group());
    DesignGraph.Edge loop =
        graph.edges().stream().filter(e -> e.from() == 0 && e.to() == 0).findFirst().orElseThrow();
    assertEquals(20_000, loop.total());
    assertEquals(1, loop.methods().size());
  }

  @Test
  void librariesStayFoldedUntilTheyAreUnfolded() {
    program(10, 12);
    DesignGraph graph = graph(DesignGraph.Options.FIRST_SIGHT);
    assertEquals(12 + 9, graph.nodes().size());
    assertTrue(ids(graph).containsAll(List.of("com.p0.C11", "com.p9.*")));
    DesignGraph unfolded =
        graph(new DesignGraph.Options(false, 40, Set.of("com.p9"), Set.of("com.p0")));
    assertTrue(ids(unfolded).containsAll(List.of("com.p9.C3", "com.p0.*", "com.p8.*")));
    assertEquals(12 + 9, unfolded.nodes().size());
    assertEquals(12, graph(DesignGraph.Options.MINE).nodes().size());
  }

  @Test
  void unfoldingOneLeavesTheOthersAsTheyAre() {
    program(4, 30);
    List<String> before = ids(graph(DesignGraph.Options.FIRST_SIGHT));
    List<String> after =
        new ArrayList<>(ids(graph(new DesignGraph.Options(false, 40, Set.of("com.p2"), Set.of()))));
    List<String> kept = new ArrayList<>(before);
    kept.remove("com.p2.*");
    assertTrue(after.containsAll(kept));
    assertEquals(before.size() - 1 + 30, after.size());
  }

  @Test
  void ofAPackageWithTooManyClassesTheHeaviestAreShown() {
    program(1, 90);
    run(7, "Y:com.p0.C77.run");
    DesignGraph graph = graph(DesignGraph.Options.FIRST_SIGHT);
    assertEquals(40, graph.nodes().size());
    assertTrue(ids(graph).containsAll(List.of("com.p0.C77", "com.p0.C0", "com.p0.*")));
    DesignGraph.Node rest =
        graph.nodes().stream().filter(DesignGraph.Node::folded).findFirst().orElseThrow();
    assertEquals(51, rest.classes());
    assertEquals("com.p0 …", rest.label());
    DesignGraph all = graph(new DesignGraph.Options(false, 40, Set.of("com.p0"), Set.of()));
    assertEquals(90, all.nodes().size());
  }

  @Test
  void thereAreNeverMoreNodesThanWanted() {
    program(100, 2);
    DesignGraph graph = graph(DesignGraph.Options.FIRST_SIGHT);
    assertEquals(40, graph.nodes().size());
    assertEquals(60, graph.omitted());
    assertEquals(60, graph(DesignGraph.Options.UNFOLDED).nodes().size());
  }

  @Test
  void namesWithoutNumbers() {
    assertEquals("a.Shop", DesignClasses.withoutNumbers("a.Shop$1"));
    assertEquals("a.Shop", DesignClasses.withoutNumbers("a.Shop$$Lambda/0x00001"));
    assertEquals("a.Shop", DesignClasses.withoutNumbers("a.Shop$$Lambda$14/0x00001"));
    assertEquals("a.Shop$Cart", DesignClasses.withoutNumbers("a.Shop$Cart$2"));
    assertEquals("a.Sha256", DesignClasses.withoutNumbers("a.Sha256"));
    assertEquals("a.$1", DesignClasses.withoutNumbers("a.$1"));
    assertEquals("<script>", DesignClasses.withoutNumbers("<script>"));
  }
}
