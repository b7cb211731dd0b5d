package dev.microlog.examples;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Anomalies;
import dev.microlog.timeline.analysis.findings.Findings;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What can be seen on a timeline: questions that the tests of the examples ask. */
final class Seen {
  private static final String PACKAGE = "dev.microlog.examples.";

  private final Timeline timeline;
  private final Spans spans;

  Seen(Timeline timeline) {
    this.timeline = timeline;
    spans = Spans.of(timeline);
  }

  Timeline timeline() {
    return timeline;
  }

  // ---- waits

  /** A wait; {@code owner} is the name of the thread that held the monitor, or empty. */
  record Wait(
      String thread, WaitKind kind, double seconds, String owner, String detail, String stack) {}

  /** The waits of a kind on threads whose names begin so. */
  List<Wait> waits(String threadPrefix, WaitKind kind) {
    var table = timeline.waits();
    var found = new ArrayList<Wait>();
    for (int row = 0; row < table.size(); row++) {
      String thread = timeline.threads().displayName(table.thread(row));
      if (table.kind(row) == kind && thread.startsWith(threadPrefix)) {
        int owner = table.ownerThread(row);
        found.add(
            new Wait(
                thread,
                kind,
                table.durationMicros(row) / 1e6,
                owner < 0 ? "" : timeline.threads().name(owner),
                table.detail(row),
                stack(table.stack(row))));
      }
    }
    return found;
  }

  static double seconds(List<Wait> waits) {
    return waits.stream().mapToDouble(Wait::seconds).sum();
  }

  static double longest(List<Wait> waits) {
    return waits.stream().mapToDouble(Wait::seconds).max().orElse(0);
  }

  // ---- spans

  /** A span; {@code samples} lie in it. */
  record Span(String thread, double seconds, int samples) {}

  /** The calls of a method, named like {@code Hello.greet}, on all threads. */
  List<Span> calls(String shortName) {
    var found = new ArrayList<Span>();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      SpanTable table = spans.spans(thread);
      for (int row = 0; row < table.size(); row++) {
        int method = table.method(row);
        if (method >= 0 && isNamed(method, shortName)) {
          found.add(
              new Span(
                  timeline.threads().displayName(thread),
                  table.durationMicros(row) / 1e6,
                  table.samples(row)));
        }
      }
    }
    return found;
  }

  private boolean isNamed(int method, String shortName) {
    String name = timeline.methods().qualifiedName(method);
    return name.startsWith(PACKAGE)
        && (name.endsWith("." + shortName) || name.endsWith("$" + shortName));
  }

  /**
   * How often samples of Java code met a method of the examples, that or something it called which
   * is none of the examples; most often first, named like {@code Hello.greet}.
   */
  List<String> hotMethods() {
    var table = timeline.samples();
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if (table.kind(row) != SampleKind.NATIVE) {
        for (int at = table.stack(row); at >= 0; at = timeline.stacks().parent(at)) {
          String name = timeline.methods().qualifiedName(timeline.methodAt(at));
          if (name.startsWith(PACKAGE)) {
            counts.merge(name.substring(PACKAGE.length()), 1, Integer::sum);
            break;
          }
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How deep the flame chart of any thread is. */
  int depths() {
    return IntStream.range(0, timeline.threads().size())
        .map(thread -> spans.spans(thread).depths())
        .max()
        .orElse(0);
  }

  // ---- markers

  /** An entry of the log. */
  record Entry(
      String source,
      Level level,
      String logger,
      String message,
      String throwable,
      String context,
      String thread) {}

  List<Entry> log() {
    var table = timeline.markers();
    return IntStream.range(0, table.size())
        .mapToObj(
            row ->
                new Entry(
                    table.source(row),
                    table.level(row),
                    table.logger(row),
                    table.message(row),
                    table.throwable(row),
                    table.context(row),
                    table.thread(row) < 0 ? "" : timeline.threads().name(table.thread(row))))
        .toList();
  }

  // ---- the rest

  List<String> threads() {
    return IntStream.range(0, timeline.threads().size())
        .mapToObj(timeline.threads()::displayName)
        .toList();
  }

  long pauses() {
    var table = timeline.pauses();
    return IntStream.range(0, table.size()).filter(row -> table.kind(row) == PauseKind.GC).count();
  }

  /** The values of a lane in order of time; fails if there is no such lane. */
  double[] lane(String name) {
    Lane lane = timeline.lanes().find(name);
    if (lane == null) {
      var names = new TreeSet<String>();
      timeline.lanes().forEach(one -> names.add(one.name()));
      throw new AssertionError("no lane " + name + ", only " + names);
    }
    return IntStream.range(0, lane.size()).mapToDouble(lane::value).toArray();
  }

  double allocatedBytes(String methodShortName) {
    var table = timeline.allocations();
    return IntStream.range(0, table.size())
        .filter(row -> stack(table.stack(row)).contains("." + methodShortName + "\n"))
        .mapToDouble(table::weightBytes)
        .sum();
  }

  /** A leak; the stack has a method a line, the leaf first. */
  record Leak(String type, String target, String path, String stack) {}

  List<Leak> leaks(LeakKind kind) {
    var table = timeline.leaks();
    return IntStream.range(0, table.size())
        .filter(row -> table.kind(row) == kind)
        .mapToObj(
            row ->
                new Leak(
                    table.type(row), table.target(row), table.path(row), stack(table.stack(row))))
        .toList();
  }

  /** The findings of a kind, title and detail. */
  List<String> findings(Finding.Kind kind) {
    return Findings.of(spans).stream()
        .filter(finding -> finding.kind() == kind)
        .map(finding -> finding.title() + "\n" + finding.detail())
        .toList();
  }

  /** All unusual calls, not only the worst: the method, and why it took so long. */
  List<String> anomalies() {
    return Anomalies.of(spans, Selection.all(timeline), Integer.MAX_VALUE).stream()
        .map(
            anomaly ->
                timeline.methods().shortName(anomaly.method()) + " " + anomaly.sentence(timeline))
        .toList();
  }

  List<String> regions() {
    var table = timeline.regions();
    return IntStream.range(0, table.size()).mapToObj(table::name).toList();
  }

  /** The methods of a stack, a line each, the leaf first. */
  private String stack(int node) {
    var text = new StringBuilder();
    for (int at = node; at >= 0; at = timeline.stacks().parent(at)) {
      text.append(timeline.methods().qualifiedName(timeline.methodAt(at))).append('\n');
    }
    return text.toString();
  }
}
