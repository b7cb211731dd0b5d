package dev.microlog.server.explain;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Anomalies;
import dev.microlog.timeline.analysis.Anomaly;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what looks wrong. */
final class Issues {
  private static final int MOST_ANOMALIES = 12;

  private final Spans spans;
  private final Timeline timeline;
  private final Focus focus;
  private final Names names;

  Issues(Spans spans, Focus focus, Names names) {
    this.spans = spans;
    this.timeline = spans.timeline();
    this.focus = focus;
    this.names = names;
  }

  /** Findings and leaks, the worst first. */
  List<Issue> find() {
    List<Issue> issues = new ArrayList<>();
    for (Finding finding : timeline.findings()) {
      if (isIn(finding)) {
        issues.add(
            new Issue(
                finding.kind(),
                finding.severity(),
                Plain.line(finding.title(), 200),
                Plain.line(finding.detail(), 240),
                finding.thread(),
                finding.startMicros(),
                finding.durationMicros(),
                finding.method()));
      }
    }
    addAnomalies(issues);
    issues.addAll(leaks(LeakKind.DESCRIPTOR));
    issues.addAll(leaks(LeakKind.OBJECT));
    issues.sort(Comparator.comparing(Issue::severity).reversed());
    return issues;
  }

  private boolean isIn(Finding finding) {
    boolean timed = finding.startMicros() >= 0;
    boolean seen =
        !timed
            || focus.overlap(
                    finding.startMicros(), finding.startMicros() + finding.durationMicros())
                > 0
            || focus.has(finding.startMicros());
    return seen && (finding.thread() < 0 || focus.hasThread(finding.thread()));
  }

  private void addAnomalies(List<Issue> issues) {
    Selection selection = Selection.range(timeline, focus.fromMicros(), focus.toMicros());
    Selection chosen = focus.thread() < 0 ? selection : selection.onThread(focus.thread());
    for (Anomaly anomaly : Anomalies.of(spans, chosen, MOST_ANOMALIES)) {
      if (names.isRecorder(anomaly.method())) {
        continue;
      }
      issues.add(
          new Issue(
              Finding.Kind.ANOMALY,
              Finding.Severity.WARNING,
              names.brief(anomaly.method())
                  + " at "
                  + Figures.time(anomaly.startMicros())
                  + " took "
                  + Plain.line(anomaly.sentence(timeline), 240),
              "",
              anomaly.thread(),
              anomaly.startMicros(),
              anomaly.durationMicros(),
              anomaly.method()));
    }
  }

  private record Key(String type, String where) {}

  private List<Issue> leaks(LeakKind kind) {
    LeakTable leaks = timeline.leaks();
    Map<Key, Leak> groups = new LinkedHashMap<>();
    for (int row = 0; row < leaks.size(); row++) {
      if (leaks.kind(row) == kind
          && !names.isRecording(leaks.stack(row))
          && (focus.thread() < 0 || focus.thread() == leaks.thread(row))) {
        groups
            .computeIfAbsent(
                new Key(leaks.type(row), names.ownWithLine(leaks.stack(row))), k -> new Leak())
            .add(leaks, row);
      }
    }
    List<Map.Entry<Key, Leak>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(
        Comparator.comparingDouble((Map.Entry<Key, Leak> e) -> e.getValue().bytes)
            .thenComparingDouble(e -> e.getValue().count)
            .reversed());
    List<Issue> issues = new ArrayList<>();
    for (Map.Entry<Key, Leak> entry : sorted.subList(0, Math.min(10, sorted.size()))) {
      issues.add(issue(kind, entry.getKey(), entry.getValue()));
    }
    return issues;
  }

  private Issue issue(LeakKind kind, Key key, Leak leak) {
    LeakTable leaks = timeline.leaks();
    String type = Plain.line(key.type(), 100);
    String where = key.where();
    String size = leak.bytes > 0 ? " (" + Figures.bytes(leak.bytes) + ")" : "";
    String sentence;
    String reason;
    if (kind == LeakKind.DESCRIPTOR) {
      sentence =
          Figures.count(leak.count, type.isEmpty() ? "descriptor" : type)
              + (leak.count == 1 ? " was" : " were")
              + " opened and never closed";
      reason = "e.g. " + Plain.line(leaks.target(leak.first), 100);
    } else {
      sentence =
          Figures.count(leak.count, "old object")
              + " of "
              + type
              + size
              + (leak.count == 1 ? " is" : " are")
              + " still alive at the end";
      reason =
          leaks.path(leak.first).strip().equals(key.type()) ? "" : path(leaks.path(leak.first));
    }
    return new Issue(
        kind == LeakKind.DESCRIPTOR ? Finding.Kind.FD_LEAK : Finding.Kind.MEMORY_LEAK,
        kind == LeakKind.DESCRIPTOR || leak.count >= 20 || leak.bytes >= 1 << 20
            ? Finding.Severity.WARNING
            : Finding.Severity.INFO,
        sentence + (where.isEmpty() ? "" : ", " + verb(kind) + " in " + where),
        reason,
        leaks.thread(leak.first),
        leaks.openedMicros(leak.first),
        0,
        names.own(leaks.stack(leak.first)));
  }

  private static String verb(LeakKind kind) {
    return kind == LeakKind.DESCRIPTOR ? "opened" : "allocated";
  }

  private static String path(String path) {
    return path.isEmpty() ? "" : "kept by " + Plain.line(path.replace("\n", " ← "), 200);
  }

  private static final class Leak {
    private int first = -1;
    private double count;
    private double bytes;

    void add(LeakTable leaks, int row) {
      first = first < 0 ? row : first;
      count += Math.max(1, leaks.count(row));
      bytes += Math.max(0, leaks.bytes(row));
    }
  }
}
