package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.web.state.Sort;
import dev.microlog.web.state.ViewState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackListTest {
  private final ViewState state = ViewState.EMPTY.withRecording("app", "id");

  private static List<String> keys(Scene scene, ViewState state) {
    return TrackList.of(scene.timeline(), scene.activity(), state, new double[0]).stream()
        .map(Track::key)
        .toList();
  }

  private static Scene scene() {
    Drawing drawing = new Drawing(1000);
    drawing.thread("main", "AA");
    for (int i = 1; i <= 5; i++) {
      drawing.thread("worker-" + i, "A");
    }
    drawing.thread("busy", "AAAAAAAAAAAAAAAAAAAA");
    drawing.thread("Signal Dispatcher", "");
    int idle = drawing.thread("Finalizer", "");
    drawing
        .builder
        .waits()
        .add(
            idle,
            0,
            900_000,
            dev.microlog.timeline.WaitKind.PARK,
            drawing.builder.stacks().intern(-1, drawing.frame('z')),
            -1,
            -1,
            -1);
    return drawing.scene();
  }

  @Test
  void foldsPoolsAndIdleThreads() {
    assertEquals(List.of("t6", "g:worker-", "t0", "idle"), keys(scene(), state));
  }

  @Test
  void aPoolSaysWhichThreadsItHas() {
    Scene scene = scene();
    Track pool = TrackList.of(scene.timeline(), scene.activity(), state, new double[0]).get(1);
    assertEquals("worker-1…5", pool.title());
    assertEquals(5, pool.threads().size());
  }

  @Test
  void whatIsHiddenIsNotCounted() {
    Scene scene = scene();
    boolean[] shown =
        TrackList.shownThreads(
            scene.timeline(), scene.activity(), state.withHidden("g:worker-", true));
    assertTrue(shown[0]);
    assertTrue(!shown[1]);
    assertTrue(shown[6]);
  }

  @Test
  void opensAPool() {
    List<String> keys = keys(scene(), state.withToggled("g:worker-"));
    assertEquals(List.of("t6", "g:worker-", "t1", "t2", "t3", "t4", "t5", "t0", "idle"), keys);
  }

  @Test
  void pinsHidesSortsAndFilters() {
    assertEquals("t0", keys(scene(), state.withPinned("t0", true)).get(0));
    assertTrue(!keys(scene(), state.withHidden("t6", true)).contains("t6"));
    assertEquals(
        List.of("t6", "t0", "g:worker-", "idle"), keys(scene(), state.withSort(Sort.NAME)));
    assertEquals(List.of("t6"), keys(scene(), state.withThreadFilter("BUSY")));
  }

  @Test
  void aPoolsNameIsThatOfItsThreadsWithoutTheNumber() {
    assertEquals("http-nio-8080-exec-", TrackList.poolName("http-nio-8080-exec-12"));
    assertEquals("main", TrackList.poolName("main"));
    assertEquals("", TrackList.poolName("42"));
  }
}
