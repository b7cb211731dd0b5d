package dev.microlog.timeline.analysis.findings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.CallStatistics;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SlowCallsTest {
  /** P calls A for 40 ms six times and then waits in it; Q calls A for 300 ms five times. */
  private static Timeline twoCallers() {
    String p = "P" + "PPPP".repeat(6) + "P" + ".".repeat(24) + "PP";
    String ofP = " " + "AA  ".repeat(6) + "A" + " ".repeat(24) + "A ";
    String q = "Q" + "Q".repeat(17).repeat(5);
    String ofQ = " " + ("A".repeat(15) + "  ").repeat(5);
    return Fixture.of("main  " + p + q + "\n      " + ofP + ofQ)
        .wait("main", WaitKind.SOCKET_READ, 525, 490, "PA")
        .timeline();
  }

  private static Calls calls(Spans spans, String name) {
    Timeline timeline = spans.timeline();
    for (int method = 0; method < timeline.methods().size(); method++) {
      if (timeline.methods().name(method).equals(name)) {
        return Calls.of(spans, Selection.all(timeline), method);
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Test
  void aCallIsComparedWithThoseOfItsCaller() {
    Spans spans = Spans.of(twoCallers());
    Calls calls = calls(spans, "A");
    SlowCalls slow = SlowCalls.of(spans, calls);
    List<Integer> found = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      if (slow.has(call)) {
        found.add(call);
      } else {
        assertNull(slow.anomaly(call));
      }
    }
    assertEquals(12, calls.size());
    assertEquals(List.of(6), found, "the call that waits, not the long ones by Q");
    Anomaly anomaly = slow.anomaly(6);
    assertNotNull(anomaly);
    assertEquals(7, anomaly.calls());
    assertEquals(40_000, anomaly.medianMicros());
    assertEquals(List.of(anomaly), Anomalies.of(spans, Selection.all(spans.timeline()), 10));
  }

  @Test
  void aBinOfTheHistogramIsMarkedForTheSlowCallInIt() {
    Spans spans = Spans.of(twoCallers());
    Calls calls = calls(spans, "A");
    CallStatistics statistics = calls.statistics();
    assertNotNull(statistics);
    assertArrayEquals(new int[] {6, 0, 5, 1}, statistics.histogram(4));
    assertArrayEquals(
        new boolean[] {false, false, false, true}, SlowCalls.of(spans, calls).bins(statistics, 4));
  }

  @Test
  void callsThatAreCutByAGapAreNotJudged() {
    Timeline timeline =
        Fixture.of("main  RR..RR..RR..RR..RR..RR..RR" + "\n      AA..AA..AA..AA..AA..AA..AA")
            .wait("main", WaitKind.SLEEP, 590, 900, "RA")
            .timeline();
    Spans spans = Spans.of(timeline);
    Calls calls = calls(spans, "A");
    for (int call = 0; call < calls.size(); call++) {
      assertNull(SlowCalls.of(spans, calls).anomaly(call));
    }
  }

  /** A thread that calls A and B, now and then with a wait inside. */
  private static Timeline random(long seed) {
    Random random = new Random(seed);
    StringBuilder root = new StringBuilder("R");
    StringBuilder middle = new StringBuilder(" ");
    StringBuilder leaf = new StringBuilder(" ");
    Fixture fixture = Fixture.empty();
    for (int call = 0; call < 60; call++) {
      String a = random.nextBoolean() ? "A" : "B";
      String b = random.nextBoolean() ? "C" : "D";
      int ran = 1 + random.nextInt(3);
      int waited = random.nextInt(6) == 0 ? 5 + random.nextInt(30) : 0;
      if (waited > 0) {
        double from = (root.length() + ran) * 20.0 + 5;
        fixture.wait("main", WaitKind.SOCKET_READ, from, waited * 20.0 + 10, "R" + a + b);
      }
      root.append("R".repeat(ran)).append(".".repeat(waited)).append("RR");
      middle.append(a.repeat(ran)).append(" ".repeat(waited)).append(a).append(' ');
      leaf.append(b.repeat(ran)).append(" ".repeat(waited)).append(b).append(' ');
    }
    return fixture.draw("main  " + root + "\n      " + middle + "\n      " + leaf).timeline();
  }

  @Test
  void theFindingsAreAmongTheSlowCallsAndSayTheSame() {
    int compared = 0;
    for (long seed = 0; seed < 20; seed++) {
      Spans spans = Spans.of(random(seed));
      Timeline timeline = spans.timeline();
      for (Anomaly anomaly : Anomalies.of(spans, Selection.all(timeline), 100)) {
        Calls calls = Calls.of(spans, Selection.all(timeline), anomaly.method());
        int call = calls.find(anomaly.thread(), anomaly.row());
        assertEquals(anomaly, SlowCalls.of(spans, calls).anomaly(call), "seed " + seed);
        compared++;
      }
    }
    assertTrue(compared >= 20, "slow calls: " + compared);
  }
}
