package dev.microlog.timeline.analysis.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Drawing;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Packages;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpansTest {
  @Test
  void equalPrefixesJoinIntoOneSpan() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAA
                      BBCC
                      D  D
                """)
            .timeline();
    assertEquals(
        """
        A 10-90 x4
          B 10-50 x2
            D 10-30 x1
          C 50-90 x2
            D 70-90 x1
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void aSampleStandsForOnePeriod() {
    Timeline timeline = Fixture.of("main  .A").timeline();
    SpanTable spans = Spans.of(timeline).spans(0);
    assertEquals(1, spans.size());
    assertEquals(30_000, spans.startMicros(0));
    assertEquals(50_000, spans.endMicros(0));
    assertEquals(20_000, spans.uncertaintyMicros(0));
    assertEquals(20_000, spans.cpuMicros(0));
    assertFalse(spans.exactStart(0));
  }

  @Test
  void oneMissedTickIsForgivenTwoAreAGap() {
    Timeline timeline = Fixture.of("main  A.A..A").timeline();
    assertEquals("A 10-70 x2\nA 110-130 x1\n", Drawing.spans(timeline, 0));
  }

  @Test
  void recursionIsALevelEach() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAA
                      AAAB
                       A
                """)
            .timeline();
    assertEquals(
        """
        A 10-90 x4
          A 10-70 x3
            A 30-50 x1
          B 70-90 x1
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void aWaitIsExactAndItsCallersGoOn() {
    Timeline timeline =
        Fixture.of(
                """
                main  AA...A
                      BB...B
                """)
            .wait("main", WaitKind.SLEEP, 50, 60, "ABs")
            .timeline();
    assertEquals(
        """
        A 10-130 x3
          B 10-130 x3
            sleep =50-110=
        """,
        Drawing.spans(timeline, 0));
    SpanTable spans = Spans.of(timeline).spans(0);
    int sleep = spans.firstRow(2);
    assertEquals(0, spans.wait(sleep));
    assertEquals(0, spans.uncertaintyMicros(sleep));
    assertEquals(-1, spans.wait(spans.parent(sleep)));
  }

  @Test
  void framesBetweenSharedOnesAndAWaitAreEstimated() {
    Timeline timeline =
        Fixture.of(
                """
                main  AA
                      BC
                """)
            .wait("main", WaitKind.SLEEP, 60, 40, "ADs")
            .timeline();
    assertEquals(
        """
        A 10-100 x2
          B 10-30 x1
          C 30-50 x1
          D 50-100
            sleep =60-100=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void twoWaitsAreTwoCallsOfWhatBlocked() {
    Timeline timeline =
        Fixture.empty()
            .wait("main", WaitKind.SLEEP, 0, 50, "AKss")
            .wait("main", WaitKind.SLEEP, 50, 50, "AKss")
            .wait("main", WaitKind.SLEEP, 110, 50, "AKss")
            .timeline();
    assertEquals(
        """
        A 0-160
          K 0-160
            sleep =0-50=
              sleep =0-50=
            sleep =50-100=
              sleep =50-100=
            sleep =110-160=
              sleep =110-160=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void aWaitFarFromSamplesDoesNotReachThem() {
    Timeline timeline =
        Fixture.of("main  A").wait("main", WaitKind.SLEEP, 500, 100, "As").timeline();
    assertEquals(
        """
        A 10-30 x1
        A 500-600
          sleep =500-600=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void aMonitorIsALevelBelowTheMethodThatWantedIt() {
    Timeline timeline =
        Fixture.of(
                """
                main  AA....A
                      BB....B
                """)
            .wait("main", WaitKind.MONITOR, 50, 80, "AB", "owner", "app.Cache")
            .timeline();
    assertEquals(
        """
        A 10-150 x3
          B 10-150 x3
            (monitor) =50-130=
        """,
        Drawing.spans(timeline, 0));
    assertEquals(-1, Spans.of(timeline).spans(0).method(2));
  }

  @Test
  void samplesOfABlockedThreadBelongToTheWait() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAAAA
                       rrrr
                """)
            .wait("main", WaitKind.SOCKET_READ, 30, 80, "Ar")
            .timeline();
    assertEquals(
        """
        A 10-130 x6
          socketRead0 =30-110= x4
        """,
        Drawing.spans(timeline, 0));
    SpanTable spans = Spans.of(timeline).spans(0);
    assertEquals(40_000, spans.cpuMicros(0));
    assertEquals(0, spans.cpuMicros(1));
  }

  @Test
  void aSampleOnTheWayIntoAWaitIsNoCallOfItsOwn() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAA
                       ss
                """)
            .wait("main", WaitKind.SLEEP, 65, 55, "As")
            .timeline();
    assertEquals(
        """
        A 10-120 x3
          sleep 30-50 x1
          sleep =65-120=
        """,
        Drawing.spans(timeline, 0));
  }

  /** JDK 25 leaves Thread.sleep out of the stacks of its sleep events. */
  @Test
  void aWaitWhoseLastFrameIsYoursDoesNotEndThatFrame() {
    Timeline timeline =
        Fixture.of(
                """
                main  ....A
                          B
                          W
                """)
            .wait("main", WaitKind.SLEEP, 10, 88, "AB")
            .wait("main", WaitKind.SLEEP, 102, 50, "AB")
            .timeline();
    assertEquals(
        """
        A 10-152 x1
          B 10-152 x1
            (sleep) =10-98=
            W 99-101 x1
            (sleep) =102-152=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void nestedWaitsKeepTheirBorders() {
    Timeline timeline =
        Fixture.of(
                """
                main  A....A
                """)
            .wait("main", WaitKind.CLASS_LOAD, 30, 80, "A")
            .wait("main", WaitKind.FILE_READ, 50, 20, "AKf")
            .timeline();
    assertEquals(
        """
        A 10-130 x2
          K 50-70
            readBytes =50-70=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void samplesInsideClassLoadingAreItsContent() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAAA
                       KKK
                """)
            .wait("main", WaitKind.CLASS_LOAD, 30, 60, "A")
            .timeline();
    assertEquals(
        """
        A 10-110 x5
          K 30-90 x3
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void emptyClassLoadingIsShownAsSuch() {
    Timeline timeline =
        Fixture.of("main  A...A").wait("main", WaitKind.CLASS_LOAD, 30, 60, "A").timeline();
    assertEquals("A 10-110 x2\n  (class_load) =30-90=\n", Drawing.spans(timeline, 0));
  }

  @Test
  void overlappingWaitsThatDoNotNestFollowEachOther() {
    Timeline timeline =
        Fixture.empty()
            .wait("main", WaitKind.SLEEP, 0, 100, "As")
            .wait("main", WaitKind.PARK, 99, 51, "Ap")
            .timeline();
    assertEquals(
        """
        A 0-150
          sleep =0-99
          park =99-150=
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void aWaitThatBeganBeforeTheRecordingHasNoExactStart() {
    Timeline timeline = Fixture.empty().wait("main", WaitKind.SLEEP, -30, 80, "As").timeline();
    assertEquals("A 0-50\n  sleep 0-50=\n", Drawing.spans(timeline, 0));
  }

  @Test
  void aWaitWithoutAStackIsAGapInTheChart() {
    Timeline timeline =
        Fixture.of("main  AA...A").wait("main", WaitKind.PARK, 50, 60, "?").timeline();
    assertEquals("A 10-50 x2\nA 110-130 x1\n", Drawing.spans(timeline, 0));
  }

  @Test
  void samplesWithoutStackBridgeAGap() {
    assertEquals("A 10-110 x2\n", Drawing.spans(Fixture.of("main  A.?.A").timeline(), 0));
    assertEquals(
        "A 10-30 x1\nA 90-110 x1\n", Drawing.spans(Fixture.of("main  A...A").timeline(), 0));
  }

  @Test
  void zeroLengthWaitsAndDoubleSamplesDoNoHarm() {
    Timeline timeline =
        Fixture.of("main  AAA")
            .kind(SampleKind.CPU)
            .draw("main  .A.")
            .wait("main", WaitKind.SLEEP, 45, 0, "As")
            .wait("main", WaitKind.SLEEP, 50, -5, "As")
            .timeline();
    assertEquals(
        """
        A 10-70 x4
          sleep =45-45=
          sleep =50-50
        """,
        Drawing.spans(timeline, 0));
  }

  @Test
  void threadsDoNotExistBeforeTheyStartOrAfterTheyEnd() {
    Fixture fixture = Fixture.of("main  AA");
    fixture.builder().threads().startMicros(0, 15_000);
    fixture.builder().threads().endMicros(0, 42_000);
    assertEquals("A 15-42 x2\n", Drawing.spans(fixture.timeline(), 0));
  }

  @Test
  void collectionsExplainMissingSamples() {
    Fixture fixture = Fixture.of("main  A.........A").pause(22, 190);
    assertEquals("A 10-230 x2\n", Drawing.spans(fixture.timeline(), 0));
    assertEquals(
        "RUNNING 10-22\nPAUSED 22-212\nRUNNING 212-230\n",
        Drawing.states(Spans.of(fixture.timeline()), 0).replace("RUNNABLE 41-120\n", ""));
  }

  @Test
  void onABusyMachineRareSamplesStillJoin() {
    String six =
        """
        t1  A.....A.....A.....A..........A
        t2  .A.....A.....A.....A.......A..
        t3  ..A.....A.....A.....A.....A...
        t4  ...A.....A.....A.....A...A....
        t5  ....A.....A.....A.....A.A.....
        t6  .....A.....A.....A.....A......
        """;
    Timeline oversubscribed = Fixture.of(six).cores(2).lasting(1000).timeline();
    assertEquals("A 10-610 x5\n", Drawing.spans(oversubscribed, 0));
    Timeline loaded =
        Fixture.of(six).cores(64).lane(Joining.MACHINE_LOAD, "ratio", 900, 1).timeline();
    assertEquals("A 10-610 x5\n", Drawing.spans(loaded, 0));
    Timeline idle =
        Fixture.of(six).cores(64).lane(Joining.MACHINE_LOAD, "ratio", 900, 0.1).timeline();
    assertEquals(5, Drawing.spans(idle, 0).lines().count());
  }

  @Test
  void moreThanFiveRunningThreadsAreSampledInTurn() {
    StringBuilder drawing = new StringBuilder();
    for (int thread = 0; thread < 20; thread++) {
      drawing.append('t').append(thread).append(thread < 10 ? "  " : " ");
      for (int tick = 0; tick < 40; tick++) {
        drawing.append(tick % 4 == thread / 5 ? 'A' : '.');
      }
      drawing.append('\n');
    }
    Timeline timeline =
        Fixture.of(drawing.toString())
            .cores(64)
            .lane(Joining.MACHINE_LOAD, "ratio", 900, 0.4)
            .timeline();
    assertEquals("A 10-750 x10\n", Drawing.spans(timeline, 0));
  }

  @Test
  void nativeThreadsAreSampledOneATick() {
    Timeline timeline =
        Fixture.of(
                """
                t1  A..A..A..A
                    r  r  r  r
                t2  .A..A..A..A
                     r  r  r  r
                t3  ..A..A..A..A
                      r  r  r  r
                """)
            .timeline();
    assertEquals("A 10-210 x4\n  socketRead0 10-210 x4\n", Drawing.spans(timeline, 0));
    assertEquals("IO 10-210\n", Drawing.states(Spans.of(timeline), 0));
  }

  @Test
  void truncatedStacksSaySo() {
    Timeline timeline =
        Fixture.of(
                """
                main  ~~
                      BB
                """)
            .timeline();
    assertEquals("[truncated] 10-50 x2\n  B 10-50 x2\n", Drawing.spans(timeline, 0));
  }

  @Test
  void cpuTimeSamplesAreTheOnlyCpuTimeWhereTheyExist() {
    Timeline timeline =
        Fixture.of("main  AA").kind(SampleKind.CPU).period(10_000).draw("main  AAAA").timeline();
    SpanTable spans = Spans.of(timeline).spans(0);
    assertEquals(40_000, spans.cpuMicros(0));
    assertTrue(Spans.of(timeline).cpuTime().isExact());
  }

  @Test
  void onlyMyCodeKeepsWaitsBelowIt() {
    Timeline timeline =
        Fixture.of(
                """
                main  llll..
                      AAAA..
                      kkmm..
                      BBBB..
                """)
            .wait("main", WaitKind.SLEEP, 90, 60, "lAmBs")
            .timeline();
    Spans spans = Spans.of(timeline, Folding.onlyMine(timeline));
    assertEquals(
        """
        A 10-150 x4
          B 10-150 x4
            sleep =90-150=
        """,
        Drawing.spans(spans, 0));
    SpanTable table = spans.spans(0);
    int stack = table.stack(table.firstRow(1));
    assertEquals("B", timeline.methods().name(timeline.methodAt(stack)));
  }

  @Test
  void recursionCanBeCollapsedAndAMethodFocused() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAA
                      BBBB
                       BBC
                        B
                """)
            .timeline();
    assertEquals(
        """
        A 10-90 x4
          B 10-90 x4
            C 70-90 x1
        """,
        Drawing.spans(Spans.of(timeline, Folding.NONE.collapsingRecursion()), 0));
    int b = timeline.methodAt(timeline.samples().stack(0));
    assertEquals(
        "B",
        Drawing.spans(Spans.of(timeline, Folding.NONE.focusing(timeline, b)), 0).substring(0, 1));
  }

  @Test
  void aMethodIsLeftOutWithAllThatHappenedInIt() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAAAA
                      BBCCA
                      DD B
                """)
            .timeline();
    int b = -1;
    for (int method = 0; method < timeline.methods().size(); method++) {
      b = timeline.methods().name(method).equals("B") ? method : b;
    }
    assertEquals(
        """
        A 50-70 x1
          C 50-70 x1
        A 90-110 x1
          A 90-110 x1
        """,
        Drawing.spans(Spans.of(timeline, Folding.NONE.excluding(timeline, b)), 0));
  }

  @Test
  void chosenPackagesAreYours() {
    Timeline timeline =
        Fixture.of(
                """
                main  AA
                      BB
                """)
            .timeline();
    assertEquals(MethodKind.YOURS, timeline.methods().kind(0));
    Timeline changed = Packages.withYours(timeline, List.of("no.such"));
    assertEquals(MethodKind.LIBRARY, changed.methods().kind(0));
    Timeline back = Packages.withYours(changed, List.of(timeline.methods().packageName(0)));
    assertEquals(MethodKind.YOURS, back.methods().kind(0));
  }

  @Test
  void spansCanBeFoundByTime() {
    Timeline timeline =
        Fixture.of(
                """
                main  AA...AA
                      BC   BB
                """)
            .timeline();
    SpanTable spans = Spans.of(timeline).spans(0);
    assertEquals(2, spans.depths());
    assertEquals(0, spans.at(0, 20_000));
    assertEquals(-1, spans.at(0, 60_000));
    assertEquals(1, spans.at(0, 120_000));
    assertEquals(3, spans.at(1, 40_000));
    assertEquals(-1, spans.at(2, 40_000));
    assertEquals(-1, spans.at(-1, 40_000));
  }

  /** Whatever is recorded: spans nest, keep their order, and count every sample once. */
  @Test
  void invariantsHoldForRandomRecordings() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      Fixture fixture = Fixture.empty().cores(1 + random.nextInt(4));
      fixture.thread("main");
      int samples = random.nextInt(40);
      for (int i = 0; i < samples; i++) {
        fixture
            .builder()
            .samples()
            .add(
                0,
                random.nextInt(60) * 5_000,
                fixture.stack(letters(random)),
                SampleKind.values()[random.nextInt(4)],
                20_000);
      }
      int waits = random.nextInt(12);
      for (int i = 0; i < waits; i++) {
        WaitKind kind = WaitKind.values()[random.nextInt(WaitKind.values().length)];
        fixture.wait("main", kind, random.nextInt(300) - 20, random.nextInt(60), letters(random));
      }
      checkInvariants(fixture.lasting(400).timeline(), "seed " + seed);
    }
  }

  private static String letters(Random random) {
    StringBuilder text = new StringBuilder();
    int depth = 1 + random.nextInt(5);
    for (int i = 0; i < depth; i++) {
      text.append("ABCks".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  private static void checkInvariants(Timeline timeline, String label) {
    Spans all = Spans.of(timeline);
    SpanTable spans = all.spans(0);
    Segments segments = all.segments(0);
    int counted = 0;
    for (int segment = 0; segment < segments.size(); segment++) {
      counted += segments.samples(segment);
      assertTrue(segments.fromMicros(segment) <= segments.toMicros(segment), label);
      assertTrue(
          segment == 0 || segments.toMicros(segment - 1) <= segments.fromMicros(segment), label);
    }
    assertEquals(timeline.samples().size(), counted, label);
    int inRoots = 0;
    for (int row = 0; row < spans.size(); row++) {
      int parent = spans.parent(row);
      assertEquals(spans.depth(row) == 0, parent < 0, label);
      assertTrue(spans.startMicros(row) <= spans.endMicros(row), label);
      if (parent < 0) {
        inRoots += spans.samples(row);
      } else {
        assertEquals(spans.depth(row) - 1, spans.depth(parent), label);
        assertTrue(spans.startMicros(parent) <= spans.startMicros(row), label);
        assertTrue(spans.endMicros(row) <= spans.endMicros(parent), label);
      }
      if (row > spans.firstRow(spans.depth(row))) {
        assertTrue(spans.endMicros(row - 1) <= spans.startMicros(row), label);
      }
    }
    assertTrue(inRoots <= counted, label);
  }
}
