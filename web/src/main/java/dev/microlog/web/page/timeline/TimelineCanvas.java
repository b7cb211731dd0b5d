package dev.microlog.web.page.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Canvas;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tracks;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.HitTest;
import dev.microlog.web.timeline.PaintContext;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TimelineLayout;
import dev.microlog.web.timeline.TimelineLayout.TrackBox;
import dev.microlog.web.timeline.TimelinePainter;
import dev.microlog.web.timeline.Track;
import dev.microlog.web.timeline.TrackList;
import dev.microlog.web.timeline.Viewport;
import dev.microlog.web.widget.FrameLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The picture of the timeline: where things are now, what is marked in it, and how it is drawn. */
final class TimelineCanvas {
  /** So long the spans of further tracks may be made within one frame. */
  private static final double SLICE_MILLIS = 6;

  private final PageContext page;
  private final Navigation navigation;
  private final Runnable beforePainting;
  private final Element box = Element.of("div", "canvas-box");
  private final Canvas canvas = new Canvas();
  private final FrameLoop frames;
  private @Nullable TimelineLayout layout;
  private @Nullable LayoutKey layoutKey;
  private @Nullable Scene paintedScene;

  /** How many of the marks were set: of the first picture, and of the first that lacks nothing. */
  private int marked;

  private double scroll;
  private double pointerX = -1;
  private int track = -1;
  private int marker = -1;
  private @Nullable Finding finding;
  private @Nullable Range selecting;

  /** All that the layout depends on besides the scroll. */
  private record LayoutKey(
      Scene scene,
      Tracks tracks,
      Frames frames,
      @Nullable Range window,
      double width,
      double height) {}

  /**
   * @param beforePainting is run before every picture of a recording but the first
   */
  TimelineCanvas(PageContext page, Runnable beforePainting) {
    this.page = page;
    navigation = page.navigation();
    this.beforePainting = beforePainting;
    frames = new FrameLoop(this::paint, page.busy());
    canvas
        .element()
        .attribute("tabindex", "0")
        .role("application")
        .label(Words.CANVAS_LABEL)
        .attribute("aria-describedby", "timeline-speech");
    box.add(canvas.element());
    box.onResize(frames::request);
  }

  Element element() {
    return box;
  }

  /** Forgets what belongs to the recording before. */
  void reset() {
    scroll = 0;
    marker = -1;
    track = -1;
    finding = null;
    marked = 0;
    paintedScene = null;
  }

  /** Paints with the next frame of the screen. */
  void request() {
    frames.request();
  }

  void light(boolean isLight) {
    canvas.light(isLight);
  }

  // Painting

  private void paint() {
    Scene scene = page.recording().scene();
    if (scene == null || box.width() < 1) {
      return;
    }
    boolean isFirst = marked == 0;
    if (!isFirst) {
      beforePainting.run();
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
      page.recording().lookForFindings();
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
    List<TrackBox> boxes = current.trackBoxes();
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

  private Spans spans(Scene scene) {
    return scene.spans(navigation.state().frames());
  }

  /** The layout for what is shown now; made again only if something that it depends on changed. */
  private TimelineLayout layout(Scene scene) {
    ViewState state = navigation.state();
    Range window = state.sort() == Sort.IN_VIEW ? navigation.window() : null;
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
        state.sort() == Sort.IN_VIEW
            ? scene.activity().inRange(navigation.window())
            : new double[0];
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
    return new Viewport(navigation.window(), current.plotLeft(), current.plotWidth());
  }

  private PaintContext context(Scene scene, boolean isFirst) {
    ViewState state = navigation.state();
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
        page.searching().result(),
        selection,
        call,
        method,
        marker,
        finding,
        track,
        pointerX);
  }

  // Where things are

  /** The layout of the last picture, null before the first. */
  @Nullable TimelineLayout layout() {
    return layout;
  }

  Hit hit(double x, double y) {
    Scene scene = page.recording().scene();
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

  /** Where a popup about a call should be: right of it and above, in the window. */
  double[] screenPlace(int thread, int depth, double start, double end) {
    Scene scene = page.recording().scene();
    if (scene == null || box.width() < 1) {
      return new double[] {Page.windowWidth() / 2, 200};
    }
    TimelineLayout current = layout(scene);
    Viewport viewport = viewport(current);
    double left = Math.max(current.plotLeft(), viewport.x(start));
    double right = Math.min(current.width(), viewport.x(end));
    double x = right - left > 320 ? left + 160 : right;
    TrackBox track = boxOf(current, thread);
    double y =
        track == null ? 200 : current.screenY(track.top()) + depth * TimelineLayout.ROW_HEIGHT + 60;
    return new double[] {box.left() + x, box.top() + y};
  }

  /** Brings a row of a thread's track into view. */
  void scrollTo(int thread, int depth) {
    Scene scene = page.recording().scene();
    if (scene == null || box.height() < 1) {
      return;
    }
    TimelineLayout current = layout(scene);
    TrackBox track = boxOf(current, thread);
    if (track != null) {
      double y = track.top() + TimelineLayout.ROWS_TOP + depth * TimelineLayout.ROW_HEIGHT;
      double space = current.height() - current.tracksTop();
      if (y < scroll || y + 30 > scroll + space) {
        scroll = Math.max(0, Math.min(track.top(), y - space / 3));
      }
      frames.request();
    }
  }

  private static @Nullable TrackBox boxOf(TimelineLayout layout, int thread) {
    for (TrackBox track : layout.trackBoxes()) {
      if (track.track().isThread() && track.track().thread() == thread) {
        return track;
      }
    }
    return null;
  }

  void scrollBy(double pixels) {
    scroll = Math.max(0, scroll + pixels);
    frames.request();
  }

  // What is marked

  /** The line at the pointer; none for -1. */
  void pointer(double x) {
    if (pointerX != x) {
      pointerX = x;
      frames.request();
    }
  }

  /** A selection that is being drawn; null when that has ended. */
  void selecting(@Nullable Range range) {
    selecting = range;
    frames.request();
  }

  /** The thread whose track has the keyboard, -1 for none. */
  int track() {
    return track;
  }

  void track(int thread) {
    track = thread;
    frames.request();
  }

  /** The track that has the keyboard, null if none has or if it is not shown. */
  @Nullable Track trackWithKeyboard() {
    TrackBox box = layout == null || track < 0 ? null : boxOf(layout, track);
    return box == null ? null : box.track();
  }

  /** The log entry that is marked, -1 for none. */
  int marker() {
    return marker;
  }

  void marker(int row) {
    marker = row;
    frames.request();
  }

  /** The finding that is marked, null for none. */
  @Nullable Finding finding() {
    return finding;
  }

  void finding(@Nullable Finding shown) {
    finding = shown;
    frames.request();
  }
}
