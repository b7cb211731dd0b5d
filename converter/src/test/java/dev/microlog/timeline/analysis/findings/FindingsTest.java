package dev.microlog.timeline.analysis.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Figures;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  /**
   * Six calls of B of 40 ms each, then one that waits 500 ms for a monitor that K's thread holds.
   */
  private static Fixture slowCall() {
    return Fixture.of(
            """
            main    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                     BB  BB  BB  BB  BB  BB  BBBBBBB
            """)
        .drawAt(1150, "main  A")
        .drawAt(
            600,
            """
            worker  KKKKKKKKKKKKKKKKKKKKKKKKKKKK
                    CCCCCCCCCCCCCCCCCCCCCCCCCCCC
            """)
        .wait("main", WaitKind.MONITOR, 650, 500, "AB", "worker", "app.Cache")
        .log("main", 700, Level.ERROR, "app", "late\nsecond line");
  }

  @Test
  void aSlowCallIsExplainedByTheLockAndItsOwner() {
    Timeline timeline = slowCall().timeline();
    Spans spans = Spans.of(timeline);
    List<Anomaly> anomalies = Anomalies.of(spans, Selection.all(timeline), 10);
    assertEquals(1, anomalies.size());
    Anomaly anomaly = anomalies.get(0);
    assertEquals("B", timeline.methods().name(anomaly.method()));
    assertEquals(7, anomaly.calls());
    assertEquals(40_000, anomaly.medianMicros());
    assertEquals(
        "16.3 × as long as usual (650 ms instead of 40 ms): it waited 500 ms for the monitor of"
            + " app.Cache, held by worker in Main.C; it computed 100 ms longer; it logged error:"
            + " late.",
        anomaly.sentence(timeline));
  }

  /** Calls of A by R, which goes on between them. */
  private static Fixture calls(String row) {
    String root = "R".repeat(row.length() + 2);
    return Fixture.of("main  " + root + "\n       " + row.replace('.', ' '));
  }

  @Test
  void fewOrEvenOrShortCallsAreNoAnomalies() {
    for (String row :
        List.of(
            "AA..AA..AA..AAAAAAAAAAAA",
            "AA..AAA..AA..AAA..AA..AAAA",
            "AAAAA..AAAAA..AAAAA..AAAAA..AAAAAAA..AAAAA")) {
      Timeline timeline = calls(row).timeline();
      assertEquals(List.of(), Anomalies.of(Spans.of(timeline), Selection.all(timeline), 10), row);
    }
  }

  @Test
  void collectionsExplainToo() {
    Timeline timeline =
        Fixture.of(
                """
                main  RRRRRRRRRRRRRRRRRRRRRRRRRR..........RR
                       AA  AA  AA  AA  AA  AA  A          A
                """)
            .pause(535, 200)
            .timeline();
    List<Anomaly> anomalies = Anomalies.of(Spans.of(timeline), Selection.all(timeline), 10);
    assertEquals(1, anomalies.size());
    assertEquals(Reason.Kind.PAUSE, anomalies.get(0).reasons().get(0).kind());
    assertEquals(200_000, anomalies.get(0).reasons().get(0).micros());
  }

  @Test
  void manyCallsThatLookLikeOneAreNoSlowCall() {
    // calls of less than a period each, now and then several of them in a row
    Timeline timeline = calls("A..A..A..A..A..A..A..AAAAAAAAAAAAAAAAAAAAAAAA").timeline();
    assertEquals(List.of(), Anomalies.of(Spans.of(timeline), Selection.all(timeline), 10));
  }

  @Test
  void aCallThatComputesThreeTimesAsLongIsSlow() {
    Timeline timeline =
        calls("AAAA..AAAA..AAAA..AAAA..AAAA..AAAA..AAAAAAAAAAAAAAAAAAAAAAAA").timeline();
    List<Anomaly> anomalies = Anomalies.of(Spans.of(timeline), Selection.all(timeline), 10);
    assertEquals(1, anomalies.size());
    assertEquals(Reason.Kind.CPU, anomalies.get(0).reasons().get(0).kind());
  }

  @Test
  void whatAGapCutsInPiecesIsNoUsualCall() {
    // one call of A, which could not be seen all the time
    Timeline timeline =
        Fixture.of("main  RR..RR..RR..RR..RR..RR..RR" + "\n      AA..AA..AA..AA..AA..AA..AA")
            .wait("main", WaitKind.SLEEP, 590, 900, "RA")
            .timeline();
    assertEquals(List.of(), Anomalies.of(Spans.of(timeline), Selection.all(timeline), 10));
  }

  private static List<Finding> of(Timeline timeline, Finding.Kind kind) {
    return Findings.of(Spans.of(timeline)).stream().filter(f -> f.kind() == kind).toList();
  }

  @Test
  void contendedMonitorsNameTheOwner() {
    List<Finding> locks = of(slowCall().timeline(), Finding.Kind.LOCK);
    assertEquals(1, locks.size());
    assertEquals("Contended monitor of app.Cache: 1 wait, 500 ms", locks.get(0).title());
    assertTrue(locks.get(0).detail().contains("held by worker in app.Main.C"), locks.toString());
    assertEquals(
        List.of(),
        of(
            Fixture.empty().wait("main", WaitKind.MONITOR, 0, 90, "A").timeline(),
            Finding.Kind.LOCK));
  }

  /** The thread that holds the lock at the end was idle in its pool until shortly before. */
  @Test
  void whatAnOwnerWaitedForBeforeIsNotWhatItHeldTheLockFor() {
    Fixture late =
        Fixture.empty()
            .wait("main", WaitKind.MONITOR, 0, 500, "A", "worker", "app.Cache")
            .wait("worker", WaitKind.PARK, 0, 450, "tp");
    String detail = of(late.timeline(), Finding.Kind.LOCK).get(0).detail();
    assertTrue(detail.contains("held by worker.\n"), detail);
    Fixture inside =
        Fixture.empty()
            .wait("main", WaitKind.MONITOR, 0, 500, "A", "worker", "app.Cache")
            .wait("worker", WaitKind.PARK, 0, 450, "Ctp");
    detail = of(inside.timeline(), Finding.Kind.LOCK).get(0).detail();
    assertTrue(detail.contains("held by worker in app.Main.C"), detail);
  }

  @Test
  void leaksAreNamedWithTheirPlace() {
    Fixture fixture = Fixture.of("main  A");
    var strings = fixture.builder().strings();
    fixture
        .builder()
        .leaks()
        .add(
            LeakKind.DESCRIPTOR,
            strings.intern("file"),
            strings.intern("orders.csv"),
            5_000,
            1,
            -1,
            9e6,
            0,
            fixture.stack("ABf"),
            -1);
    for (int i = 0; i < 36; i++) {
      fixture
          .builder()
          .leaks()
          .add(
              LeakKind.OBJECT,
              strings.intern("app.Type" + i % 12),
              -1,
              i < 12 ? 5_000 : 30_000,
              10,
              1024 * (i % 12),
              2e6,
              0,
              fixture.stack("AC"),
              strings.intern("app.Type in element 1\nstatic app.Main.cache"));
    }
    fixture.builder().pauses().add(40_000, 900, PauseKind.GC, -1);
    // Alive, as nothing was collected since.
    for (int i = 0; i < 40; i++) {
      var leaks = fixture.builder().leaks();
      int garbage = strings.intern("app.Garbage");
      leaks.add(
          LeakKind.OBJECT, garbage, -1, 50_000 + 9_000 * i, 1, 99, 9, 0, fixture.stack("AC"), -1);
    }
    Timeline timeline = fixture.timeline();
    List<Finding> descriptors = of(timeline, Finding.Kind.FD_LEAK);
    assertEquals("Never closed: file orders.csv", descriptors.get(0).title());
    assertTrue(descriptors.get(0).detail().startsWith("Opened by main in app.Main.B.\nat java.io"));
    List<Finding> objects = of(timeline, Finding.Kind.MEMORY_LEAK);
    assertEquals(10, objects.size());
    assertEquals("30 old objects of app.Type11, 33.8 kB", objects.get(0).title());
    assertTrue(objects.get(0).detail().endsWith("static app.Main.cache"));
  }

  @Test
  void descriptorsOfOnePlaceAreOneFindingAndKeptConnectionsAreNone() {
    Fixture fixture = Fixture.of("main  A");
    var strings = fixture.builder().strings();
    int socket = strings.intern("socket");
    int place = fixture.stack("AB");
    int kept = fixture.stackOf(MethodKind.JDK, "sun.net.www.http.HttpClient.openServer", "a.B.c");
    for (int i = 0; i < 3; i++) {
      int target = strings.intern("db:" + i);
      var leaks = fixture.builder().leaks();
      leaks.add(LeakKind.DESCRIPTOR, socket, target, 5_000 + i, 1, -1, 9e5, 0, place, -1);
      leaks.add(LeakKind.DESCRIPTOR, socket, target, 5_000 + i, 1, -1, 9e5, 0, kept, -1);
    }
    List<Finding> leaks = of(fixture.timeline(), Finding.Kind.FD_LEAK);
    assertEquals(1, leaks.size());
    assertEquals("Never closed: 3 of kind socket, the first db:0", leaks.get(0).title());
  }

  @Test
  void whatWasSetUpAtOnceOrByTheRecorderIsNoLeak() {
    Fixture fixture = Fixture.of("main  A").lasting(1000);
    int type = fixture.builder().strings().intern("byte[]");
    fixture.builder().pauses().add(990_000, 900, PauseKind.GC, -1);
    int recorder = fixture.stackOf(MethodKind.LIBRARY, "dev.microlog.bridge.Agent.start", "a.B.c");
    for (int i = 0; i < 5; i++) {
      var leaks = fixture.builder().leaks();
      leaks.add(LeakKind.OBJECT, type, -1, 5_000 + i, 1, 99, 9e5, 0, fixture.stack("AC"), -1);
      leaks.add(LeakKind.OBJECT, type, -1, 200_000.0 * i, 1, 99, 9e5, 0, recorder, -1);
    }
    for (int i = 0; i < 5; i++) {
      int alone = fixture.builder().strings().intern("byte[]");
      fixture
          .builder()
          .leaks()
          .add(LeakKind.OBJECT, type, -1, 2e5 * i, 9, 99, 9e5, 0, fixture.stack("AD"), alone);
    }
    assertEquals(List.of(), of(fixture.timeline(), Finding.Kind.MEMORY_LEAK));
  }

  @Test
  void waitingForDevicesIsLowCpuWaitingForWorkIsNot() {
    Timeline timeline =
        Fixture.of(
                """
                main  A
                      B
                """)
            .wait("main", WaitKind.SOCKET_READ, 30, 900, "ABr", "", "db:5432")
            .wait("pool", WaitKind.PARK, 0, 900, "Cp")
            .timeline();
    List<Finding> low = of(timeline, Finding.Kind.LOW_CPU);
    assertEquals(1, low.size());
    assertEquals("Main.B used the CPU for 2.2 % of its 920 ms", low.get(0).title());
    assertTrue(low.get(0).detail().contains("db:5432"));
  }

  @Test
  void figuresHaveThreeDigits() {
    assertEquals("1.43 s", Figures.duration(1_430_400));
    assertEquals("1 s", Figures.duration(999_900));
    assertEquals("360 ms", Figures.duration(360_000));
    assertEquals("20.5 ms", Figures.duration(20_460));
    assertEquals("850 µs", Figures.duration(850));
    assertEquals("-2.5 ms", Figures.duration(-2_500));
    assertEquals("0 µs", Figures.duration(0));
    assertEquals("999 B", Figures.bytes(999));
    assertEquals("1.5 kB", Figures.bytes(1500));
    assertEquals("212 MB", Figures.bytes(212e6));
    assertEquals("1 MB", Figures.bytes(999_999));
    assertEquals("3.29 GB", Figures.bytes(3.29e9));
    assertEquals("0.4 %", Figures.percent(0.004));
    assertEquals("93 %", Figures.percent(0.931));
    assertEquals("1.05", Figures.significant(1.05));
  }
}
