package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** So many calls are looked at in one step: that takes some milliseconds. */
  private static final int CALLS_PER_STEP = 20_000;

  private static final int CANDIDATES_PER_STEP = 1000;

  private final Spans spans;
  private final Timeline timeline;
  private final Selection selection;
  private final int most;
  private final boolean yoursOnly;
  private final Reasons reasons;

  // calls, grouped
  private final Map<Long, CallGroup> groups = new HashMap<>();
  private @Nullable CallGroup last;
  private int thread;
  private int row;

  // groups, of which the slow calls are candidates
  private @Nullable Iterator<CallGroup> ungauged;
  private final List<Candidate> candidates = new ArrayList<>();

  // candidates, the one that lost most first
  private final Map<Long, Candidate> bySpan = new HashMap<>();
  private int settled;
  private @Nullable Iterator<Candidate> unjudged;
  private final Map<Long, Boolean> explained = new HashMap<>();
  private final Map<Integer, Integer> ofMethod = new HashMap<>();
  private final List<Anomaly> anomalies = new ArrayList<>();

  Anomalies(Spans spans, Selection selection, int most) {
    this.spans = spans;
    this.selection = selection;
    this.most = most;
    timeline = spans.timeline();
    yoursOnly = hasOwnCode();
    reasons = new Reasons(spans);
  }

  /**
   * The calls in a selection that took much longer than usual, the one that lost most first.
   *
   * @param most how many to return at most
   */
  public static List<Anomaly> of(Spans spans, Selection selection, int most) {
    Anomalies search = new Anomalies(spans, selection, most);
    while (search.step()) {
      // until nothing is left
    }
    return search.found();
  }

  /** Goes on for some milliseconds; whether there is more to do. */
  boolean step() {
    if (thread < timeline.threads().size()) {
      group();
      return true;
    }
    Iterator<CallGroup> groupsLeft = ungauged;
    if (groupsLeft == null) {
      ungauged = groups.values().iterator();
      return true;
    }
    if (groupsLeft.hasNext()) {
      gauge(groupsLeft);
      return true;
    }
    if (settled < candidates.size()) {
      settle();
      return true;
    }
    Iterator<Candidate> left = unjudged;
    if (left == null) {
      unjudged = candidates.iterator();
      return true;
    }
    if (!left.hasNext() || anomalies.size() >= most) {
      return false;
    }
    judge(left.next());
    return true;
  }

  /** What was found, once no step is left. */
  List<Anomaly> found() {
    return List.copyOf(anomalies);
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

  private void gauge(Iterator<CallGroup> left) {
    int calls = 0;
    while (left.hasNext() && calls < CALLS_PER_STEP) {
      CallGroup group = left.next();
      calls += group.size();
      for (int call = 0; call < group.size(); call++) {
        if (group.isLong(call)) {
          candidates.add(new Candidate(group, call));
        }
      }
    }
  }

  /** Ranks the candidates, then settles some of them. */
  private void settle() {
    if (bySpan.isEmpty()) {
      candidates.sort(
          Comparator.comparingDouble((Candidate candidate) -> -candidate.lost())
              .thenComparingInt(Candidate::thread)
              .thenComparingInt(Candidate::row));
      for (Candidate candidate : candidates) {
        bySpan.put(key(candidate.thread(), candidate.row()), candidate);
      }
      return;
    }
    int end = Math.min(candidates.size(), settled + CANDIDATES_PER_STEP);
    for (; settled < end; settled++) {
      settle(candidates.get(settled));
    }
  }

  private void judge(Candidate candidate) {
    if (!explained.containsKey(key(candidate.thread(), candidate.row()))
        && ofMethod.getOrDefault(candidate.group.method(), 0) < MOST_OF_METHOD) {
      Anomaly anomaly = candidate.group.anomaly(candidate.call);
      if (anomaly != null) {
        anomalies.add(anomaly);
        ofMethod.merge(anomaly.method(), 1, Integer::sum);
      }
    }
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

  /** Puts the next calls into their groups. */
  private void group() {
    if (!selection.has(thread)) {
      thread++;
      return;
    }
    SpanTable table = spans.spans(thread);
    int end = Math.min(table.size(), row + CALLS_PER_STEP);
    for (; row < end; row++) {
      group(table, row);
    }
    if (row == table.size()) {
      thread++;
      row = 0;
    }
  }

  private void group(SpanTable table, int call) {
    int method = table.method(call);
    int caller = CallGroup.caller(table, call);
    if (method < 0
        || method == caller
        || timeline.methods().kind(method) == MethodKind.JDK
        || (yoursOnly && timeline.methods().kind(method) != MethodKind.YOURS)
        || !CallGroup.isWhole(table, call)
        || table.endMicros(call) <= selection.fromMicros()
        || table.startMicros(call) >= selection.toMicros()) {
      return;
    }
    CallGroup group = last;
    if (group == null || group.method() != method || group.caller() != caller) {
      group =
          groups.computeIfAbsent(
              key(method, caller & 0x7fffffff), k -> new CallGroup(spans, reasons, method, caller));
      last = group;
    }
    group.add(thread, call);
  }

  /** Says of a call and the slow calls around it which is the one to show. */
  private void settle(Candidate inner) {
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
