package dev.microlog.web.timeline;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the timeline: a function of scene, layout, viewport and context, as calls to a painter. */
public final class TimelinePainter {
  private static final int MEMBERS_AS_STRIPS = 7;

  /** What is fainter than this is not seen. */
  private static final double LEAST_ALPHA = 0.02;

  private final Scene scene;
  private final TimelineLayout layout;
  private final Viewport viewport;
  private final PaintContext context;
  private final Painter painter;
  private final HeadPainter head = new HeadPainter();
  private final SpanPainter spanPainter;

  private TimelinePainter(
      Painter painter,
      Scene scene,
      TimelineLayout layout,
      Viewport viewport,
      PaintContext context) {
    this.painter = painter;
    this.scene = scene;
    this.layout = layout;
    this.viewport = viewport;
    this.context = context;
    spanPainter = new SpanPainter(scene, painter, viewport, context);
  }

  public static void paint(
      Painter painter,
      Scene scene,
      TimelineLayout layout,
      Viewport viewport,
      PaintContext context) {
    new TimelinePainter(painter, scene, layout, viewport, context).paint();
  }

  private void paint() {
    List<Axis.Tick> ticks = Axis.ticks(viewport);
    painter.ink(Ink.BACKGROUND);
    painter.rect(0, 0, layout.width(), layout.height());
    painter.ink(Ink.PANEL);
    painter.rect(0, 0, layout.titleWidth(), layout.height());
    tracks(ticks);
    pauses();
    painter.ink(Ink.LINE);
    painter.rect(layout.titleWidth() - 1, 0, 1, layout.height());
    head.overview(painter, scene.overview(), layout, scene.all(), viewport.range());
    boolean pointed = context.pointerX() >= layout.plotLeft();
    Double at = pointed ? (Double) viewport.micros(context.pointerX()) : null;
    head.lanes(painter, layout, viewport, scene.laneGaps(), at);
    Search search = context.search();
    head.markers(painter, layout, viewport, scene.markers(), context.selectedMarker(), search);
    head.findings(painter, layout, viewport, scene.knownFindings(), context.selectedFinding());
    head.ruler(painter, layout, ticks, viewport);
    selection();
    pointer();
    scrollBar();
  }

  private void tracks(List<Axis.Tick> ticks) {
    painter.clip(0, layout.tracksTop(), layout.width(), layout.height() - layout.tracksTop());
    painter.ink(Ink.LINE);
    painter.alpha(0.6);
    for (Axis.Tick tick : ticks) {
      painter.rect(
          Math.floor(viewport.x(tick.micros())),
          layout.tracksTop(),
          1,
          layout.height() - layout.tracksTop());
    }
    painter.alpha(1);
    int first = layout.firstTrackBelow(layout.scroll());
    double bottom = layout.scroll() + layout.height() - layout.tracksTop();
    List<TimelineLayout.TrackBox> boxes = layout.trackBoxes();
    for (int i = first; i < boxes.size() && boxes.get(i).top() < bottom; i++) {
      track(boxes.get(i));
    }
    if (boxes.isEmpty()) {
      noTracks();
    }
    painter.unclip();
  }

  /** Says why there is nothing, and what to do where something can be done. */
  private void noTracks() {
    List<String> lines = scene.activity().isEmpty() ? Words.NO_ACTIVITY : Words.NO_TRACKS;
    double baseline = layout.tracksTop() + 30;
    painter.ink(Ink.TEXT);
    for (String line : lines) {
      painter.text(line, layout.plotLeft() + 16, baseline);
      painter.ink(Ink.DIM);
      baseline += 18;
    }
  }

  private void track(TimelineLayout.TrackBox box) {
    double y = layout.screenY(box.top());
    Track track = box.track();
    painter.clip(layout.plotLeft(), y, layout.plotWidth(), box.height());
    if (track.isThread()) {
      thread(box, track, y);
    } else if (!track.isOpen()) {
      group(track, y);
    }
    painter.unclip();
    title(box, y);
    painter.ink(Ink.LINE);
    painter.rect(0, y + box.height() - 1, layout.width(), 1);
  }

