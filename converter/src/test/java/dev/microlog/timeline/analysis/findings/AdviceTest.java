package dev.microlog.timeline.analysis.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Fixture;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule has a recording that triggers it and one that must not. */
final class AdviceTest {
  private static final double MEGABYTE = 1024 * 1024;

  private static List<String> rules(Fixture fixture) {
    return AdviceRules.of(Spans.of(fixture.timeline())).stream().map(Advice::rule).toList();
  }

  /** A hundred samples, of which some are in a stack that ends in these methods of the JDK. */
  private static Fixture busy(int samples, String... jdkMethods) {
    Fixture fixture = Fixture.empty();
    int thread = fixture.thread("main");
    int work = fixture.stackOf(MethodKind.YOURS, "app.Main.work");
    int wanted = fixture.stackOf(MethodKind.YOURS, "app.Main.work", "app.Main.hot");
    for (String name : jdkMethods) {
      int dot = name.lastIndexOf('.');
      int method = fixture.method(name.substring(0, dot), name.substring(dot + 1), MethodKind.JDK);
      wanted =
          fixture
              .builder()
              .stacks()
              .intern(wanted, fixture.builder().frames().intern(method, 1, FrameKind.COMPILED));
    }
    for (int i = 0; i < 100; i++) {
      fixture
          .builder()
          .samples()
          .add(thread, 20_000.0 * (i + 1), i < samples ? wanted : work, SampleKind.JAVA, 20_000);
    }
    return fixture.lasting(2000);
  }

  @Test
  void evidenceNamesTheMethodToBlameAndThePlace() {
    Timeline timeline = busy(20, "java.util.regex.Pattern.compile").timeline();
    Advice advice = AdviceRules.of(Spans.of(timeline)).get(0);
    assertEquals("regex-in-loop", advice.rule());
    assertEquals(0.2, advice.share(), 1e-9);
    Advice.Evidence evidence = advice.evidence().get(0);
    assertEquals("hot", timeline.methods().name(evidence.method()));
    assertEquals("Main.hot compiles patterns: 400 ms, 20 times", evidence.text());
    assertEquals(20_000, evidence.startMicros());
    assertThrows(IllegalArgumentException.class, () -> new Advice("x", "", "", "", 0, List.of()));
  }

  @Test
  void rulesOnCpuTime() {
    String regex = "java.util.regex.Pattern.compile";
    assertEquals(List.of("regex-in-loop"), rules(busy(20, regex)));
    assertEquals(List.of(), rules(busy(2, regex)));
    assertEquals(List.of(), rules(busy(20, "java.util.regex.Matcher.find")));
    assertEquals(List.of("formatting"), rules(busy(9, "java.lang.String.format")));
    assertEquals(List.of(), rules(busy(9, "java.lang.String.concat")));
    assertEquals(List.of("logging-cost"), rules(busy(9, "java.util.logging.Logger.log")));
    assertEquals(List.of(), rules(busy(3, "java.util.logging.Logger.log")));
    assertEquals(
        List.of("exceptions-as-control-flow"),
        rules(busy(9, "java.lang.Throwable.fillInStackTrace")));
    assertEquals(List.of("small-buffers"), rules(busy(9, "java.io.FileOutputStream.write")));
    assertEquals(List.of(), rules(busy(9, "java.io.FileOutputStream.writeBytes")));
  }

  @Test
  void exceptionsByTheirNumber() {
    for (int count : new int[] {20, 400}) {
      Fixture fixture = busy(0);
      int type = fixture.builder().strings().intern("app.NotFound");
      for (int i = 0; i < count; i++) {
        fixture.builder().exceptions().add(0, 1_000.0 * i, fixture.stack("AB"), type, -1);
      }
      assertEquals(count == 400, rules(fixture).contains("exceptions-as-control-flow"));
    }
  }

