package dev.microlog.web.timeline;

import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.analysis.spans.StateTable;

/** Finds what is under a point, from the same layout that was painted. */
public final class HitTest {
  private static final double REACH_PIXELS = 2;
  private static final double TIMELESS_PIXELS = 22;

  private final Scene scene;
  private final Spans spans;
  private final TimelineLayout layout;
  private final Viewport viewport;

  public HitTest(Scene scene, Spans spans, TimelineLayout layout, Viewport viewport) {
    this.scene = scene;
    this.spans = spans;
    this.layout = layout;
    this.viewport = viewport;
  }

  public Hit at(double x, double y) {
    if (y < 0 || y >= layout.height()) {
      return new Hit.Nothing();
    }
    if (y >= layout.tracksTop()) {
      return inTracks(x, y);
    }
    if (y >= layout.rulerTop()) {
      return new Hit.OnRuler(viewport.micros(x));
    }
    if (y >= layout.findingsTop()) {
      return finding(x);
    }
    if (y >= layout.markersTop()) {
      return marker(x);
    }
    if (y < TimelineLayout.OVERVIEW_HEIGHT) {
      Viewport whole = new Viewport(scene.all(), layout.plotLeft(), layout.plotWidth());
      return x < layout.plotLeft() ? new Hit.Nothing() : new Hit.OnOverview(whole.micros(x));
    }
    for (TimelineLayout.LaneBox box : layout.laneBoxes()) {
      if (y >= box.top() && y < box.top() + TimelineLayout.LANE_HEIGHT) {
        return new Hit.OnLane(box.group(), viewport.micros(x));
      }
    }
    return new Hit.Nothing();
  }

  private Hit marker(double x) {
    if (x < layout.plotLeft()) {
      return new Hit.Nothing();
    }
    Hit nearest = new Hit.Nothing();
    double best = Markers.CLUSTER_PIXELS;
    for (Markers.Cluster cluster : scene.markers().clusters(viewport)) {
      double distance = Math.abs(viewport.x(cluster.micros()) - x);
      if (distance < best) {
        best = distance;
        nearest = new Hit.OnMarker(cluster);
      }
    }
    return nearest;
  }

  private Hit finding(double x) {
    FindingMarks findings = scene.knownFindings();
    if (x < layout.plotLeft()) {
      return new Hit.OnFindingsTitle();
    }
    if (findings == null) {
      return new Hit.Nothing();
    }
    if (!findings.timeless().isEmpty() && x > layout.width() - TIMELESS_PIXELS) {
      return new Hit.OnTimeless(findings.timeless());
    }
    Hit nearest = new Hit.Nothing();
    double best = FindingMarks.CLUSTER_PIXELS;
    for (FindingMarks.Mark mark : findings.marks(viewport)) {
      double distance = Math.abs(viewport.x(mark.micros()) - x);
      if (distance < best) {
        best = distance;
        nearest = new Hit.OnFinding(mark);
      }
    }
    return nearest;
  }

  private Hit inTracks(double x, double y) {
    double trackY = y - layout.tracksTop() + layout.scroll();
    int index = layout.firstTrackBelow(trackY);
    if (index >= layout.trackBoxes().size()) {
      return new Hit.Nothing();
    }
    TimelineLayout.TrackBox box = layout.trackBoxes().get(index);
    double inside = trackY - box.top();
    if (x < layout.plotLeft()) {
      boolean more = box.hiddenRows() > 0 && inside > box.height() - 22;
      return new Hit.OnTitle(box.track(), more);
    }
    double micros = viewport.micros(x);
    if (!box.track().isThread()) {
      return new Hit.OnTitle(box.track(), false);
    }
    if (box.track().isOpen() && inside >= TimelineLayout.ROWS_TOP) {
      int depth = (int) ((inside - TimelineLayout.ROWS_TOP) / TimelineLayout.ROW_HEIGHT);
      int row = depth < box.rows() ? span(box.track().thread(), depth, micros) : -1;
      return row >= 0 ? new Hit.OnSpan(box.track().thread(), row) : empty(box.track(), micros);
    }
    StateTable states = spans.states(box.track().thread());
    int row = states.firstEndingAfter(micros);
    boolean found = row < states.size() && states.startMicros(row) <= micros;
    return found ? new Hit.OnState(box.track().thread(), row) : empty(box.track(), micros);
  }

  private Hit empty(Track track, double micros) {
    int pause = pauseAt(micros);
    return pause >= 0 ? new Hit.OnPause(pause) : new Hit.OnTrack(track, micros);
  }

  private int span(int thread, int depth, double micros) {
    SpanTable table = spans.spans(thread);
    if (depth >= table.depths()) {
      return -1;
    }
    int row = table.at(depth, micros);
    if (row >= 0) {
      return row;
    }
    double reach = REACH_PIXELS * viewport.microsPerPixel();
    int next = table.firstEndingAfter(depth, micros - reach);
    boolean near =
        next < table.firstRow(depth + 1)
            && table.startMicros(next) <= micros + reach
            && table.endMicros(next) - table.startMicros(next) < reach * 2;
    return near ? next : -1;
  }

  private int pauseAt(double micros) {
    PauseTable pauses = scene.timeline().pauses();
    double reach = REACH_PIXELS * viewport.microsPerPixel();
    int low = 0;
    int high = pauses.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pauses.startMicros(middle) <= micros + reach) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int row = low - 1; row >= Math.max(0, low - 4); row--) {
      if (pauses.endMicros(row) + reach >= micros) {
        return row;
      }
    }
    return -1;
  }
}