  private void thread(TimelineLayout.TrackBox box, Track track, double y) {
    int thread = track.thread();
    double stripTop = y + (track.isOpen() ? 1 : 6);
    life(thread, stripTop);
    Spans made = made(thread);
    if (made == null) {
      return;
    }
    spanPainter.strip(made.states(thread), stripTop, TimelineLayout.STRIP_HEIGHT);
    if (!track.isOpen() || box.rows() == 0) {
      return;
    }
    SpanTable spans = made.spans(thread);
    double rowsTop = y + TimelineLayout.ROWS_TOP;
    int from = (int) Math.max(0, (layout.tracksTop() - rowsTop) / TimelineLayout.ROW_HEIGHT);
    for (int depth = from; depth < Math.min(box.rows(), spans.depths()); depth++) {
      double rowTop = rowsTop + depth * TimelineLayout.ROW_HEIGHT;
      if (rowTop > layout.height()) {
        break;
      }
      spanPainter.row(spans, depth, rowTop);
    }
    regions(thread, stripTop);
    Call call = context.selected();
    if (call != null && call.thread() == thread && call.depth() < box.rows()) {
      spanPainter.selected(spans, call, rowsTop + call.depth() * TimelineLayout.ROW_HEIGHT);
    }
  }

  /** The spans, if those of a thread were made already. */
  private @Nullable Spans made(int thread) {
    Spans spans = context.spans();
    return spans != null && spans.isMade(thread) ? spans : null;
  }

  /** The line that says that the thread existed, before what it did is drawn on it. */
  private void life(int thread, double y) {
    double start = Math.max(0, scene.timeline().threads().startMicros(thread));
    double end = scene.timeline().threads().endMicros(thread);
    double x = Math.max(viewport.left(), viewport.x(start));
    double to = Math.min(viewport.right(), viewport.x(end < 0 ? scene.all().endMicros() : end));
    if (to > x) {
      painter.ink(Ink.FADED);
      painter.rect(x, y, to - x, TimelineLayout.STRIP_HEIGHT);
    }
  }

  /** Regions that the program named: brackets over the state strip. */
  private void regions(int thread, double y) {
    RegionTable regions = scene.timeline().regions();
    for (int row = regions.firstRow(thread); row < regions.firstRow(thread + 1); row++) {
      double x = viewport.x(regions.startMicros(row));
      double to = viewport.x(regions.endMicros(row));
      if (to < viewport.left() || x > viewport.right() || to - x < 2) {
        continue;
      }
      double from = Math.max(x, viewport.left());
      painter.ink(Ink.ACCENT);
      painter.rect(from, y - 1, Math.min(to, viewport.right()) - from, 2);
      painter.rect(x, y - 1, 1, TimelineLayout.STRIP_HEIGHT + 2);
      painter.rect(to - 1, y - 1, 1, TimelineLayout.STRIP_HEIGHT + 2);
    }
  }

  /** Whether a folded group is drawn as the states of its members. */
  public static boolean isDrawnAsStrips(Track track) {
    return track.threads().size() <= MEMBERS_AS_STRIPS;
  }

  private void group(Track track, double y) {
    if (isDrawnAsStrips(track)) {
      double height = Math.min(4, (TimelineLayout.FOLDED_HEIGHT - 4) / track.threads().size());
      for (int i = 0; i < track.threads().size(); i++) {
        Spans made = made(track.threads().get(i));
        if (made != null) {
          spanPainter.strip(
              made.states(track.threads().get(i)), y + 2 + i * height, Math.max(1, height - 1));
        }
      }
      return;
    }
    Overview overview = scene.groupOverview(track);
    double base = y + TimelineLayout.FOLDED_HEIGHT - 3;
    double micros = scene.all().durationMicros() / overview.size();
    painter.ink(Ink.RUNNING);
    for (int i = 0; i < overview.size(); i++) {
      double x = viewport.x(i * micros);
      double to = viewport.x((i + 1) * micros);
      double tall = overview.share(i) * (TimelineLayout.FOLDED_HEIGHT - 5);
      if (tall > 0 && to > viewport.left() && x < viewport.right()) {
        painter.rect(x, base - tall, Math.max(1, to - x), tall);
      }
    }
  }