  @Test
  void exceptionsByTheirCounterWhenFewAreRecorded() {
    for (double thrown : new double[] {100, 100_000}) {
      Fixture fixture = busy(9, "java.lang.NumberFormatException.forInputString");
      int lane = fixture.builder().lanes().lane("exceptions", "count", "jdk.ExceptionStatistics");
      fixture.builder().lanes().add(lane, 1e6, 0);
      fixture.builder().lanes().add(lane, 2e6, thrown);
      Timeline timeline = fixture.timeline();
      List<Advice> advice = AdviceRules.of(Spans.of(timeline));
      assertEquals(thrown > 1000 ? 1 : 0, advice.size());
      for (Advice each : advice) {
        assertEquals("exceptions-as-control-flow", each.rule());
        assertEquals("hot", timeline.methods().name(each.evidence().get(0).method()));
      }
    }
  }

  @Test
  void boxesByTheirShareOfMemory() {
    for (String type : List.of("java.lang.Integer", "byte[]")) {
      Fixture fixture = busy(0);
      var strings = fixture.builder().strings();
      var allocations = fixture.builder().allocations();
      allocations.add(0, 100, fixture.stack("AB"), strings.intern(type), 40 * MEGABYTE);
      allocations.add(0, 200, fixture.stack("AC"), strings.intern("char[]"), 60 * MEGABYTE);
      assertEquals(type.endsWith("Integer"), rules(fixture).contains("boxed-collections"));
    }
  }

  @Test
  void rulesOnWaits() {
    assertTrue(
        rules(busy(0).wait("main", WaitKind.MONITOR, 0, 300, "AB")).contains("contended-lock"));
    assertFalse(
        rules(busy(0).wait("main", WaitKind.MONITOR, 0, 100, "AB")).contains("contended-lock"));
    assertTrue(
        rules(busy(0).wait("main", WaitKind.PINNED, 0, 30, "AB"))
            .contains("pinned-virtual-threads"));
    assertFalse(
        rules(busy(0).wait("main", WaitKind.PINNED, 0, 3, "AB"))
            .contains("pinned-virtual-threads"));
    String loop = "vert.x-eventloop-thread-1";
    assertTrue(
        rules(busy(0).wait(loop, WaitKind.SOCKET_READ, 0, 30, "AB"))
            .contains("blocked-event-loop"));
    assertFalse(
        rules(busy(0).wait(loop, WaitKind.PARK, 0, 30, "Ap")).contains("blocked-event-loop"));
    assertFalse(
        rules(busy(0).wait("worker-1", WaitKind.SOCKET_READ, 0, 30, "AB"))
            .contains("blocked-event-loop"));
  }

  @Test
  void theRecorderIsNotBlamed() {
    Fixture fixture = busy(0);
    int stack =
        fixture.stackOf(
            MethodKind.JDK, "jdk.jfr.internal.PlatformRecorder.lock", "java.lang.Object.wait0");
    fixture.builder().waits().add(0, 0, 300_000, WaitKind.MONITOR, stack, -1, -1, -1);
    assertEquals(List.of(), rules(fixture));
  }

  @Test
  void smallTransfersByTheirNumber() {
    for (double bytes : new double[] {16, 65536}) {
      Fixture fixture = busy(0);
      for (int i = 0; i < 30; i++) {
        fixture
            .builder()
            .waits()
            .add(0, i * 30_000.0, 21_000, WaitKind.FILE_READ, fixture.stack("Af"), -1, bytes, -1);
      }
      assertEquals(bytes == 16, rules(fixture).contains("small-buffers"));
    }
  }

  @Test
  void rulesOnTheCollector() {
    assertTrue(rules(busy(0).pause(100, 150)).contains("gc-pressure"));
    assertFalse(rules(busy(0).pause(100, 50)).contains("gc-pressure"));
    Fixture explicit = busy(0);
    explicit
        .builder()
        .pauses()
        .add(5, 1000, PauseKind.GC, explicit.builder().strings().intern("G1 Full: System.gc()"));
    assertEquals(List.of("explicit-gc"), rules(explicit));
  }

