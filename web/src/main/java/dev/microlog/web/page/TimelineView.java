package dev.microlog.web.page;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Canvas;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.Tracks;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.FindingMarks;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.HitTest;
import dev.microlog.web.timeline.PaintContext;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.TimelinePainter;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.timeline.TrackList;
import dev.microlog.web.timeline.Viewport;
import dev.microlog.web.widget.FrameLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline tab: the canvas, its tools, and what opens over it. */
final class TimelineView implements View, App.KeyListener {
  /** So long the spans of further tracks may be made within one frame. */
  private static final double SLICE_MILLIS = 6;

  private final App app;
  private final Element element = Element.of("section", "view").label(Words.TIMELINE_LABEL);
  private final Element box = Element.of("div", "canvas-box");
  private final Element speech = Element.of("div", "speech").role("status");
  private final Canvas canvas = new Canvas();
  private final FrameLoop frames;
  private final TimelineInput input;
  private final CallPopup callPopup;
  private final MarkerPopup markerPopup;
  private final FindingPopup findingPopup;
  private final RangePanel panel;
  private double scroll;
  private double pointerX = -1;
  private int selectedMarker = -1;
  private @Nullable Range selecting;
  private final FilterBar filters;
  private final TimelineMenus menus;
  private @Nullable TimelineLayout layout;
  private @Nullable LayoutKey layoutKey;
  private @Nullable Finding selectedFinding;
  private @Nullable Call linked;
  private int currentTrack = -1;
  private @Nullable Scene paintedScene;
  private int marked;

  /** All that the layout depends on besides the scroll. */
  private record LayoutKey(
      Scene scene,
      Tracks tracks,
      Frames frames,
      @Nullable Range window,
      double width,
      double height) {}

  TimelineView(App app) {
    this.app = app;
    frames = new FrameLoop(this::paint, app.busy());
    input = new TimelineInput(app, this, box);
    callPopup = new CallPopup(app, this);
    markerPopup = new MarkerPopup(app, this);
    findingPopup = new FindingPopup(app, this);
    panel = new RangePanel(app, this);
    filters = new FilterBar(app);
    menus = new TimelineMenus(app);
    canvas
        .element()
        .attribute("tabindex", "0")
        .role("application")
        .label(Words.CANVAS_LABEL)
        .attribute("aria-describedby", "timeline-speech");
    speech.attribute("id", "timeline-speech");
    box.add(canvas.element(), tools());
    box.onResize(frames::request);
    element.add(filters.element(), box, panel.element(), speech);
    element.add(callPopup.element(), markerPopup.element(), findingPopup.element());
  }

  private final Element undo = tool("↶", Words.UNDO, () -> app().undo());
  private final Element redo = tool("↷", Words.REDO, () -> app().redo());

  private App app() {
    return app;
  }

  private Element tools() {
    Element tools = Element.of("div", "tools").role("toolbar").label(Words.TOOLS);
    tools.add(
        undo,
        redo,
        tool("−", Words.ZOOM_OUT, () -> zoom(2)),
        tool("+", Words.ZOOM_IN, () -> zoom(0.5)),
        tool("⤢", Words.FIT_ALL, () -> app.go(app.state().withWindow(null))),
        tool("≡", Words.TRACKS_AND_LANES, this::openMenu));
    return tools;
  }

  private static Element tool(String sign, String hint, Runnable action) {
    return Element.button("", sign, action).label(hint).hint(hint);
  }

  @Override
  public Element element() {
    return element;
  }

  /** Whether there are steps to go back and forward to. */
  void showSteps() {
    undo.disabled(!app.canUndo());
    redo.disabled(!app.canRedo());
  }

