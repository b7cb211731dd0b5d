package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ThreadsTest {
  @Test
  void poolsAreFoundByTheirNumbers() {
    Fixture fixture = Fixture.empty();
    for (String name :
        List.of(
            "main",
            "pool-1-thread-10",
            "pool-1-thread-2",
            "http-1",
            "GC Thread#0",
            "pool-2-thread-1")) {
      fixture.thread(name);
    }
    fixture.builder().threads().add(99, "", "VirtualThreads", true);
    List<ThreadPool> pools = ThreadPool.of(fixture.timeline());
    assertEquals(
        List.of(
            "main",
            "pool-1-thread-*",
            "http-1",
            "GC Thread#0",
            "pool-2-thread-1",
            "virtual threads"),
        pools.stream().map(ThreadPool::name).toList());
    assertEquals(List.of(2, 1), pools.get(1).threads());
    assertTrue(pools.get(5).virtual());
  }

  @Test
  void summariesTellBusyFromIdle() {
    Timeline timeline =
        Fixture.of(
                """
                idle    r..r..r
                waiter  .......
                busy    AAAAAAA
                """)
            .wait("waiter", WaitKind.PARK, 10, 80, "Ap")
            .wait("waiter", WaitKind.PINNED, 20, 30, "Ap")
            .timeline();
    ThreadSummaries summaries = ThreadSummaries.of(Spans.of(timeline), Selection.all(timeline));
    int waiter = 1;
    int busy = 2;
    assertTrue(summaries.isIdle(0));
    assertFalse(summaries.isIdle(busy));
    assertTrue(summaries.isIdle(waiter));
    assertEquals(140_000, summaries.cpuMicros(busy));
    assertEquals(0, summaries.cpuMicros(0));
    assertEquals(80_000, summaries.waitedMicros(waiter));
  }

  @Test
  void waitsAreGroupedByKindPlaceAndThing() {
    Timeline timeline =
        Fixture.empty()
            .wait("a", WaitKind.MONITOR, 0, 30, "AB", "b", "app.Cache")
            .wait("a", WaitKind.MONITOR, 100, 50, "CB", "b", "app.Cache")
            .wait("a", WaitKind.MONITOR, 200, 50, "AB", "b", "app.Other")
            .wait("b", WaitKind.SLEEP, 0, 500, "As")
            .timeline();
    List<WaitGroup> groups = WaitGroup.of(timeline, Selection.all(timeline));
    assertEquals(3, groups.size());
    assertEquals(WaitKind.SLEEP, groups.get(0).kind());
    assertEquals("A", timeline.methods().name(groups.get(0).method()));
    WaitGroup cache = groups.get(1);
    assertEquals("app.Cache", cache.detail());
    assertEquals(2, cache.count());
    assertEquals(80_000, cache.total());
    assertEquals(50_000, cache.longest());
    assertEquals(1, cache.longestRow());
    assertEquals(
        1, WaitGroup.of(timeline, Selection.range(timeline, 210_000, 220_000).onThread(0)).size());
  }

  @Test
  void searchCountsSpansOnce() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAA
                      BBA
                      A
                """)
            .log("main", 30, Level.INFO, "app.Main", "nothing")
            .log("main", 40, Level.INFO, "lib", "see A here")
            .timeline();
    Spans spans = Spans.of(timeline);
    Search search = Search.of(spans, Selection.all(timeline), Pattern.compile("\\bA\\b|mai"));
    assertEquals(1, search.methodCount());
    assertEquals(3, search.spanCount());
    assertEquals(60_000, search.spanMicros());
    assertTrue(search.matchesThread(0));
    assertArrayEquals(new int[] {1}, search.markers());
    assertEquals("A", timeline.methods().name(0));
  }

  @Test
  void searchCountsTheSameByIndexAndByScan() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAABBA
                      BBA AC
                      A   B
                other BB.AAA
                      A   CA
                """)
            .timeline();
    Spans spans = Spans.of(timeline);
    Selection scanned = Selection.range(timeline, 0, 1e9);
    for (String regex : new String[] {"A", "B", "C", "A|B", "A|C", "."}) {
      Pattern pattern = Pattern.compile("\\b(" + regex + ")\\b");
      Search byIndex = Search.of(spans, Selection.all(timeline), pattern);
      Search byScan = Search.of(spans, scanned, pattern);
      assertEquals(byScan.spanCount(), byIndex.spanCount(), regex);
      assertEquals(byScan.spanMicros(), byIndex.spanMicros(), 1e-6, regex);
    }
  }

  @Test
  void searchGoesFromCallToCallAndBack() {
    Timeline timeline =
        Fixture.of(
                """
                main  AAABBA
                      BBA AC
                      A   B
                other BB.AAA
                      A   CA
                """)
            .timeline();
    Spans spans = Spans.of(timeline);
    Search search = Search.of(spans, Selection.all(timeline), Pattern.compile("\\bA\\b"));
    List<Search.Hit> forward = new ArrayList<>();
    double start = -1;
    int thread = -1;
    int depth = -1;
    for (Search.Hit hit = search.next(spans, start, thread, depth);
        hit != null;
        hit = search.next(spans, start, thread, depth)) {
      assertEquals(forward.size(), search.place(spans, hit));
      forward.add(hit);
      start = spans.spans(hit.thread()).startMicros(hit.row());
      thread = hit.thread();
      depth = spans.spans(thread).depth(hit.row());
    }
    assertEquals(search.spanCount(), forward.size());
    List<Search.Hit> backward = new ArrayList<>();
    for (Search.Hit hit = search.previous(spans, 1e9, 99, 99);
        hit != null;
        hit = search.previous(spans, start, thread, depth)) {
      backward.add(0, hit);
      start = spans.spans(hit.thread()).startMicros(hit.row());
      thread = hit.thread();
      depth = spans.spans(thread).depth(hit.row());
    }
    assertEquals(forward, backward);
  }
}
