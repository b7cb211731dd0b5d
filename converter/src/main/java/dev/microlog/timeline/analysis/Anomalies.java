package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds calls that took much longer than others of the same method and caller.
 *
 * <p>A call is one if at least {@value #LEAST_CALLS} calls are known and it lasted longer than all
 * of: one and a half times the median; the median plus {@value #DEVIATIONS} times the (scaled)
 * median absolute deviation; the median plus {@value #FLOOR_MICROS} µs, below which sampling cannot
 * tell. Where a slow call is slow because of a slow call inside it, only one is kept: the innermost
 * of your own code.
 */
public final class Anomalies {
  private static final int LEAST_CALLS = 5;
  private static final double DEVIATIONS = 6;
  private static final double FLOOR_MICROS = 50_000;

  /** Makes the median absolute deviation comparable with a standard deviation. */
  private static final double SCALE = 1.4826;

  /** A call inside explains one outside if it lost this share of its loss. */
  private static final double EXPLAINS = 0.75;

  private final Spans spans;
  private final Timeline timeline;
  private final Selection selection;

  private Anomalies(Spans spans, Selection selection) {
    this.spans = spans;
    this.selection = selection;
    timeline = spans.timeline();
  }

  /**
   * The calls in a selection that took much longer than usual, the one that lost most first.
   *
   * @param most how many to return at most
   */
  public static List<Anomaly> of(Spans spans, Selection selection, int most) {
    return new Anomalies(spans, selection).find(most);
  }

  /** The calls of one method by one caller: durations, and which spans they are. */
  private static final class Group {
    private final int method;
    private final int caller;
    private final IntList threads = new IntList();
    private final IntList rows = new IntList();
    private final DoubleList durations = new DoubleList();

    Group(int method, int caller) {
      this.method = method;
      this.caller = caller;
    }
  }

  private record Candidate(
      Group group, int thread, int row, double duration, double median, int usual) {
    double lost() {
      return duration - median;
    }
  }

  private List<Anomaly> find(int most) {
    List<Candidate> candidates = new ArrayList<>();
    for (Group group : groups()) {
      if (group.durations.size() >= LEAST_CALLS) {
        addSlow(group, candidates);
      }
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate candidate) -> -candidate.lost())
            .thenComparingInt(Candidate::thread)
            .thenComparingInt(Candidate::row));
    Map<Long, Candidate> bySpan = new HashMap<>();
    for (Candidate candidate : candidates) {
      bySpan.put(key(candidate.thread, candidate.row), candidate);
    }
    Map<Long, Boolean> explained = new HashMap<>();
    for (Candidate candidate : candidates) {
      settle(candidate, bySpan, explained);
    }
    List<Anomaly> anomalies = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (anomalies.size() < most && !explained.containsKey(key(candidate.thread, candidate.row))) {
        anomalies.add(anomaly(candidate));
      }
    }
    return anomalies;
  }

  private static long key(int thread, int row) {
    return ((long) thread << 32) | row;
  }

  private Iterable<Group> groups() {
    Map<Long, Group> groups = new HashMap<>();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      if (!selection.has(thread)) {
        continue;
      }
      SpanTable table = spans.spans(thread);
      for (int row = 0; row < table.size(); row++) {
        int method = table.method(row);
        int parent = table.parent(row);
        int caller = parent < 0 ? -1 : table.method(parent);
        if (method < 0
            || method == caller
            || timeline.methods().kind(method) == MethodKind.JDK
            || table.endMicros(row) <= selection.fromMicros()
            || table.startMicros(row) >= selection.toMicros()) {
          continue;
        }
        Group group =
            groups.computeIfAbsent(
                key(method, caller & 0x7fffffff), k -> new Group(method, caller));
        group.threads.add(thread);
        group.rows.add(row);
        group.durations.add(table.durationMicros(row));
      }
    }
    return groups.values();
  }

  private static void addSlow(Group group, List<Candidate> candidates) {
    CallStatistics.Durations sorted = new CallStatistics.Durations(group.durations.toArray());
    double median = sorted.quantile(0.5);
    double limit = median + DEVIATIONS * SCALE * sorted.deviation(median);
    limit = Math.max(limit, Math.max(1.5 * median, median + FLOOR_MICROS));
    if (sorted.at(sorted.size() - 1) <= limit) {
      return;
    }
    int usual = 0;
    for (int call = 1; call < group.durations.size(); call++) {
      if (Math.abs(group.durations.get(call) - median)
          < Math.abs(group.durations.get(usual) - median)) {
        usual = call;
      }
    }
    for (int call = 0; call < group.durations.size(); call++) {
      double duration = group.durations.get(call);
      if (duration > limit) {
        candidates.add(
            new Candidate(
                group, group.threads.get(call), group.rows.get(call), duration, median, usual));
      }
    }
  }

  /** Says of a call and the slow calls around it which is the one to show. */
  private void settle(Candidate inner, Map<Long, Candidate> bySpan, Map<Long, Boolean> explained) {
    SpanTable table = spans.spans(inner.thread);
    boolean innerIsYours = isYours(inner);
    for (int above = table.parent(inner.row); above >= 0; above = table.parent(above)) {
      Candidate outer = bySpan.get(key(inner.thread, above));
      if (outer == null || inner.lost() < EXPLAINS * outer.lost()) {
        continue;
      }
      if (innerIsYours || !isYours(outer)) {
        explained.put(key(outer.thread, outer.row), true);
      } else {
        explained.put(key(inner.thread, inner.row), true);
      }
    }
  }

  private boolean isYours(Candidate candidate) {
    return timeline.methods().kind(candidate.group.method) == MethodKind.YOURS;
  }

  private Anomaly anomaly(Candidate candidate) {
    SpanTable table = spans.spans(candidate.thread);
    Group group = candidate.group;
    List<Reason> reasons =
        new Reasons(spans)
            .compare(
                candidate.thread,
                candidate.row,
                group.threads.get(candidate.usual),
                group.rows.get(candidate.usual));
    return new Anomaly(
        candidate.thread,
        candidate.row,
        group.method,
        group.caller,
        table.startMicros(candidate.row),
        candidate.duration,
        group.durations.size(),
        candidate.median,
        reasons);
  }
}