  @Override
  public void show(ViewState state, ViewState before) {
    element.hidden(state.tab() != Tab.TIMELINE || app.scene() == null);
    if (!state.isSameRecording(before)) {
      scroll = 0;
      selectedMarker = -1;
      currentTrack = -1;
      selectedFinding = null;
      markerPopup.hide();
      callPopup.hide();
      findingPopup.hide();
      marked = 0;
      paintedScene = null;
      linked = state.call();
    }
    filters.show(state);
    showSteps();
    if (!element.isHidden()) {
      panel.show(state);
    }
    if (state.call() == null || state.tab() != Tab.TIMELINE) {
      callPopup.hide();
    } else if (!state.call().equals(before.call()) || !callPopup.isOpen()) {
      callPopup.show(state.call());
    }
    if (state.tab() != Tab.TIMELINE) {
      markerPopup.hide();
      findingPopup.hide();
      app.tip().hide();
    }
    frames.request();
  }

  @Override
  public void sceneChanged() {
    canvas.light(app.theme().isLight());
    Call call = linked;
    if (call != null && app.scene() != null) {
      app.adjust(opened(app.state(), call.thread(), call.depth()));
    }
    show(app.state(), app.state());
  }

  // Painting

  private void paint() {
    Scene scene = app.scene();
    if (scene == null || element.isHidden() || box.width() < 1) {
      return;
    }
    boolean isFirst = marked == 0;
    if (!isFirst) {
      scrollToLinked();
    }
    TimelineLayout current = layout(scene);
    layout = current;
    scroll = current.scroll();
    // a recording that grew is drawn at once, so that nothing flickers
    double slice = scene == paintedScene || isFirst ? SLICE_MILLIS : Double.MAX_VALUE;
    boolean isComplete = !isFirst && prepare(scene, current, slice);
    canvas.begin(current.width(), current.height());
    TimelinePainter.paint(canvas, scene, current, viewport(current), context(scene, isFirst));
    if (!isComplete) {
      frames.request();
    }
    paintedScene = scene;
    if (isFirst) {
      mark("microlog:painted");
    } else if (isComplete) {
      mark("microlog:complete");
      app.lookForFindings();
    }
  }

  /** Marks the first picture of a recording, and the first that lacks nothing. */
  private void mark(String name) {
    if (marked < 2 && name.endsWith(marked == 0 ? "painted" : "complete")) {
      marked++;
      Page.mark(name);
    }
  }

  /**
   * Makes the spans of the tracks in view, as many as fit into a frame: overview, lanes and tracks
   * are seen at once, the flame charts follow. Whether all are made.
   */
  private boolean prepare(Scene scene, TimelineLayout current, double sliceMillis) {
    double until = Page.now() + sliceMillis;
    Spans spans = spans(scene);
    double bottom = current.scroll() + current.height() - current.tracksTop();
    List<TimelineLayout.TrackBox> boxes = current.trackBoxes();
    int first = current.firstTrackBelow(current.scroll());
    for (int i = first; i < boxes.size() && boxes.get(i).top() < bottom; i++) {
      Track track = boxes.get(i).track();
      boolean isDrawn =
          track.isThread() || (!track.isOpen() && TimelinePainter.isDrawnAsStrips(track));
      for (int thread : isDrawn ? track.threads() : List.<Integer>of()) {
        if (!spans.isMade(thread)) {
          if (Page.now() > until) {
            return false;
          }
          spans.spans(thread);
          spans.states(thread);
        }
      }
    }
    return true;
  }

  /** The layout for what is shown now; made again only if something that it depends on changed. */
  private TimelineLayout layout(Scene scene) {
    ViewState state = app.state();
    Range window = state.sort() == Sort.IN_VIEW ? app.window() : null;
    LayoutKey key =
        new LayoutKey(scene, state.tracks(), state.frames(), window, box.width(), box.height());
    TimelineLayout known = layout;
    if (known == null || !key.equals(layoutKey)) {
      known = makeLayout(scene, state);
      layoutKey = key;
      layout = known;
    }
    return known.scrolled(scroll);
  }

