package dev.microlog.server.explain.facts;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Anomalies;
import dev.microlog.timeline.analysis.findings.Anomaly;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what looks wrong. */
final class Issues {
  private static final int MOST_ANOMALIES = 12;
  private static final int MOST_KEEPERS = 6;

  /** With fewer objects nothing can be said of how they came. */
  private static final int FEW = 10;

  private final Spans spans;
  private final Timeline timeline;
  private final Focus focus;
  private final Names names;
  private final Idleness idleness;

  Issues(Spans spans, Focus focus, Names names, Idleness idleness) {
    this.idleness = idleness;
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
                withoutStop(Plain.line(finding.title(), 200)),
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

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
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
      int stack = spans.spans(anomaly.thread()).stack(anomaly.row());
      if (names.isRecorder(anomaly.method()) || idleness.stack(stack)) {
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
                  + withoutStop(Plain.line(anomaly.sentence(timeline), 240)),
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
              + (leak.count == 1 ? " was opened" : " were opened")
              + (where.isEmpty() ? "" : " in " + where)
              + " and never closed";
      reason = "e.g. " + Plain.line(leaks.target(leak.first), 100);
    } else {
      sentence =
          Figures.count(leak.count, "old object")
              + " of "
              + type
              + size
              + (leak.count == 1 ? " is" : " are")
              + " still alive at the end"
              + (where.isEmpty() ? "" : ", allocated in " + where);
      reason =
          leaks.path(leak.first).strip().equals(key.type()) ? "" : path(leaks.path(leak.first));
    }
    return new Issue(
        kind == LeakKind.DESCRIPTOR ? Finding.Kind.FD_LEAK : Finding.Kind.MEMORY_LEAK,
        kind == LeakKind.DESCRIPTOR || leak.count >= 20 || leak.bytes >= 1 << 20
            ? Finding.Severity.WARNING
            : Finding.Severity.INFO,
        sentence,
        reason,
        leaks.thread(leak.first),
        leak.from,
        leak.count >= FEW ? leak.to - leak.from : 0,
        names.own(leaks.stack(leak.first)));
  }

  /** Who keeps an object: without the inner parts of the JDK's collections. */
  private static String path(String path) {
    List<String> lines = path.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> telling = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean inner = line.startsWith("java.") && (line.contains("$") || line.contains("[]"));
      if (i == lines.size() - 1 || !inner) {
        telling.add(line);
      }
    }
    if (telling.size() > MOST_KEEPERS) {
      int left = telling.size() - MOST_KEEPERS;
      telling.subList(MOST_KEEPERS / 2, MOST_KEEPERS / 2 + left).clear();
      telling.add(MOST_KEEPERS / 2, "…");
    }
    return telling.isEmpty() ? "" : "kept by " + Plain.line(String.join(" ← ", telling), 300);
  }

  private static final class Leak {
    private int first = -1;
    private double count;
    private double bytes;
    private double from = -1;
    private double to = -1;

    void add(LeakTable leaks, int row) {
      first = first < 0 ? row : first;
      double at = leaks.openedMicros(row);
      from = from < 0 ? at : Math.min(from, at);
      to = Math.max(to, at);
      count += Math.max(1, leaks.count(row));
      bytes += Math.max(0, leaks.bytes(row));
    }
  }
}
