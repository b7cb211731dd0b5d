package dev.microlog.web.page.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.analysis.spans.StateTable;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Hit;
import dev.microlog.web.timeline.LaneGroup;
import dev.microlog.web.timeline.Markers;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.Track;
import java.util.ArrayList;
import java.util.List;

/** What is said of the thing under the pointer; the first line is its name. */
final class Hover {
  private static final int MAX_TEXT = 300;
  private static final int MAX_MARKERS = 6;

  private final Scene scene;
  private final Spans spans;
  private final Timeline timeline;

  private Hover(Scene scene, Spans spans) {
    this.scene = scene;
    this.spans = spans;
    timeline = scene.timeline();
  }

  static List<String> lines(Scene scene, Spans spans, Hit hit) {
    Hover hover = new Hover(scene, spans);
    return switch (hit) {
      case Hit.OnSpan span -> hover.span(span.thread(), span.row());
      case Hit.OnState state -> hover.state(state.thread(), state.row());
      case Hit.OnMarker marker -> hover.markers(marker.cluster());
      case Hit.OnFinding finding -> finding(finding.mark().shown(), finding.mark().size() - 1);
      case Hit.OnTimeless timeless ->
          finding(timeless.findings().get(0), timeless.findings().size() - 1);
      case Hit.OnFindingsTitle title -> List.of(Words.FINDINGS_HINT);
      case Hit.OnLane lane -> hover.lane(lane.group(), lane.micros());
      case Hit.OnPause pause -> hover.pause(pause.row());
      case Hit.OnTitle title -> hover.title(title.track());
      case Hit.OnOverview overview -> List.of(Words.OVERVIEW_HINT);
      case Hit.OnRuler ruler -> List.of(Words.RULER_HINT);
      case Hit.OnTrack track -> List.of();
      case Hit.Nothing nothing -> List.of();
    };
  }

  private List<String> span(int thread, int row) {
    SpanTable table = spans.spans(thread);
    List<String> lines = new ArrayList<>();
    int method = table.method(row);
    lines.add(
        cut(method >= 0 ? timeline.methods().qualifiedName(method) : scene.label(table, row)));
    lines.add(Words.duration(table, row) + " · " + timeline.threads().displayName(thread));
    int wait = table.wait(row);
    if (wait >= 0) {
      lines.add(cut(waited(wait)));
    } else if (table.samples(row) > 0) {
      lines.add(Words.samplesAndCpu(table.samples(row), table.cpuMicros(row)));
    }
    return lines;
  }

  private String waited(int wait) {
    WaitTable waits = timeline.waits();
    int owner = waits.ownerThread(wait);
    return Words.waited(
        waits.kind(wait),
        waits.durationMicros(wait),
        waits.detail(wait),
        owner < 0 ? "" : timeline.threads().displayName(owner),
        waits.bytes(wait));
  }

  private List<String> state(int thread, int row) {
    StateTable states = spans.states(thread);
    return List.of(
        Words.state(states.state(row)),
        Format.duration(states.endMicros(row) - states.startMicros(row))
            + " · "
            + timeline.threads().displayName(thread));
  }

  private List<String> markers(Markers.Cluster cluster) {
    MarkerTable markers = timeline.markers();
    List<String> lines = new ArrayList<>();
    lines.add(Words.markerTitle(markers, cluster.row(), cluster.size()));
    int end = Math.min(cluster.end(), cluster.first() + MAX_MARKERS);
    if (cluster.row() >= end) {
      lines.add(cut(markers.message(cluster.row())));
    }
    for (int row = cluster.first(); row < end; row++) {
      lines.add(cut(markers.message(row)));
    }
    if (end < cluster.end()) {
      lines.add("…");
    }
    return lines;
  }

  private static List<String> finding(Finding finding, int more) {
    String detail = finding.detail();
    int end = detail.indexOf('\n');
    return List.of(
        cut(finding.title()),
        cut(end < 0 ? detail : detail.substring(0, end)),
        Words.findingHint(more));
  }

  private List<String> lane(LaneGroup group, double micros) {
    List<String> lines = new ArrayList<>();
    lines.add(group.title());
    for (Lane lane : group.lanes()) {
      int row = scene.laneGaps().rowAt(lane, micros);
      String value = row < 0 ? "–" : Format.value(lane.value(row), lane.unit());
      lines.add(lane.name() + ": " + value);
    }
    lines.add(Words.laneSource(group.lanes().get(0).source()));
    return lines;
  }

  private List<String> pause(int row) {
    PauseTable pauses = timeline.pauses();
    List<String> lines = new ArrayList<>();
    lines.add(Words.pause(pauses.kind(row)) + " · " + Format.duration(pauses.durationMicros(row)));
    if (!pauses.detail(row).isEmpty()) {
      lines.add(cut(pauses.detail(row)));
    }
    return lines;
  }

  private List<String> title(Track track) {
    List<String> lines = new ArrayList<>();
    lines.add(cut(track.title()));
    if (track.isThread()) {
      String group = timeline.threads().group(track.thread());
      if (!group.isEmpty()) {
        lines.add(Words.threadGroup(group));
      }
    }
    if (track.threads().size() > 1) {
      lines.add(Words.threads(track.threads().size()));
    }
    lines.add(Words.onCpu(track.share()));
    lines.add(Words.TRACK_HINT);
    return lines;
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }
}
