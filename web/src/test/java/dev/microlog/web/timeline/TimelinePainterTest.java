package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelinePainterTest {
  private static final double WIDTH = 1168;
  private static final double HEIGHT = 700;

  private final ViewState state = ViewState.EMPTY.withRecording("app", "id");

  private TimelineLayout layout(Scene scene, ViewState view) {
    return layout(scene, view, WIDTH);
  }

  private TimelineLayout layout(Scene scene, ViewState view, double width) {
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), view, new double[0]);
    return TimelineLayout.of(
        tracks, scene.lanes(), scene.depths(view.frames()), view, width, HEIGHT, 0);
  }

  private PaintLog paint(Scene scene, Range window, ViewState view) {
    return paint(scene, window, view, null);
  }

  private PaintLog paint(Scene scene, Range window, ViewState view, @Nullable Search search) {
    return paint(scene, window, view, search, WIDTH);
  }

  private PaintLog paint(
      Scene scene, Range window, ViewState view, @Nullable Search search, double width) {
    PaintLog log = new PaintLog();
    TimelineLayout layout = layout(scene, view, width);
    Viewport viewport = new Viewport(window, layout.plotLeft(), layout.plotWidth());
    for (TimelineLayout.TrackBox box : layout.trackBoxes()) {
      if (box.track().isThread() && box.top() < HEIGHT) {
        scene.spans(view.frames()).spans(box.track().thread());
        scene.spans(view.frames()).states(box.track().thread());
      }
    }
    PaintContext context =
        new PaintContext(scene.spans(view.frames()), search, null, null, -1, -1, null, -1, -1);
    TimelinePainter.paint(log, scene, layout, viewport, context);
    return log;
  }

  @Test
  void drawsAFlameChartForEachThread() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAAAAAAAA", "BBBB  BBBB");
    drawing.thread("worker", "CCCCCCCCCC");
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state);

    assertTrue(log.texts.contains("main"));
    assertTrue(log.texts.contains("worker"));
    assertEquals(1, log.texts.stream().filter("A.run"::equals).count());
    assertEquals(2, log.texts.stream().filter("B.run"::equals).count());
    assertEquals(0, log.openClips());
  }

  @Test
  void whatIsNotComputedYetIsLeftOut() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAAAAAAAA");
    Scene scene = drawing.scene();
    TimelineLayout layout = layout(scene, state);
    PaintLog log = new PaintLog();

    TimelinePainter.paint(
        log,
        scene,
        layout,
        new Viewport(scene.all(), layout.plotLeft(), layout.plotWidth()),
        new PaintContext(null, null, null, null, -1, -1, null, -1, -1));

    assertTrue(log.texts.contains("main"));
    assertEquals(0, log.texts.stream().filter("A.run"::equals).count());
  }

  @Test
  void leavesGapsEmpty() {
    Drawing drawing = new Drawing(1000);
    drawing.thread("main", "AAAAA" + " ".repeat(40) + "AAAAA");
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state);

    double middle = 168 + 500;
    Ink ink = scene.ink(0);
    assertTrue(
        log.boxes(ink).stream()
            .noneMatch(box -> box.x() < middle && box.x() + box.width() > middle),
        "nothing was seen in the middle, so nothing is drawn there");
    assertEquals(2, log.texts.stream().filter("A.run"::equals).count());
  }

  @Test
  void drawsNothingSmallerThanAPixel() {
    Drawing drawing = new Drawing(4_000_000);
    int thread = drawing.builder.threads().add(1, "main", "main", false);
    int a = drawing.builder.stacks().intern(-1, drawing.frame('A'));
    int b = drawing.builder.stacks().intern(a, drawing.frame('B'));
    int c = drawing.builder.stacks().intern(a, drawing.frame('C'));
    for (int i = 0; i < 200_000; i++) {
      drawing
          .builder
          .samples()
          .add(thread, i * 20_000.0, i % 2 == 0 ? b : c, SampleKind.JAVA, 20_000);
    }
    Scene scene = drawing.scene();
    assertTrue(scene.spans(Frames.ALL).spans(thread).size() > 150_000);

    PaintLog log = paint(scene, scene.all(), state);

    assertTrue(log.boxes.size() < 8000, "drew " + log.boxes.size() + " boxes on 1,000 pixels");
    assertEquals(1, log.rows, "what is narrow is drawn a row at a time");
    assertTrue(log.boxes(scene.ink(1)).stream().allMatch(box -> box.width() >= 1));
  }

  @Test
  void drawsOnlyWhatIsInTheWindow() {
    Drawing drawing = new Drawing(1000);
    drawing.thread("main", "AAAAABBBBBCCCCCDDDDDEEEEEFFFFFGGGGGHHHHHIIIIIJJJJJ");
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, new Range(100_000, 200_000), state);

    assertTrue(log.texts.contains("B.run"));
    assertTrue(
        log.texts.stream().noneMatch(text -> text.startsWith("D.") || text.startsWith("J.")));
  }

  @Test
  void onlyMyCodeFoldsTheRestAway() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "aaaaaaaaaa", "AAAAAAAAAA", "bbbbbbbbbb", "BBBBBBBBBB");
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state.withOnlyMine(true));

    assertTrue(log.texts.contains("A.run"));
    assertTrue(log.texts.contains("B.run"));
    assertTrue(
        log.texts.stream().noneMatch(text -> text.startsWith("a.") || text.startsWith("b.")));
  }

  @Test
  void methodsAreFocusedMergedAndDropped() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAAAAAAAA", "BBBBBCCCCC", "DDDDDDDDDD");
    Scene scene = drawing.scene();

    ViewState focused = state.withFrames(Frames.ALL.withFocus("com.acme.C.run"));
    assertEquals(List.of("C.run", "D.run"), methods(paint(scene, scene.all(), focused)));
    ViewState merged = state.withFrames(Frames.ALL.withMerged("com.acme.D.run", true));
    assertEquals(List.of("A.run", "B.run", "C.run"), methods(paint(scene, scene.all(), merged)));
    ViewState dropped = state.withFrames(Frames.ALL.withDropped("com.acme.B.run", true));
    assertEquals(List.of("A.run", "C.run", "D.run"), methods(paint(scene, scene.all(), dropped)));
  }

  private static List<String> methods(PaintLog log) {
    return log.texts.stream().filter(text -> text.endsWith(".run")).distinct().sorted().toList();
  }

  @Test
  void marksTracksAndEntriesThatWereFound() {
    Drawing drawing = new Drawing(200);
    int thread = drawing.thread("main", "AAAAAAAAAA");
    int text = drawing.builder.strings().intern("payment failed");
    drawing.builder.markers().add(50_000, thread, Level.ERROR, text, text, text, -1, -1, -1);
    Scene scene = drawing.scene();
    Search search =
        Search.of(
            scene.spans(Frames.ALL), Selection.all(scene.timeline()), Pattern.compile("payment"));

    PaintLog log = paint(scene, scene.all(), state, search);

    assertEquals(1, log.boxes(Ink.MATCH).size());
    assertEquals(0, paint(scene, scene.all(), state).boxes(Ink.MATCH).size());
  }

  @Test
  void hostileNamesAreDrawnShortAndIntervalsOfNoLengthDoNotHarm() {
    Drawing drawing = new Drawing(200);
    String longName = "x".repeat(1_000_000);
    int thread = drawing.builder.threads().add(1, longName, "main", false);
    int method =
        drawing.builder.methods().intern("com.acme." + longName, longName, "()V", MethodKind.YOURS);
    int stack =
        drawing
            .builder
            .stacks()
            .intern(-1, drawing.builder.frames().intern(method, 1, FrameKind.COMPILED));
    for (int i = 0; i < 5; i++) {
      drawing.builder.samples().add(thread, i * 20_000.0, stack, SampleKind.JAVA, 20_000);
    }
    drawing.builder.waits().add(thread, 60_000, 0, WaitKind.SLEEP, stack, -1, -1, -1);
    drawing.builder.pauses().add(60_000, 0, PauseKind.GC, -1);
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state);

    assertTrue(log.texts.stream().allMatch(text -> text.length() <= 600));
    assertTrue(log.boxes.stream().allMatch(box -> box.width() >= 0 && box.height() >= 0));
  }

  @Test
  void aShortPauseIsSeenAndThousandsAreNoLongOne() {
    Drawing drawing = new Drawing(3_600_000);
    drawing.thread("main", "A");
    drawing.builder.pauses().add(5e6, 1400, PauseKind.GC, -1);
    drawing.builder.pauses().add(3_000e6, 90e6, PauseKind.GC, -1);
    List<PaintLog.Box> few = paint(drawing.scene(), drawing.scene().all(), state).boxes(Ink.GC);
    assertEquals(2, few.size());
    assertEquals(0.3, few.get(0).alpha());
    assertEquals(1, few.get(0).width());

    for (int i = 0; i < 30_000; i++) {
      drawing.builder.pauses().add(9e6 + i * 90_000.0, 1400, PauseKind.GC, -1);
    }
    List<PaintLog.Box> many = paint(drawing.scene(), drawing.scene().all(), state).boxes(Ink.GC);
    assertEquals(1, many.size(), "the long one alone");
    assertTrue(many.get(0).width() > 10);
  }

  @Test
  void thousandsOfThreadsCostWhatIsSeen() {
    Drawing drawing = new Drawing(200);
    for (int i = 0; i < 5000; i++) {
      drawing.thread("thread " + Integer.toString(i, 36) + "x", "AAAA", "BBBB");
    }
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state);

    assertTrue(log.boxes.size() < 5000, "drew " + log.boxes.size() + " boxes");
  }

  @Test
  void threadsOfAPoolAreToldApartByTheirNumbers() {
    Drawing drawing = new Drawing(200);
    drawing.thread("kafka-coordinator-heartbeat-thread-of-group-1", "AAAA");
    drawing.thread("kafka-coordinator-heartbeat-thread-of-group-2", "AAAA");
    Scene scene = drawing.scene();

    List<String> names =
        paint(scene, scene.all(), state).texts.stream()
            .filter(text -> text.startsWith("kafka"))
            .toList();

    assertEquals(2, names.size());
    assertTrue(names.stream().allMatch(name -> name.contains("…")), names.toString());
    assertTrue(names.stream().anyMatch(name -> name.endsWith("group-1")), names.toString());
    assertTrue(names.stream().anyMatch(name -> name.endsWith("group-2")), names.toString());
  }

  @Test
  void namesAreNotCutInTheMiddleOfACharacter() {
    PaintLog log = new PaintLog();
    String name = "\ud83d\ude80".repeat(40);
    for (int width = 14; width < 240; width++) {
      String cut = Labels.ends(log, name, width);
      assertTrue(log.width(cut) <= width, cut);
      assertEquals(0, cut.replace("\ud83d\ude80", "").replace("…", "").length(), cut);
    }
    assertEquals("main", Labels.ends(log, "main", 24));
    assertEquals("", Labels.ends(log, "main", 12));
  }

  @Test
  void whatIsWrittenOnTheRulerIsNotCutAtItsEnd() {
    Drawing drawing = new Drawing(20_010);
    drawing.thread("main", "AAAA");
    Scene scene = drawing.scene();
    for (double end = 19_500_000; end < 20_010_000; end += 10_000) {
      PaintLog log = paint(scene, new Range(0, end), state);
      List<PaintLog.Written> labels =
          log.written.stream().filter(label -> label.text().matches("\\d+ s")).toList();
      assertTrue(labels.size() >= 9, labels.toString());
      assertTrue(labels.stream().allMatch(label -> label.end() <= WIDTH), labels.toString());
    }
  }

  @Test
  void pausesAreBarsWithNothingBetweenThem() {
    Drawing drawing = new Drawing(10_000);
    drawing.thread("main", "AAAA");
    int lane = drawing.builder.lanes().lane("gc.pause", "ms", "jdk.GarbageCollection");
    drawing.builder.lanes().add(lane, 1e6, 4);
    drawing.builder.lanes().add(lane, 9e6, 8);
    Scene scene = drawing.scene();

    PaintLog log = paint(scene, scene.all(), state);

    List<PaintLog.Box> bars =
        log.boxes(Ink.WARNING).stream().filter(box -> box.width() == 2).toList();
    assertEquals(2, bars.size());
    assertEquals(2, bars.get(1).height() / bars.get(0).height(), 1e-9);
    assertEquals(268, bars.get(0).x());
    assertEquals(List.of(), log.paths, "no line leads from one pause to the next");
  }

  @Test
  void namesOfLanesEndBeforeTheScale() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAA");
    for (String name : List.of("heap.used", "heap.committed")) {
      drawing.builder.lanes().add(name, "bytes", "jdk.GCHeapSummary", 1000, 403e6);
    }
    Scene scene = drawing.scene();
    for (double width = 300; width < 1200; width += 7) {
      PaintLog log = paint(scene, scene.all(), state, null, width);
      double scale =
          log.written.stream().filter(w -> w.text().equals("403 MB")).toList().get(1).x();
      for (PaintLog.Written written : log.written) {
        if (List.of("used", "committed", "…").contains(written.text())) {
          assertTrue(written.end() <= scale, written + " at " + width);
        }
      }
    }
  }

  @Test
  void lanesOfTheJdkHaveNamesAndThoseOfAProgramTheirOwn() {
    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAA");
    for (String name : List.of("exceptions", "descriptors.open", "shop.orders")) {
      drawing.builder.lanes().add(name, "count", "", 1000, 1);
    }
    Scene scene = drawing.scene();

    List<String> titles = scene.lanes().stream().map(LaneGroup::title).toList();

    assertEquals(List.of("Exceptions", "Open files", "shop.orders"), titles);
  }

  @Test
  void anEmptyTimelineSaysWhyAndWhatToDo() {
    Drawing empty = new Drawing(200);
    PaintLog log = paint(empty.scene(), empty.scene().all(), state);
    assertTrue(log.texts.containsAll(Words.NO_ACTIVITY), log.texts.toString());

    Drawing drawing = new Drawing(200);
    drawing.thread("main", "AAAA");
    Scene scene = drawing.scene();
    PaintLog filtered = paint(scene, scene.all(), state.withThreadFilter("nobody"));
    assertTrue(filtered.texts.containsAll(Words.NO_TRACKS), filtered.texts.toString());
    PaintLog whole = paint(scene, scene.all(), state);
    assertTrue(whole.texts.stream().noneMatch(Words.NO_TRACKS::contains));
  }

  @Test
  void findsWhatItDrew() {
    Drawing drawing = new Drawing(200);
    int thread = drawing.thread("main", "AAAAAAAAAA", "BBBB  CCCC");
    Scene scene = drawing.scene();
    TimelineLayout layout = layout(scene, state);
    Viewport viewport = new Viewport(scene.all(), layout.plotLeft(), layout.plotWidth());
    HitTest test = new HitTest(scene, scene.spans(Frames.ALL), layout, viewport);
    double secondRow =
        layout.screenY(0) + TimelineLayout.ROWS_TOP + TimelineLayout.ROW_HEIGHT * 1.5;

    Hit hit = test.at(viewport.x(150_000), secondRow);

    assertTrue(hit instanceof Hit.OnSpan, hit.toString());
    Hit.OnSpan span = (Hit.OnSpan) hit;
    assertEquals(thread, span.thread());
    assertEquals("C.run", scene.label(scene.spans(Frames.ALL).spans(thread).method(span.row())));
    assertTrue(test.at(viewport.x(100_000), secondRow) instanceof Hit.OnTrack);
    assertTrue(test.at(10, secondRow) instanceof Hit.OnTitle);
    assertTrue(test.at(viewport.x(100_000), layout.rulerTop() + 2) instanceof Hit.OnRuler);
    assertTrue(test.at(viewport.x(100_000), 5) instanceof Hit.OnOverview);
  }
}
