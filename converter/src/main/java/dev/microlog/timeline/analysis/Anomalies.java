package dev.microlog.timeline.analysis;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
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
 * of your own code. Calls of libraries count only where no code is your own.
 *
 * <p>A call counts if something that called it was seen before and after it: where a whole stack
 * begins or ends, the rest of the call may lie in a gap. Calls that follow each other at once look
 * like one long call to a sampler, and calls shorter than its period are mostly not seen at all. So
 * a slow call must be slow because of recorded waits or pauses, or last three times the median of
 * calls that last at least {@value #LEAST_PERIODS} periods. That classes were loaded when a method
 * was first called is told only from a second on.
 */
public final class Anomalies {
  private static final int LEAST_CALLS = 5;
  private static final double DEVIATIONS = 6;
  private static final double FLOOR_MICROS = 50_000;
  private static final double LEAST_PERIODS = 3;
  private static final double LEAST_OF_CLASS_LOADING = 1_000_000;
  private static final int MOST_OF_METHOD = 3;

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
    private final IntColumn threads = new IntColumn();
    private final IntColumn rows = new IntColumn();
    private final DoubleColumn durations = new DoubleColumn();

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
    Map<Integer, Integer> ofMethod = new HashMap<>();
    for (Candidate candidate : candidates) {
      if (anomalies.size() < most
          && !explained.containsKey(key(candidate.thread, candidate.row))
          && ofMethod.getOrDefault(candidate.group.method, 0) < MOST_OF_METHOD) {
        Anomaly anomaly = anomaly(candidate);
        if (isConvincing(anomaly) && !isMeantToSleep(candidate, anomaly)) {
          anomalies.add(anomaly);
          ofMethod.merge(candidate.group.method, 1, Integer::sum);
        }
      }
    }
    return anomalies;
  }

  /** Whether a call was slow, and not many calls that look like one. */
  private boolean isConvincing(Anomaly anomaly) {
    double recorded = 0;
    double loading = 0;
    for (Reason reason : anomaly.reasons()) {
      if (reason.kind() == Reason.Kind.WAIT
          && timeline.waits().kind(reason.waitRow()) == WaitKind.CLASS_LOAD) {
        loading += reason.micros();
      } else if (reason.kind() == Reason.Kind.WAIT || reason.kind() == Reason.Kind.PAUSE) {
        recorded += reason.micros();
      }
    }
    if (recorded >= 0.5 * anomaly.lostMicros()) {
      return true;
    }
    if (loading >= 0.25 * anomaly.lostMicros()) {
      return anomaly.lostMicros() >= LEAST_OF_CLASS_LOADING;
    }
    return anomaly.medianMicros() >= LEAST_PERIODS * spans.joining().javaPeriodMicros()
        && anomaly.lostMicros() >= 2 * anomaly.medianMicros();
  }

  /**
   * Whether a call was slow because it slept, as ordinary calls of that method do most of the time:
   * how long is up to its caller.
   */
  private boolean isMeantToSleep(Candidate candidate, Anomaly anomaly) {
    double longer = 0;
    for (Reason reason : anomaly.reasons()) {
      if (reason.kind() == Reason.Kind.WAIT
          && timeline.waits().kind(reason.waitRow()) == WaitKind.SLEEP) {
        longer += reason.micros();
      }
    }
    if (longer < 0.5 * anomaly.lostMicros()) {
      return false;
    }
    int thread = candidate.group.threads.get(candidate.usual);
    int row = candidate.group.rows.get(candidate.usual);
    double slept = new Reasons(spans).waitedMicros(thread, row, WaitKind.SLEEP);
    return slept >= 0.5 * spans.spans(thread).durationMicros(row);
  }

  private boolean hasOwnCode() {
    for (int method = 0; method < timeline.methods().size(); method++) {
      if (timeline.methods().kind(method) == MethodKind.YOURS) {
        return true;
      }
    }
    return false;
  }

  private static long key(int thread, int row) {
    return ((long) thread << 32) | row;
  }

  private Iterable<Group> groups() {
    Map<Long, Group> groups = new HashMap<>();
    boolean yoursOnly = hasOwnCode();
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
            || (yoursOnly && timeline.methods().kind(method) != MethodKind.YOURS)
            || !isWhole(table, row)
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

  /**
   * Whether a call is known to have begun and ended: something that called it was seen before and
   * after it. Where a whole stack begins or ends, the rest of the call may lie in a gap.
   */
  private static boolean isWhole(SpanTable table, int row) {
    int root = row;
    while (table.parent(root) >= 0) {
      root = table.parent(root);
    }
    return root != row
        && (table.exactStart(row) || table.startMicros(root) < table.startMicros(row))
        && (table.exactEnd(row) || table.endMicros(root) > table.endMicros(row));
  }

  private void addSlow(Group group, List<Candidate> candidates) {
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
    if (isBlocked(group, usual)) {
      return;
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

  /**
   * Whether a call mostly waited for a monitor. Where that is so of an ordinary call, only those
   * calls were seen that were blocked, and what is ordinary is not known.
   */
  private boolean isBlocked(Group group, int call) {
    int thread = group.threads.get(call);
    int row = group.rows.get(call);
    double blocked = new Reasons(spans).waitedMicros(thread, row, WaitKind.MONITOR);
    return blocked >= 0.5 * spans.spans(thread).durationMicros(row);
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
