package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.spans.Folding;
import dev.microlog.timeline.analysis.spans.Spans;
import org.junit.jupiter.api.Test;

final class CallTreeTest {
  private static final String SHOP =
      """
      main    AAAAAA
              BBCCCB
               D DD
      worker  ..EE
              ..BB
      """;

  private static String draw(Timeline timeline, CallTree tree) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < tree.size(); row++) {
      String name =
          tree.method(row) < 0
              ? "(" + tree.waitKind(row).id() + ")"
              : timeline.methods().name(tree.method(row));
      text.append("  ".repeat(tree.depth(row))).append(name).append(' ');
      text.append(Drawing.millis(tree.total(row))).append('/');
      text.append(Drawing.millis(tree.self(row))).append('\n');
    }
    return text.toString();
  }

  @Test
  void weighsAllThreadsByTime() {
    Timeline timeline = Fixture.of(SHOP).timeline();
    CallTree tree = CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.WALL);
    assertEquals(
        """
        A 120/0
          B 60/40
            D 20/20
          C 60/20
            D 40/40
        E 40/0
          B 40/40
        """,
        draw(timeline, tree));
    assertEquals(160_000, tree.total());
    assertEquals(3, tree.depths());
    assertEquals(5, tree.end(0));
  }

  @Test
  void takesOnlyTheSelection() {
    Timeline timeline = Fixture.of(SHOP).timeline();
    Selection selection = Selection.range(timeline, 20_000, 60_000).onThread(0);
    assertEquals(
        """
        A 40/0
          B 30/10
            D 20/20
          C 10/10
        """,
        draw(timeline, CallTree.of(Spans.of(timeline), selection, Mode.WALL)));
  }

  @Test
  void invertedRootsAreWhereTimeWasSpent() {
    Timeline timeline = Fixture.of(SHOP).timeline();
    CallTree tree = CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.WALL);
    assertEquals(
        """
        B 80/80
          A 40/0
          E 40/0
        D 60/60
          C 40/0
            A 40/0
          B 20/0
            A 20/0
        C 20/20
          A 20/0
        """,
        draw(timeline, tree.inverted()));
    assertEquals(tree.total(), tree.inverted().total());
  }

  @Test
  void aButterflyHasCallersAndCallees() {
    Timeline timeline = Fixture.of(SHOP).timeline();
    CallTree tree = CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.WALL);
    int b = tree.method(1);
    assertEquals("B 100/80\n  D 20/20\n", draw(timeline, tree.callees(b)));
    assertEquals("B 100/100\n  A 60/0\n  E 40/0\n", draw(timeline, tree.callers(b)));
  }

  @Test
  void recursionCountsOnceInTotals() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAA
                      BBB
                      AAC
                       B
                """)
            .timeline();
    HotMethods hot =
        CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.WALL).hotMethods();
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < hot.size(); row++) {
      text.append(timeline.methods().name(hot.method(row))).append(' ');
      text.append(Drawing.millis(hot.total(row))).append('/');
      text.append(Drawing.millis(hot.self(row))).append('\n');
    }
    assertEquals("A 60/20\nB 60/20\nC 20/20\n", text.toString());
  }

  @Test
  void callsCountWhereTheRangeBeginsInsideThem() {
    Timeline timeline =
        Fixture.of(
                """
                main    AAAAAAAA
                        BBBB.BBB
                         BB   C
                worker  ..D
                """)
            .wait("main", WaitKind.SLEEP, 200, 60, "AsC")
            .timeline();
    Spans spans = Spans.of(timeline);
    for (double from = 0; from < 300_000; from += 5000) {
      for (double to : new double[] {from + 4000, from + 50_000, Double.POSITIVE_INFINITY}) {
        Selection selection = Selection.range(timeline, from, to);
        HotMethods hot = CallTree.of(spans, selection, Mode.WALL).hotMethods();
        for (int row = 0; row < hot.size(); row++) {
          String what = timeline.methods().name(hot.method(row)) + " from " + from + " to " + to;
          int calls = Calls.of(spans, selection, hot.method(row)).size();
          assertTrue(calls > 0, what);
          assertEquals(calls, hot.count(row), what);
        }
      }
    }
  }

  @Test
  void callersTakePartInTheSamplesOfWhatTheyCall() {
    Timeline timeline = Fixture.of("main  AAAA\n      BBAB\n       A\n").timeline();
    HotMethods hot =
        CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.CPU).hotMethods();
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < hot.size(); row++) {
      text.append(timeline.methods().name(hot.method(row))).append(hot.count(row)).append(' ');
    }
    assertEquals("A4 B3 ", text.toString());
  }

  @Test
  void modesWeighWhatTheySay() {
    Fixture fixture =
        Fixture.of("main  AA")
            .wait("main", WaitKind.MONITOR, 50, 30, "AB")
            .wait("main", WaitKind.SLEEP, 100, 30, "As")
            .wait("main", WaitKind.FILE_READ, 140, 40, "Af");
    fixture.builder().allocations().add(0, 20_000, fixture.stack("AC"), -1, 4096);
    Timeline timeline = fixture.timeline();
    Spans spans = Spans.of(timeline);
    Selection all = Selection.all(timeline);
    assertEquals(
        "A 30/0\n  B 30/0\n    (monitor) 30/30\n",
        draw(timeline, CallTree.of(spans, all, Mode.LOCK)));
    assertEquals("A 40/0\n  readBytes 40/40\n", draw(timeline, CallTree.of(spans, all, Mode.IO)));
    assertEquals("A 40/40\n", draw(timeline, CallTree.of(spans, all, Mode.CPU)));
    assertEquals(4096, CallTree.of(spans, all, Mode.ALLOCATION).total());
  }

  @Test
  void cpuTimeSamplesAreNotAddedToExecutionSamples() {
    Timeline timeline = Fixture.of("main  AAAA").kind(SampleKind.CPU).draw("main  BBBB").timeline();
    assertEquals(
        "B 80/80\n",
        draw(timeline, CallTree.of(Spans.of(timeline), Selection.all(timeline), Mode.CPU)));
  }

  @Test
  void onlyMyCodeGivesTimeToTheCaller() {
    Timeline timeline =
        Fixture.of(
                """
                main  lll
                      AAA
                      kkm
                      BkC
                """)
            .timeline();
    Spans spans = Spans.of(timeline, Folding.onlyMine(timeline));
    assertEquals(
        "A 60/20\n  B 20/20\n  C 20/20\n",
        draw(timeline, CallTree.of(spans, Selection.all(timeline), Mode.WALL)));
  }
}