  private TimelineLayout makeLayout(Scene scene, ViewState state) {
    double[] inView =
        state.sort() == Sort.IN_VIEW ? scene.activity().inRange(app.window()) : new double[0];
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), state, inView);
    return TimelineLayout.of(
        tracks,
        scene.shownLanes(state.toggled()),
        scene.depths(state.frames()),
        state,
        box.width(),
        box.height(),
        scroll);
  }

  private Viewport viewport(TimelineLayout current) {
    return new Viewport(app.window(), current.plotLeft(), current.plotWidth());
  }

  private PaintContext context(Scene scene, boolean isFirst) {
    ViewState state = app.state();
    Call call = state.call();
    int method = -1;
    if (!isFirst && call != null && call.thread() < scene.timeline().threads().size()) {
      SpanTable table = spans(scene).spans(call.thread());
      int row = table.at(call.depth(), call.atMicros());
      method = row < 0 ? -1 : table.method(row);
    }
    Range selection = selecting != null ? selecting : state.selection();
    return new PaintContext(
        isFirst ? null : spans(scene),
        app.search(),
        selection,
        call,
        method,
        selectedMarker,
        selectedFinding,
        currentTrack,
        pointerX);
  }

  // What input and popups ask for

  Spans spans(Scene scene) {
    return scene.spans(app.state().frames());
  }

  @Nullable TimelineLayout layout() {
    return layout;
  }

  Hit hit(double x, double y) {
    Scene scene = app.scene();
    TimelineLayout current = layout;
    if (scene == null || current == null) {
      return new Hit.Nothing();
    }
    return new HitTest(scene, spans(scene), current, viewport(current)).at(x, y);
  }

  double micros(double x) {
    TimelineLayout current = layout;
    return current == null ? 0 : viewport(current).micros(x);
  }

  void pointer(double x) {
    if (pointerX != x) {
      pointerX = x;
      frames.request();
    }
  }

  void scrollBy(double pixels) {
    scroll = Math.max(0, scroll + pixels);
    frames.request();
  }

  /** Shows a selection that is being drawn; null when that has ended. */
  void selecting(@Nullable Range range) {
    selecting = range;
    frames.request();
  }

  void zoom(double factor) {
    Range window = app.window();
    app.move(window.zoomed(factor, window.middleMicros()));
  }

  void selectCall(int thread, int row) {
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    SpanTable table = spans(scene).spans(thread);
    double middle = (table.startMicros(row) + table.endMicros(row)) / 2;
    app.go(app.state().withCall(new Call(thread, table.depth(row), middle)));
    speech.text(callPopup.speech());
  }

  /** Selects a call and brings its place into view, opening its track if needed. */
  void jumpTo(int thread, int row) {
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    SpanTable table = spans(scene).spans(thread);
    Range range = Range.between(table.startMicros(row), table.endMicros(row));
    ViewState next = app.revealed(app.state(), range).withTab(Tab.TIMELINE);
    double middle = (table.startMicros(row) + table.endMicros(row)) / 2;
    next = opened(next, thread, table.depth(row));
    app.go(next.withCall(new Call(thread, table.depth(row), middle)));
    scrollTo(thread, table.depth(row));
    speech.text(callPopup.speech());
  }

  /** Goes to the span that is a wait, if there is one. */
  void jumpToWait(int wait) {
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    int thread = scene.timeline().waits().thread(wait);
    SpanTable table = spans(scene).spans(thread);
    for (int row = 0; row < table.size(); row++) {
      if (table.wait(row) == wait) {
        jumpTo(thread, row);
        return;
      }
    }
    app.reveal(
        Range.between(
            scene.timeline().waits().startMicros(wait), scene.timeline().waits().endMicros(wait)));
  }

  /** Goes to the call of a method on a thread at an instant; false if there is none. */
  boolean jumpToMethod(int thread, int method, double micros) {
    Scene scene = app.scene();
    if (scene == null || thread < 0) {
      return false;
    }
    SpanTable table = spans(scene).spans(thread);
    int found = -1;
    for (int depth = 0; depth < table.depths(); depth++) {
      int row = table.at(depth, micros + 1);
      if (row >= 0 && (method < 0 || table.method(row) == method)) {
        found = row;
        if (method >= 0 && Math.abs(table.startMicros(row) - micros) < 2) {
          break;
        }
      }
    }
    if (found >= 0) {
      jumpTo(thread, found);
    }
    return found >= 0;
  }

  /** Selects the first call in view, for a start with the keyboard. */
  boolean selectFirst() {
    Scene scene = app.scene();
    TimelineLayout current = layout;
    if (scene == null || current == null) {
      return false;
    }
    for (TimelineLayout.TrackBox track : current.trackBoxes()) {
      if (track.track().isThread() && track.rows() > 0) {
        SpanTable table = spans(scene).spans(track.track().thread());
        int row = table.depths() == 0 ? 0 : table.firstEndingAfter(0, app.window().startMicros());
        if (table.depths() > 0 && row < table.firstRow(1)) {
          jumpTo(track.track().thread(), row);
          return true;
        }
      }
    }
    return false;
  }

  /** Where a popup about a call should be: right of it and above, in the window. */
  double[] screenPlace(int thread, int depth, double start, double end) {
    Scene scene = app.scene();
    if (scene == null || box.width() < 1) {
      return new double[] {Page.windowWidth() / 2, 200};
    }
    TimelineLayout current = layout(scene);
    Viewport viewport = viewport(current);
    double left = Math.max(current.plotLeft(), viewport.x(start));
    double right = Math.min(current.width(), viewport.x(end));
    double x = right - left > 320 ? left + 160 : right;
    for (TimelineLayout.TrackBox track : current.trackBoxes()) {
      if (track.track().isThread() && track.track().thread() == thread) {
        double y = current.screenY(track.top()) + depth * TimelineLayout.ROW_HEIGHT;
        return new double[] {box.left() + x, box.top() + y + 60};
      }
    }
    return new double[] {box.left() + x, box.top() + 200};
  }

  /** The state in which a row of a thread's track is shown. */
  private ViewState opened(ViewState state, int thread, int depth) {
    Scene scene = app.scene();
    if (scene == null) {
      return state;
    }
    ViewState next = state.withHidden(Track.threadKey(thread), false);
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), next, new double[0]);
    for (Track track : tracks) {
      boolean member = !track.isThread() && track.threads().contains(thread);
      if (member && !track.isOpen()) {
        next = next.withToggled(track.key());
      }
      if (track.isThread() && track.thread() == thread && !track.isOpen()) {
        next = next.withToggled(track.key());
      }
    }
    String all = "all:" + Track.threadKey(thread);
    if (depth >= TimelineLayout.FIRST_ROWS && !next.toggled().contains(all)) {
      next = next.withToggled(all);
    }
    return next;
  }

  /** Brings the call into view that the address named when the recording was opened, once. */
  private void scrollToLinked() {
    Call call = linked;
    linked = null;
    if (call != null && call.equals(app.state().call())) {
      scrollTo(call.thread(), call.depth());
      callPopup.hide();
      callPopup.show(call);
    }
  }

  private void scrollTo(int thread, int depth) {
    Scene scene = app.scene();
    if (scene == null || box.height() < 1) {
      return;
    }
    TimelineLayout current = layout(scene);
    for (TimelineLayout.TrackBox track : current.trackBoxes()) {
      if (track.track().isThread() && track.track().thread() == thread) {
        double y = track.top() + TimelineLayout.ROWS_TOP + depth * TimelineLayout.ROW_HEIGHT;
        double space = current.height() - current.tracksTop();
        if (y < scroll || y + 30 > scroll + space) {
          scroll = Math.max(0, Math.min(track.top(), y - space / 3));
        }
        frames.request();
        return;
      }
    }
  }

  void showMarker(int row) {
    selectedMarker = row;
    markerPopup.show(row);
    frames.request();
  }

  void showFinding(Finding finding) {
    selectedFinding = finding;
    markerPopup.hide();
    if (finding.startMicros() >= 0) {
      double end = finding.startMicros() + Math.max(1000, finding.durationMicros());
      app.reveal(Range.between(finding.startMicros(), end));
      if (finding.thread() >= 0) {
        showTrack(finding.thread());
      }
    }
    if (app.state().call() != null) {
      app.adjust(app.state().withCall(null));
    }
    findingPopup.show(finding);
    speech.text(finding.title());
    frames.request();
  }

  /** Goes to the finding after or before the one that is shown. */
  void stepFinding(int step) {
    Scene scene = app.scene();
    FindingMarks marks = scene == null ? null : scene.knownFindings();
    if (marks == null || marks.ranked().isEmpty()) {
      return;
    }
    List<Finding> all = marks.inOrder();
    int place = selectedFinding == null ? (step > 0 ? -1 : 0) : all.indexOf(selectedFinding);
    showFinding(all.get(Math.floorMod(place + step, all.size())));
  }

  /** Goes to the log entry after or before the one that is shown, or of the visible part. */
  void stepMarker(int step) {
    Scene scene = app.scene();
    if (scene == null || scene.markers().size() == 0) {
      return;
    }
    int from = scene.markers().firstAtOrAfter(app.window().startMicros());
    int next = selectedMarker >= 0 ? selectedMarker + step : step > 0 ? from : from - 1;
    app.showMarker(Math.max(0, Math.min(scene.markers().size() - 1, next)));
  }

  void findingClosed() {
    selectedFinding = null;
    frames.request();
  }

  /** Brings a thread's track into view, unfolding what it is in. */
  void showTrack(int thread) {
    app.adjust(opened(app.state(), thread, 0));
    currentTrack = thread;
    scrollTo(thread, 0);
  }

  int currentTrack() {
    return currentTrack;
  }

  /** Gives the keyboard to the track after or before the one that has it. */
  void stepTrack(int step) {
    TimelineLayout current = layout;
    Scene scene = app.scene();
    if (current == null || scene == null) {
      return;
    }
    List<Integer> threads = new ArrayList<>();
    for (TimelineLayout.TrackBox track : current.trackBoxes()) {
      if (track.track().isThread()) {
        threads.add(track.track().thread());
      }
    }
    if (!threads.isEmpty()) {
      int place = threads.indexOf(currentTrack);
      int next = place < 0 ? 0 : Math.max(0, Math.min(threads.size() - 1, place + step));
      currentTrack = threads.get(next);
      scrollTo(currentTrack, 0);
      speech.text(
          Words.trackSpoken(
              scene.timeline().threads().displayName(currentTrack),
              scene.activity().share(currentTrack)));
      frames.request();
    }
  }

  /** The track that has the keyboard, null if none has. */
  @Nullable Track trackWithKeyboard() {
    TimelineLayout current = layout;
    if (current != null && currentTrack >= 0) {
      for (TimelineLayout.TrackBox track : current.trackBoxes()) {
        if (track.track().isThread() && track.track().thread() == currentTrack) {
          return track.track();
        }
      }
    }
    return null;
  }

  /** Opens the menu of the track that has the keyboard, else that of the timeline. */
  void openMenuAtKeyboard() {
    Track track = trackWithKeyboard();
    if (track == null) {
      openMenu();
      return;
    }
    double[] place = screenPlace(track.thread(), 0, app.window().startMicros(), 0);
    menus.ofTrack(track, box.left() + 40, place[1] - 40);
  }

  void openMenu() {
    menus.ofTimeline(box.left() + 70, box.top() + 22);
  }

  void markerClosed() {
    selectedMarker = -1;
    frames.request();
  }

  @Override
  public boolean key(Input key) {
    return app.state().tab() == Tab.TIMELINE && app.scene() != null && input.key(key);
  }

  boolean closePopups() {
    if (findingPopup.isOpen()) {
      findingPopup.close();
      return true;
    }
    if (markerPopup.isOpen()) {
      markerPopup.close();
      return true;
    }
    if (callPopup.isOpen()) {
      app.go(app.state().withCall(null));
      return true;
    }
    return false;
  }

  CallPopup callPopup() {
    return callPopup;
  }

  TimelineMenus menus() {
    return menus;
  }
}
