package dev.microlog.web.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.paint.Labels;
import dev.microlog.web.paint.Painter;
import dev.microlog.web.paint.Shapes;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what stays above the tracks: overview, lanes, markers and ruler. */
final class HeadPainter {
  private static final double PADDING = 12;

  /** The bar of what lasted longer than this share of the axis says nothing. */
  private static final double MOST_OF_AXIS = 0.4;

  private final LanePainter lanePainter = new LanePainter();

  void overview(
      Painter painter, Overview overview, TimelineLayout layout, Range all, Range window) {
    double left = layout.plotLeft();
    double width = layout.plotWidth();
    double base = layout.overviewTop() + TimelineLayout.OVERVIEW_HEIGHT - 2;
    double height = TimelineLayout.OVERVIEW_HEIGHT - 5;
    painter.ink(Ink.OVERVIEW);
    int size = overview.size();
    for (int i = 0; i < size; i++) {
      double tall = overview.share(i) * height;
      if (tall > 0) {
        painter.rect(left + i * width / size, base - tall, width / size + 0.5, tall);
      }
    }
    Viewport whole = new Viewport(all, left, width);
    double x = whole.x(window.startMicros());
    double end = Math.max(x + 3, whole.x(window.endMicros()));
    painter.alpha(0.55);
    painter.ink(Ink.BACKGROUND);
    painter.rect(left, layout.overviewTop(), x - left, TimelineLayout.OVERVIEW_HEIGHT);
    painter.rect(end, layout.overviewTop(), left + width - end, TimelineLayout.OVERVIEW_HEIGHT);
    painter.alpha(1);
    painter.ink(Ink.ACCENT);
    painter.frame(x, layout.overviewTop(), end - x, TimelineLayout.OVERVIEW_HEIGHT - 1);
  }

  /**
   * @param atMicros the time whose values are written; null for the last in view
   */
  void lanes(
      Painter painter,
      TimelineLayout layout,
      Viewport viewport,
      LaneGaps gaps,
      @Nullable Double atMicros) {
    double at = atMicros == null ? viewport.range().endMicros() : atMicros;
    for (TimelineLayout.LaneBox box : layout.laneBoxes()) {
      painter.clip(layout.plotLeft(), box.top(), layout.plotWidth(), TimelineLayout.LANE_HEIGHT);
      var strip = new LanePainter.Strip(box.group(), box.top() + 4, TimelineLayout.LANE_HEIGHT - 5);
      lanePainter.paint(painter, viewport, strip, gaps);
      painter.unclip();
      painter.ink(Ink.LINE);
      painter.rect(0, box.top() + TimelineLayout.LANE_HEIGHT - 1, layout.width(), 1);
      title(painter, layout, box.group(), box.top(), valueText(box.group(), gaps, at));
    }
  }

  private static void title(
      Painter painter, TimelineLayout layout, LaneGroup group, double top, String value) {
    double valueWidth = painter.width(value);
    painter.ink(Ink.TEXT);
    double room = layout.titleWidth() - PADDING * 2 - valueWidth - 6;
    painter.text(Labels.fit(painter, group.title(), room), PADDING, top + 15);
    painter.ink(group.ink());
    painter.text(value, layout.titleWidth() - 8 - valueWidth, top + 15);
    String limit = Format.value(group.top(), group.unit());
    double limitLeft = layout.titleWidth() - 8 - painter.width(limit);
    painter.ink(Ink.DIM);
    painter.text(limit, limitLeft, top + 29);
    legend(painter, group, PADDING, limitLeft - 6, top + 29);
  }

  /** The names of lanes that share a strip, each in the colour of its line. */
  private static void legend(
      Painter painter, LaneGroup group, double left, double right, double baseline) {
    double x = left;
    for (int i = 0; i < group.lanes().size() && group.lanes().size() > 1; i++) {
      String name = Words.laneShort(group.lanes().get(i).name());
      double width = painter.width(name);
      if (x + width > right) {
        painter.ink(Ink.DIM);
        painter.text(Labels.fit(painter, "…", right - x), x, baseline);
        return;
      }
      painter.ink(group.ink(i));
      painter.text(name, x, baseline);
      x += width + 6;
    }
  }

  /** The first lane's value at a time; empty where it is not known. */
  private static String valueText(LaneGroup group, LaneGaps gaps, double at) {
    Lane lane = group.lanes().get(0);
    int row = gaps.rowAt(lane, at);
    return row < 0 ? "" : Format.value(lane.value(row), lane.unit());
  }