  private static boolean isFound(Search search, Track track) {
    for (int thread : track.threads()) {
      if (search.matchesThread(thread)) {
        return true;
      }
    }
    return false;
  }

  private void title(TimelineLayout.TrackBox box, double y) {
    Track track = box.track();
    double baseline = y + 14;
    String share = track.kind() == Track.Kind.IDLE ? "" : Format.percent(track.share());
    double shareWidth = share.isEmpty() ? 0 : painter.width(share) + 8;
    double left = 10 + track.level() * 10;
    painter.ink(Ink.DIM);
    if (!share.isEmpty()) {
      painter.text(share, layout.titleWidth() - shareWidth, baseline);
    }
    twist(track.isOpen(), left, baseline);
    if (track.isPinned()) {
      painter.ink(Ink.ACCENT);
      painter.disc(left + 14, baseline - 4, 2.5);
      left += 7;
    }
    Search search = context.search();
    boolean found = search != null && isFound(search, track);
    painter.ink(found ? Ink.MATCH : track.isThread() ? Ink.TEXT : Ink.DIM);
    if (track.isThread() && track.thread() == context.currentTrack()) {
      painter.rect(0, y, 3, box.height() - 1);
    }
    double room = layout.titleWidth() - left - 14 - shareWidth - 4;
    painter.text(Labels.ends(painter, track.title(), room), left + 12, baseline);
    if (box.hiddenRows() > 0) {
      painter.ink(Ink.ACCENT);
      painter.text(Words.moreRows(box.hiddenRows()), left + 12, layout.screenY(box.bottom()) - 9);
    }
  }

  private void twist(boolean open, double x, double baseline) {
    double y = baseline - 4;
    double[] corners =
        open
            ? new double[] {x, y - 2, x + 7, y - 2, x + 3.5, y + 3}
            : new double[] {x + 1, y - 4, x + 6, y, x + 1, y + 4};
    painter.polygon(corners, 3, true);
  }

  /**
   * Stops of the whole program, through all tracks. Where there are more than one in eight pixels,
   * those narrower than a pixel fade away: they would look like one long stop.
   */
  private void pauses() {
    PauseTable pauses = scene.timeline().pauses();
    int end = firstPause(pauses, viewport.range().endMicros());
    int inView = end - firstPause(pauses, viewport.range().startMicros());
    double narrow = 0.3 * Math.min(1, layout.plotWidth() / 8 / Math.max(1, inView));
    double top = TimelineLayout.OVERVIEW_HEIGHT;
    painter.clip(layout.plotLeft(), top, layout.plotWidth(), layout.height() - top);
    double drawn = -1;
    // pauses are short: one that began long before the visible range does not reach into it
    int first = firstPause(pauses, viewport.range().startMicros() - 60e6);
    double scale = viewport.pixelsPerMicro();
    double origin = viewport.x(0);
    for (int row = first; row < end; row++) {
      double x = origin + pauses.startMicros(row) * scale;
      double to = x + pauses.durationMicros(row) * scale;
      if (to <= drawn + 0.5) {
        continue;
      }
      boolean gc = pauses.kind(row) == PauseKind.GC;
      if (to - x < 1 && (!gc || narrow < LEAST_ALPHA)) {
        continue;
      }
      painter.ink(gc ? Ink.GC : Ink.SAFEPOINT);
      painter.alpha(to - x < 1 ? narrow : to - x < 2 ? 0.3 : 0.4);
      painter.rect(x, top, Math.max(1, to - x), layout.height() - top);
      drawn = Math.max(x + 1, to);
    }
    painter.alpha(1);
    painter.unclip();
  }

