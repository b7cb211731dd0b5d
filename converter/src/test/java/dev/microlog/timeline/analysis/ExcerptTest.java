package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.codec.MalformedTimelineException;
import dev.microlog.timeline.codec.TimelineDecoder;
import dev.microlog.timeline.codec.TimelineEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
  /** Three threads; main waits for worker from 90 to 150 ms. */
  private static Timeline whole() {
    Fixture fixture =
        Fixture.of(
                """
                main    AAAA...AA
                        BBCC   CC
                worker  .....KKKK
                early   E
                """)
            .wait("main", WaitKind.MONITOR, 90, 60, "AC", "worker", "app.Cache")
            .wait("early", WaitKind.SLEEP, 0, 400, "Es")
            .pause(10, 20)
            .pause(95, 50)
            .lane("heap.used", "bytes", 40, 4096)
            .lane("heap.used", "bytes", 120, 8192)
            .log("main", 30, Level.WARN, "app.Main", "secret")
            .log("main", 130, Level.INFO, "app.Main", "kept");
    TimelineBuilder builder = fixture.builder();
    int stack = fixture.stack("AC");
    int type = builder.strings().intern("byte[]");
    builder.allocations().add(0, 20_000, stack, type, 100);
    builder.allocations().add(0, 110_000, stack, type, 512);
    builder.exceptions().add(0, 110_000, stack, type, -1);
    builder.regions().add(0, 60_000, 100_000, builder.strings().intern("order"));
    builder.threadLoads().add(0, 0, 200_000, 120_000);
    builder.leaks().add(LeakKind.DESCRIPTOR, type, -1, 110_000, 1, -1, 1, 0, stack, -1);
    builder.leaks().add(LeakKind.DESCRIPTOR, type, -1, 20_000, 1, -1, 1, 0, stack, -1);
    builder.add(finding("late", 300_000));
    builder.add(finding("inside", 110_000));
    builder.add(finding("of all", -1));
    return fixture.timeline();
  }

  private static Finding finding(String title, double start) {
    return new Finding(
        Finding.Kind.RULE, Finding.Severity.WARNING, title, "", start < 0 ? -1 : 0, start, 0, -1);
  }

  private static Timeline part(double fromMillis, double toMillis) {
    Timeline whole = whole();
    return Excerpt.of(whole, Selection.range(whole, fromMillis * 1000, toMillis * 1000));
  }

  @Test
  void timesCountFromTheStartOfThePart() {
    Timeline whole = whole();
    Timeline part = part(100, 180);
    assertEquals(80_000, part.recording().durationMicros());
    assertEquals(
        whole.recording().startEpochMicros() + 100_000, part.recording().startEpochMicros());
    assertTrue(part.recording().source().endsWith("100 ms to 180 ms"), part.recording().source());
    List<Double> times = new ArrayList<>();
    for (int row = 0; row < part.samples().size(); row++) {
      times.add(part.samples().timeMicros(row));
    }
    assertEquals(List.of(60_000.0, 20_000.0, 40_000.0, 60_000.0), times);
    assertEquals("kept", part.markers().message(0));
    assertEquals(30_000, part.markers().timeMicros(0));
    assertEquals(1, part.allocations().size());
    assertEquals(10_000, part.allocations().timeMicros(0));
    assertEquals(1, part.exceptions().size());
    assertEquals(1, part.leaks().size());
    assertEquals(10_000, part.leaks().openedMicros(0));
  }

  @Test
  void intervalsAreCutAtTheBorders() {
    Timeline part = part(100, 180);
    assertEquals(2, part.waits().size());
    assertEquals(0, part.waits().startMicros(0));
    assertEquals(50_000, part.waits().durationMicros(0));
    assertEquals("worker", part.threads().name(part.waits().ownerThread(0)));
    assertEquals(80_000, part.waits().durationMicros(1), "the sleep goes on outside");
    assertEquals(1, part.pauses().size());
    assertEquals(45_000, part.pauses().durationMicros(0));
    assertEquals(60_000, part.regions().durationMicros(0));
  }

  @Test
  void aMetricBeginsWithTheValueItHad() {
    Timeline part = part(100, 180);
    assertEquals(2, part.lanes().lane(0).size());
    assertEquals(0, part.lanes().lane(0).timeMicros(0));
    assertEquals(4096, part.lanes().lane(0).value(0));
    assertEquals(20_000, part.lanes().lane(0).timeMicros(1));
    assertEquals(1, part(40, 100).lanes().lane(0).size(), "a value at the border is not doubled");
  }

  @Test
  void measuredTimeIsSharedOutAsTheSamplesAre() {
    // of the six samples of main two lie from 100 ms on, one of them before 180 ms
    Timeline part = part(100, 180);
    assertEquals(20_000, part.threadLoads().cpuMicros(0));
    assertEquals(80_000, part.threadLoads().durationMicros(0));
  }

  @Test
  void findingsWithoutATimeAreOfAll() {
    List<String> titles = part(100, 180).findings().stream().map(Finding::title).toList();
    assertEquals(List.of("inside", "of all"), titles);
    assertEquals(10_000, part(100, 180).findings().get(0).startMicros());
  }

  @Test
  void whatThePartDoesNotNeedIsNotInIt() {
    Timeline part = part(100, 180);
    for (int row = 0; row < part.strings().size(); row++) {
      assertFalse(part.strings().text(row).equals("secret"));
    }
    for (int method = 0; method < part.methods().size(); method++) {
      assertFalse(part.methods().name(method).equals("B"));
    }
  }

  @Test
  void threadsAreChosenToo() {
    Timeline whole = whole();
    boolean[] mainOnly = new boolean[whole.threads().size()];
    mainOnly[0] = true;
    Timeline part = Excerpt.of(whole, Selection.range(whole, 100_000, 180_000).onThreads(mainOnly));
    assertEquals(1, part.samples().size());
    assertEquals(1, part.waits().size());
    assertEquals(2, part.threads().size(), "main, and worker as the owner of the lock");
  }

  @Test
  void aRangeOutsideIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> part(500, 600));
  }

  @Test
  void allOfARecordingIsTheRecording() {
    Timeline whole = whole();
    Timeline all = Excerpt.of(whole, Selection.all(whole));
    assertEquals(whole.samples().size(), all.samples().size());
    assertEquals(whole.threads().size(), all.threads().size());
    CallTree before = CallTree.of(Spans.of(whole), Selection.all(whole), Mode.CPU);
    CallTree after = CallTree.of(Spans.of(all), Selection.all(all), Mode.CPU);
    assertEquals(before.hotMethods().total(0), after.hotMethods().total(0));
  }

  @Test
  void aPartCanBeWrittenAndRead() throws MalformedTimelineException {
    Timeline part = part(100, 180);
    TimelineDecoder decoder = new TimelineDecoder();
    byte[] bytes = new TimelineEncoder().encode(part);
    decoder.append(bytes, 0, bytes.length);
    Timeline read = decoder.build();
    assertEquals(part.recording(), read.recording());
    assertEquals(part.samples().size(), read.samples().size());
    assertEquals(part.complete(), read.complete());
  }
}
