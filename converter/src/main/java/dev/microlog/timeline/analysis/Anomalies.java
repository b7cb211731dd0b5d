package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the slow calls that are worth a word; which calls are slow is the rule of {@link
 * SlowCalls}.
 *
 * <p>Where a slow call is slow because of a slow call inside it, only one is kept: the innermost of
 * your own code. Calls of libraries count only where no code is your own, calls of the JDK never.
 * Of a method the {@value #MOST_OF_METHOD} that lost most are kept.
 */
public final class Anomalies {
  private static final int MOST_OF_METHOD = 3;

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

  /** A call of a group that may be slow. */
  private record Candidate(CallGroup group, int call) {
    int thread() {
      return group.thread(call);
    }

    int row() {
      return group.row(call);
    }

    double lost() {
      return group.lostMicros(call);
    }
  }

  private List<Anomaly> find(int most) {
    List<Candidate> candidates = new ArrayList<>();
    for (CallGroup group : groups()) {
      for (int call = 0; call < group.size(); call++) {
        if (group.isLong(call)) {
          candidates.add(new Candidate(group, call));
        }
      }
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate candidate) -> -candidate.lost())
            .thenComparingInt(Candidate::thread)
            .thenComparingInt(Candidate::row));
    Map<Long, Candidate> bySpan = new HashMap<>();
    for (Candidate candidate : candidates) {
      bySpan.put(key(candidate.thread(), candidate.row()), candidate);
    }
    Map<Long, Boolean> explained = new HashMap<>();
    for (Candidate candidate : candidates) {
      settle(candidate, bySpan, explained);
    }
    List<Anomaly> anomalies = new ArrayList<>();
    Map<Integer, Integer> ofMethod = new HashMap<>();
    for (Candidate candidate : candidates) {
      if (anomalies.size() < most
          && !explained.containsKey(key(candidate.thread(), candidate.row()))
          && ofMethod.getOrDefault(candidate.group.method(), 0) < MOST_OF_METHOD) {
        Anomaly anomaly = candidate.group.anomaly(candidate.call);
        if (anomaly != null) {
          anomalies.add(anomaly);
          ofMethod.merge(anomaly.method(), 1, Integer::sum);
        }
      }
    }
    return anomalies;
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

  private Iterable<CallGroup> groups() {
    Map<Long, CallGroup> groups = new HashMap<>();
    Reasons reasons = new Reasons(spans);
    boolean yoursOnly = hasOwnCode();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      if (!selection.has(thread)) {
        continue;
      }
      SpanTable table = spans.spans(thread);
      for (int row = 0; row < table.size(); row++) {
        int method = table.method(row);
        int caller = CallGroup.caller(table, row);
        if (method < 0
            || method == caller
            || timeline.methods().kind(method) == MethodKind.JDK
            || (yoursOnly && timeline.methods().kind(method) != MethodKind.YOURS)
            || !CallGroup.isWhole(table, row)
            || table.endMicros(row) <= selection.fromMicros()
            || table.startMicros(row) >= selection.toMicros()) {
          continue;
        }
        groups
            .computeIfAbsent(
                key(method, caller & 0x7fffffff),
                k -> new CallGroup(spans, reasons, method, caller))
            .add(thread, row);
      }
    }
    return groups.values();
  }

  /** Says of a call and the slow calls around it which is the one to show. */
  private void settle(Candidate inner, Map<Long, Candidate> bySpan, Map<Long, Boolean> explained) {
    SpanTable table = spans.spans(inner.thread());
    boolean innerIsYours = isYours(inner);
    for (int above = table.parent(inner.row()); above >= 0; above = table.parent(above)) {
      Candidate outer = bySpan.get(key(inner.thread(), above));
      if (outer == null || inner.lost() < EXPLAINS * outer.lost()) {
        continue;
      }
      if (innerIsYours || !isYours(outer)) {
        explained.put(key(outer.thread(), outer.row()), true);
      } else {
        explained.put(key(inner.thread(), inner.row()), true);
      }
    }
  }

  private boolean isYours(Candidate candidate) {
    return timeline.methods().kind(candidate.group.method()) == MethodKind.YOURS;
  }
}