  /** The first pause that begins at an instant or later. */
  private static int firstPause(PauseTable pauses, double from) {
    int low = 0;
    int high = pauses.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pauses.startMicros(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void selection() {
    Range selection = context.selection();
    if (selection == null) {
      return;
    }
    double x = Math.max(layout.plotLeft(), viewport.x(selection.startMicros()));
    double to = Math.min(layout.width(), viewport.x(selection.endMicros()));
    if (to <= x) {
      return;
    }
    painter.ink(Ink.SELECTION);
    painter.alpha(0.13);
    double top = TimelineLayout.OVERVIEW_HEIGHT;
    painter.rect(x, top, to - x, layout.height() - top);
    painter.alpha(0.35);
    painter.rect(x, layout.rulerTop(), to - x, TimelineLayout.RULER_HEIGHT);
    painter.alpha(0.8);
    painter.rect(x, top, 1, layout.height() - top);
    painter.rect(to - 1, top, 1, layout.height() - top);
    painter.alpha(1);
    gaps(x, to);
  }

  /** Where the selected time says nothing of a thread, that is drawn as hatching. */
  private void gaps(double left, double right) {
    painter.clip(left, layout.tracksTop(), right - left, layout.height() - layout.tracksTop());
    painter.ink(Ink.DIM);
    painter.alpha(0.35);
    int first = layout.firstTrackBelow(layout.scroll());
    double bottom = layout.scroll() + layout.height() - layout.tracksTop();
    List<TimelineLayout.TrackBox> boxes = layout.trackBoxes();
    for (int i = first; i < boxes.size() && boxes.get(i).top() < bottom; i++) {
      TimelineLayout.TrackBox box = boxes.get(i);
      Spans made = box.track().isThread() ? made(box.track().thread()) : null;
      if (made != null && box.rows() > 0) {
        SpanTable spans = made.spans(box.track().thread());
        gaps(spans, left, right, layout.screenY(box.top()) + TimelineLayout.ROWS_TOP);
      }
    }
    painter.alpha(1);
    painter.unclip();
  }

  private void gaps(SpanTable spans, double left, double right, double y) {
    double x = left;
    int row = spans.depths() == 0 ? 0 : spans.firstEndingAfter(0, viewport.micros(left));
    int end = spans.depths() == 0 ? 0 : spans.firstRow(1);
    int drawn = 0;
    while (x < right && drawn < 200) {
      double next = row < end ? Math.min(right, viewport.x(spans.startMicros(row))) : right;
      if (next - x > 6) {
        hatch(x + 1, next - 2, y);
        drawn++;
      }
      if (row >= end) {
        return;
      }
      x = Math.max(x, viewport.x(spans.endMicros(row)));
      row++;
    }
  }

  private void hatch(double left, double right, double y) {
    double height = TimelineLayout.ROW_HEIGHT - 3;
    for (double x = Math.ceil(left / 6) * 6; x + 4 < right; x += 6) {
      painter.line(x, y + height, x + 4, y + 1);
    }
  }

  private void pointer() {
    double x = context.pointerX();
    if (x < layout.plotLeft() || x > layout.width()) {
      return;
    }
    painter.ink(Ink.DIM);
    painter.alpha(0.5);
    double top = TimelineLayout.OVERVIEW_HEIGHT;
    painter.rect(Math.floor(x), top, 1, layout.height() - top);
    painter.alpha(1);
    String time = Format.time(viewport.micros(x), viewport.microsPerPixel());
    double width = painter.width(time) + 8;
    double left = Math.min(x - width / 2, layout.width() - width);
    painter.ink(Ink.TEXT);
    painter.rect(Math.max(layout.plotLeft(), left), layout.rulerTop() + 2, width, 15);
    painter.ink(Ink.BACKGROUND);
    painter.text(time, Math.max(layout.plotLeft(), left) + 4, layout.rulerTop() + 14);
  }

  private void scrollBar() {
    if (!layout.isScrollable()) {
      return;
    }
    double space = layout.height() - layout.tracksTop();
    double size = Math.max(24, space * space / layout.contentHeight());
    double travel = layout.contentHeight() - space;
    double y = layout.tracksTop() + (space - size) * layout.scroll() / travel;
    painter.ink(Ink.DIM);
    painter.alpha(0.5);
    painter.rect(layout.width() - 6, y, 5, size);
    painter.alpha(1);
  }
}