  void markers(
      Painter painter,
      TimelineLayout layout,
      Viewport viewport,
      Markers markers,
      int selected,
      @Nullable Search search) {
    double middle = layout.markersTop() + TimelineLayout.MARKERS_HEIGHT / 2;
    painter.ink(Ink.TEXT);
    painter.text(Words.LOG_LANE, PADDING, middle + 4);
    String count = Format.count(markers.size());
    painter.ink(Ink.DIM);
    painter.text(count, layout.titleWidth() - 8 - painter.width(count), middle + 4);
    painter.clip(
        layout.plotLeft(), layout.markersTop(), layout.plotWidth(), TimelineLayout.MARKERS_HEIGHT);
    for (Markers.Cluster cluster : markers.clusters(viewport)) {
      double x = viewport.x(cluster.micros());
      double radius = cluster.size() > 9 ? 5.5 : cluster.size() > 1 ? 5 : 4.5;
      if (selected >= cluster.first() && selected < cluster.end()) {
        painter.ink(Ink.TEXT);
        painter.frame(x - 8, middle - 8, 16, 16);
      }
      Shapes.level(painter, cluster.level(), x, middle, radius);
      if (search != null && search.matchesMarker(cluster.first(), cluster.end())) {
        painter.ink(Ink.MATCH);
        painter.rect(x - radius - 1, middle - 9, radius * 2 + 2, 2);
      }
      if (cluster.size() > 1) {
        painter.ink(Ink.DIM);
        painter.rect(x - radius, middle + 7, radius * 2, 1);
      }
    }
    painter.unclip();
  }

  /** Diamonds, filled where it is grave; a bar says how long it lasted. */
  void findings(
      Painter painter,
      TimelineLayout layout,
      Viewport viewport,
      @Nullable FindingMarks findings,
      @Nullable Finding selected) {
    double middle = layout.findingsTop() + TimelineLayout.FINDINGS_HEIGHT / 2;
    painter.ink(Ink.TEXT);
    painter.text(Words.FINDINGS_LANE, PADDING, middle + 4);
    if (findings == null) {
      return;
    }
    String count = Format.count(findings.ranked().size());
    painter.ink(Ink.DIM);
    painter.text(count, layout.titleWidth() - 8 - painter.width(count), middle + 4);
    painter.clip(
        layout.plotLeft(),
        layout.findingsTop(),
        layout.plotWidth(),
        TimelineLayout.FINDINGS_HEIGHT);
    for (FindingMarks.Mark mark : findings.marks(viewport)) {
      Finding finding = mark.shown();
      double x = viewport.x(mark.micros());
      double end = viewport.x(finding.startMicros() + Math.max(0, finding.durationMicros()));
      painter.ink(Shapes.ink(finding.severity()));
      if (end - x < layout.plotWidth() * MOST_OF_AXIS || finding.equals(selected)) {
        painter.alpha(0.45);
        painter.rect(x, middle - 1, Math.max(0, end - x), 2);
        painter.alpha(1);
      }
      Shapes.severity(painter, finding.severity(), x, middle, mark.size() > 1 ? 6 : 5);
      if (finding.equals(selected)) {
        painter.ink(Ink.TEXT);
        painter.frame(x - 8, middle - 8, 16, 16);
      }
    }
    if (!findings.timeless().isEmpty()) {
      Finding gravest = findings.timeless().get(0);
      Shapes.severity(painter, gravest.severity(), layout.width() - 12, middle, 6);
    }
    painter.unclip();
  }

  void ruler(Painter painter, TimelineLayout layout, List<Axis.Tick> ticks, Viewport viewport) {
    painter.ink(Ink.PANEL);
    painter.rect(0, layout.rulerTop(), layout.width(), TimelineLayout.RULER_HEIGHT);
    painter.clip(
        layout.plotLeft(), layout.rulerTop(), layout.plotWidth(), TimelineLayout.RULER_HEIGHT);
    double free = layout.plotLeft();
    for (Axis.Tick tick : ticks) {
      double x = viewport.x(tick.micros());
      painter.ink(Ink.DIM);
      painter.rect(x, layout.rulerTop() + 12, 1, 8);
      double width = painter.width(tick.label());
      boolean fits = x + 4 + width <= layout.plotLeft() + layout.plotWidth();
      double left = fits ? x + 4 : x - 4 - width;
      if (left >= free) {
        painter.text(tick.label(), left, layout.rulerTop() + 13);
        free = left + width;
      }
    }
    painter.unclip();
    painter.ink(Ink.LINE);
    painter.rect(0, layout.tracksTop() - 1, layout.width(), 1);
  }
}