  @Test
  void threadsByTheirNumberAndLife() {
    for (double life : new double[] {5_000, 1_900_000}) {
      Fixture fixture = busy(0);
      for (int i = 0; i < 120; i++) {
        int thread = fixture.thread("Thread-" + i);
        fixture.builder().threads().startMicros(thread, 100);
        fixture.builder().threads().endMicros(thread, 100 + life);
      }
      assertEquals(life < 1e6, rules(fixture).contains("short-lived-threads"));
    }
  }

  private static List<Library> libraries() {
    return List.of(
        library("Jackson", "com.fasterxml.jackson"),
        library("Logback", "ch.qos.logback"),
        library("Regular expressions", "java.util.regex"),
        library("Spring Framework", "org.springframework"));
  }

  private static Library library(String name, String prefix) {
    return new Library(name, List.of(prefix), "", "", "", "", "");
  }

  @Test
  void tipsAreRankedByTime() {
    Fixture fixture = busy(30, "java.util.regex.Pattern.compile");
    int json =
        fixture.stackOf(
            MethodKind.LIBRARY,
            "org.springframework.web.Front.go",
            "com.fasterxml.jackson.Map.read");
    for (int i = 0; i < 60; i++) {
      fixture.builder().samples().add(0, 4e6 + 20_000.0 * i, json, SampleKind.JAVA, 20_000);
    }
    Timeline timeline = fixture.timeline();
    List<LibraryTip> tips = LibraryTip.of(Spans.of(timeline), Selection.all(timeline), libraries());
    assertEquals(
        List.of("Jackson", "Regular expressions", "Spring Framework"),
        tips.stream().map(tip -> tip.library().name()).toList());
    assertEquals(tips.get(0).total(), tips.get(2).total());
    assertEquals("compile", timeline.methods().name(tips.get(1).method()));
  }

  @Test
  void idleThreadsAndTheRecorderAreNobodysTime() {
    Fixture fixture = busy(0);
    fixture.wait("pool-1-thread-1", WaitKind.PARK, 0, 1900, "Ap");
    int recorder =
        fixture.stackOf(
            MethodKind.LIBRARY, "dev.microlog.bridge.Capture.log", "ch.qos.logback.X.y");
    fixture.builder().samples().add(0, 3e6, recorder, SampleKind.JAVA, 20_000);
    Timeline timeline = fixture.timeline();
    assertEquals(
        List.of(), LibraryTip.of(Spans.of(timeline), Selection.all(timeline), libraries()));
  }

  @Test
  void basicsOfTheJdkCountForTheLibraryThatUsesThem() {
    Fixture fixture = Fixture.empty();
    int thread = fixture.thread("main");
    int json = fixture.stackOf(MethodKind.LIBRARY, "com.fasterxml.jackson.Map.read");
    int method = fixture.method("java.lang.String", "hashCode", MethodKind.JDK);
    int stack =
        fixture
            .builder()
            .stacks()
            .intern(json, fixture.builder().frames().intern(method, 1, FrameKind.COMPILED));
    fixture.builder().samples().add(thread, 20_000, stack, SampleKind.JAVA, 20_000);
    Timeline timeline = fixture.lasting(40).timeline();
    LibraryTip tip = LibraryTip.of(Spans.of(timeline), Selection.all(timeline), libraries()).get(0);
    assertEquals("Jackson", tip.library().name());
    assertEquals(1, tip.share());
    assertEquals(20_000, tip.startMicros());
  }

  @Test
  void pagesOfTheJdkAreThoseOfTheRecordedVersion() {
    Library library =
        new Library("x", List.of("a"), "", "https://x/en/java/javase/25/docs/", "", "", "");
    assertEquals("https://x/en/java/javase/21/docs/", library.documentation(21));
    assertEquals("https://x/en/java/javase/25/docs/", library.documentation(8));
    assertEquals("https://x/en/java/javase/25/docs/", library.documentation(0));
  }
}
