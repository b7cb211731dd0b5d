package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.web.state.ViewState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in seconds; the plot has ten pixels for each, from 168 on. */
class LaneGapsTest {
  private static final double WIDTH = 1168;

  private final Drawing drawing = new Drawing(100_000);

  private void point(String lane, String unit, String source, double second, double value) {
    drawing.builder.lanes().add(lane, unit, source, second * 1e6, value);
  }

  /** The recorder is off from 30 to 60. */
  private void threads() {
    for (int second = 0; second <= 100; second++) {
      if (second <= 30 || second >= 60) {
        point("threads.live", "count", "jdk.JavaThreadStatistics", second, 10);
      }
    }
  }

  private PaintLog paint(Scene scene, double pointerSecond) {
    ViewState state = ViewState.EMPTY.withRecording("app", "id");
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), state, new double[0]);
    TimelineLayout layout =
        TimelineLayout.of(
            tracks, scene.lanes(), scene.depths(state.frames()), state, WIDTH, 600, 0);
    Viewport viewport = new Viewport(scene.all(), layout.plotLeft(), layout.plotWidth());
    PaintLog log = new PaintLog();
    double x = viewport.x(pointerSecond * 1e6);
    TimelinePainter.paint(
        log,
        scene,
        layout,
        viewport,
        new PaintContext(null, null, null, null, -1, -1, null, -1, x));
    return log;
  }

  private static List<String> stretches(PaintLog log) {
    return log.paths.stream()
        .map(p -> second(p.get(0)) + "-" + second(p.get(p.size() - 1)))
        .toList();
  }

  private static long second(PaintLog.Point point) {
    return Math.round((point.x() - 168) / 10);
  }

  @Test
  void noLineLeadsOverAGap() {
    threads();
    PaintLog log = paint(drawing.scene(), 45);
    assertEquals(List.of("0-30", "60-100"), stretches(log));
  }

  @Test
  void theValueAtThePointerSaysNothingInAGap() {
    threads();
    Scene scene = drawing.scene();
    // the top of the scale, and the value
    assertEquals(1, paint(scene, 45).texts.stream().filter("10"::equals).count());
    assertEquals(2, paint(scene, 20).texts.stream().filter("10"::equals).count());
    assertEquals(2, paint(scene, 60).texts.stream().filter("10"::equals).count());
  }

  @Test
  void aFewLateValuesAreNoGap() {
    for (double second : new double[] {0, 1, 2, 3, 5.9, 6, 7, 8, 9, 97.5, 98, 99}) {
      point("rss", "bytes", "jdk.ResidentSetSize", second, 5);
    }
    assertEquals(List.of("0-9", "98-99"), stretches(paint(drawing.scene(), 0)));
  }

  @Test
  void whatIsMeasuredRarelyIsJoinedAsRarely() {
    for (int chunk = 0; chunk < 5; chunk++) {
      point("memory.machine", "bytes", "jdk.PhysicalMemory", chunk * 20.0, 5);
      point("memory.machine", "bytes", "jdk.PhysicalMemory", chunk * 20 + 19.99, 6);
    }
    assertEquals(List.of("0-100"), stretches(paint(drawing.scene(), 0)));
  }

  @Test
  void aSingleValueIsATickAndNoLine() {
    point("heap.used", "bytes", "jdk.GCHeapSummary", 50, 1e6);
    assertEquals(List.of("50-50"), stretches(paint(drawing.scene(), 0)));
  }

  @Test
  void whatIsToldOfCollectionsHoldsUntilTheRecorderIsOff() {
    threads();
    for (double second : new double[] {1, 2, 28, 75, 99}) {
      point("heap.used", "bytes", "jdk.GCHeapSummary", second, 1e6);
    }
    Scene scene = drawing.scene();
    assertEquals(
        List.of("1-28", "75-99"),
        stretches(paint(scene, 0)).subList(0, 2),
        "26 s without a collection are no gap; 75 is the first value after the one there is");
    LaneGaps gaps = scene.laneGaps();
    var heap = scene.timeline().lanes().lane(1);
    assertEquals(1, gaps.rowAt(heap, 20e6));
    assertEquals(-1, gaps.rowAt(heap, 70e6));
  }

  @Test
  void withoutAnythingMeasuredOnAScheduleNothingIsAGap() {
    for (double second : new double[] {1, 1.1, 1.2, 1.3, 80}) {
      point("heap.used", "bytes", "jdk.GCHeapSummary", second, 1e6);
    }
    assertEquals(List.of("1-80"), stretches(paint(drawing.scene(), 0)));
  }

  @Test
  void anotherLaneThatWentOnTellsThatTheRecorderWasOn() {
    threads();
    for (double second = 0; second <= 100; second += 2) {
      point("descriptors.open", "count", "microlog.Metric", second, 7);
    }
    Scene scene = drawing.scene();
    var descriptors = scene.timeline().lanes().lane(1);
    assertEquals(List.of(), scene.laneGaps().of(descriptors));
    assertEquals(1, scene.laneGaps().of(scene.timeline().lanes().lane(0)).size());
  }

  @Test
  void aRateHoldsItsValueAndLeadsNowhere() {
    threads();
    for (double[] value : new double[][] {{1, 4e6}, {2, 0}, {20, 8e6}, {21, 0}, {90, 8e6}}) {
      point("allocation.rate", "bytes/s", "jdk.ObjectAllocationSample", value[0], value[1]);
    }
    PaintLog log = paint(drawing.scene(), 0);
    List<List<PaintLog.Point>> rate = log.paths.subList(0, 2);
    for (List<PaintLog.Point> path : rate) {
      for (int i = 1; i < path.size(); i++) {
        PaintLog.Point a = path.get(i - 1);
        PaintLog.Point b = path.get(i);
        assertTrue(a.x() == b.x() || a.y() == b.y(), "no slope from " + a + " to " + b);
      }
    }
    assertEquals(60, second(rate.get(1).get(0)), "zero from the end of the gap on");
    assertEquals(100, second(rate.get(1).get(rate.get(1).size() - 1)));
    assertFalse(rate.get(1).get(0).y() < rate.get(0).get(2).y() - 1e-9);
  }
}
