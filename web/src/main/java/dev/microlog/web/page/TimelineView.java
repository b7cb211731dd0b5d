package dev.microlog.web.page;

import dev.microlog.timeline.analysis.SpanTable;
import dev.microlog.timeline.analysis.Spans;
import dev.microlog.web.dom.Canvas;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.HitTest;
import dev.microlog.web.timeline.LaneGroup;
import dev.microlog.web.timeline.PaintContext;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.TimelinePainter;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.timeline.TrackList;
import dev.microlog.web.timeline.Viewport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline tab: the canvas, its tools, and what opens over it. */
final class TimelineView implements View, App.KeyListener {
  /** So many lanes are shown before someone chooses. */
  private static final int FIRST_LANES = 5;

  private final App app;
  private final Element element = Element.of("section", "view").label(Words.TIMELINE_LABEL);
  private final Element box = Element.of("div", "canvas-box");
  private final Element speech = Element.of("div", "speech").role("status");
  private final Canvas canvas = new Canvas();
  private final FrameLoop frames;
  private final TimelineInput input;
  private final CallPopup callPopup;
  private final MarkerPopup markerPopup;
  private final RangePanel panel;
  private double scroll;
  private double pointerX = -1;
  private int selectedMarker = -1;
  private @Nullable Range selecting;
  private @Nullable TimelineLayout layout;
  private boolean wasPainted;

  TimelineView(App app) {
    this.app = app;
    frames = new FrameLoop(this::paint, app.busy());
    input = new TimelineInput(app, this, box);
    callPopup = new CallPopup(app, this);
    markerPopup = new MarkerPopup(app, this);
    panel = new RangePanel(app, this);
    canvas
        .element()
        .attribute("tabindex", "0")
        .role("application")
        .label(Words.CANVAS_LABEL)
        .attribute("aria-describedby", "timeline-speech");
    speech.attribute("id", "timeline-speech");
    box.add(canvas.element(), tools());
    box.onResize(frames::request);
    element.add(box, panel.element(), speech, callPopup.element(), markerPopup.element());
  }

  private Element tools() {
    Element tools = Element.of("div", "tools").role("toolbar").label(Words.TOOLS);
    tools.add(
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

  @Override
  public void show(ViewState state, ViewState before) {
    element.hidden(state.tab() != Tab.TIMELINE || app.scene() == null);
    if (!state.isSameRecording(before)) {
      scroll = 0;
      selectedMarker = -1;
      markerPopup.hide();
      callPopup.hide();
      wasPainted = false;
    }
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
      app.tip().hide();
    }
    frames.request();
  }

  @Override
  public void sceneChanged() {
    canvas.light(app.theme().isLight());
    show(app.state(), app.state());
  }

  // Painting

  private void paint() {
    Scene scene = app.scene();
    if (scene == null || element.isHidden() || box.width() < 1) {
      return;
    }
    TimelineLayout current = layout(scene);
    layout = current;
    scroll = current.scroll();
    canvas.begin(current.width(), current.height());
    TimelinePainter.paint(canvas, scene, current, viewport(current), context(scene));
    if (!wasPainted) {
      wasPainted = true;
      Page.mark("microlog:painted");
    }
  }

  private TimelineLayout layout(Scene scene) {
    ViewState state = app.state();
    double[] inView =
        state.sort() == Sort.IN_VIEW ? scene.activity().inRange(app.window()) : new double[0];
    List<Track> tracks = TrackList.of(scene.timeline(), scene.activity(), state, inView);
    return TimelineLayout.of(
        tracks, shownLanes(scene), scene.activity(), state, box.width(), box.height(), scroll);
  }

  private Viewport viewport(TimelineLayout current) {
    return new Viewport(app.window(), current.plotLeft(), current.plotWidth());
  }

  private PaintContext context(Scene scene) {
    ViewState state = app.state();
    Call call = state.call();
    int method = -1;
    if (call != null && call.thread() < scene.timeline().threads().size()) {
      SpanTable table = spans(scene).spans(call.thread());
      int row = table.at(call.depth(), call.atMicros());
      method = row < 0 ? -1 : table.method(row);
    }
    Range selection = selecting != null ? selecting : state.selection();
    return new PaintContext(
        spans(scene), app.search(), selection, call, method, selectedMarker, pointerX);
  }

  private List<LaneGroup> shownLanes(Scene scene) {
    List<LaneGroup> shown = new ArrayList<>();
    for (int i = 0; i < scene.lanes().size(); i++) {
      LaneGroup lane = scene.lanes().get(i);
      if (isShown(lane, i)) {
        shown.add(lane);
      }
    }
    return shown;
  }

  private boolean isShown(LaneGroup lane, int place) {
    return (place < FIRST_LANES) != app.state().toggled().contains(lane.key());
  }

  // What input and popups ask for

  Spans spans(Scene scene) {
    return scene.spans(app.state().onlyMine());
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
    if (depth >= 18 && !next.toggled().contains(all)) {
      next = next.withToggled(all);
    }
    return next;
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

  void markerClosed() {
    selectedMarker = -1;
    frames.request();
  }

  void openMenu() {
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    Menu menu = new Menu(box.left() + 70, box.top() + 22);
    for (int i = 0; i < scene.lanes().size(); i++) {
      LaneGroup lane = scene.lanes().get(i);
      menu.check(
          Words.lane(lane.title()),
          isShown(lane, i),
          () -> app.go(app.state().withToggled(lane.key())));
    }
    menu.line();
    for (Sort sort : Sort.values()) {
      menu.check(
          Words.sort(sort), sort == app.state().sort(), () -> app.go(app.state().withSort(sort)));
    }
    menu.line();
    menu.field(
        Words.FILTER_THREADS,
        app.state().threadFilter(),
        text -> app.adjust(app.state().withThreadFilter(text)));
    menu.item(Words.SHOW_ALL_TRACKS, () -> app.go(app.state().withAllShown()));
  }

  void openTrackMenu(Track track, double x, double y) {
    ViewState state = app.state();
    Menu menu = new Menu(x, y);
    menu.item(
        track.isOpen() ? Words.FOLD : Words.UNFOLD,
        () -> app.go(app.state().withToggled(track.key())));
    if (track.isThread()) {
      menu.item(
          track.isPinned() ? Words.UNPIN : Words.PIN,
          () -> app.go(app.state().withPinned(track.key(), !track.isPinned())));
    }
    menu.item(Words.HIDE_TRACK, () -> app.go(app.state().withHidden(track.key(), true)));
    if (!state.hidden().isEmpty()) {
      menu.item(Words.SHOW_ALL_TRACKS, () -> app.go(app.state().withAllShown()));
    }
    menu.line();
    for (Sort sort : Sort.values()) {
      menu.check(Words.sort(sort), sort == state.sort(), () -> app.go(app.state().withSort(sort)));
    }
  }

  @Override
  public boolean key(Input key) {
    return app.state().tab() == Tab.TIMELINE && app.scene() != null && input.key(key);
  }

  boolean closePopups() {
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
}
