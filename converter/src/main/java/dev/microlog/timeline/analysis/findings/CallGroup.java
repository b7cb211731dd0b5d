package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one method by one caller, and the one rule that says which of them was slow.
 *
 * <p>A call is slow if at least {@value #LEAST_CALLS} whole calls are known and it lasted longer
 * than all of: one and a half times their median; the median plus {@value #DEVIATIONS} times the
 * (scaled) median absolute deviation; the median plus {@value #FLOOR_MICROS} µs, below which
 * sampling cannot tell.
 *
 * <p>A call is whole if something that called it was seen before and after it: where a whole stack
 * begins or ends, the rest of the call may lie in a gap. Calls that follow each other at once look
 * like one long call to a sampler, and calls shorter than its period are mostly not seen at all. So
 * a slow call must be slow because of recorded waits or pauses, or last three times the median of
 * calls that last at least {@value #LEAST_PERIODS} periods. That classes were loaded when a method
 * was first called is told only from a second on. Where an ordinary call mostly waits for a
 * monitor, only those calls were seen that were blocked, and none of them is slow; where it mostly
 * sleeps, one that slept longer is not slow.
 */
final class CallGroup {
  private static final int LEAST_CALLS = 5;
  private static final double DEVIATIONS = 6;
  private static final double FLOOR_MICROS = 50_000;
  private static final double LEAST_PERIODS = 3;
  private static final double LEAST_OF_CLASS_LOADING = 1_000_000;

  /** Makes the median absolute deviation comparable with a standard deviation. */
  private static final double SCALE = 1.4826;

  private final Spans spans;
  private final Reasons reasons;
  private final int method;
  private final int caller;
  private final IntColumn threads = new IntColumn();
  private final IntColumn rows = new IntColumn();
  private final DoubleColumn durations = new DoubleColumn();
  private @Nullable Baseline baseline;

  /**
   * What calls are compared with.
   *
   * @param medianMicros the median of their durations
   * @param limitMicros the duration above which one may be slow; infinite if none can be
   * @param usual the call that is nearest to the median
   */
  private record Baseline(double medianMicros, double limitMicros, int usual) {}

  /**
   * @param caller the method that called, -1 at the root of a stack
   */
  CallGroup(Spans spans, Reasons reasons, int method, int caller) {
    this.spans = spans;
    this.reasons = reasons;
    this.method = method;
    this.caller = caller;
  }

  /**
   * Whether a call is known to have begun and ended. Where a whole stack begins or ends, the rest
   * of the call may lie in a gap.
   */
  static boolean isWhole(SpanTable table, int row) {
    int root = row;
    while (table.parent(root) >= 0) {
      root = table.parent(root);
    }
    return root != row
        && (table.exactStart(row) || table.startMicros(root) < table.startMicros(row))
        && (table.exactEnd(row) || table.endMicros(root) > table.endMicros(row));
  }

  /** The method that called a span, -1 at the root of a stack. */
  static int caller(SpanTable table, int row) {
    int parent = table.parent(row);
    return parent < 0 ? -1 : table.method(parent);
  }

  /** Adds a whole call. */
  void add(int thread, int row) {
    baseline = null;
    threads.add(thread);
    rows.add(row);
    durations.add(spans.spans(thread).durationMicros(row));
  }

  int size() {
    return durations.size();
  }

  int thread(int call) {
    return threads.get(call);
  }

  int row(int call) {
    return rows.get(call);
  }

  int method() {
    return method;
  }

  int caller() {
    return caller;
  }

  /** How much longer than the median a call took. */
  double lostMicros(int call) {
    return durations.get(call) - baseline().medianMicros;
  }

  /** Whether a call lasted so long that it is slow if there is a convincing reason. */
  boolean isLong(int call) {
    return durations.get(call) > baseline().limitMicros;
  }

  /** Whether a call was slow. */
  boolean isSlow(int call) {
    if (!isLong(call)) {
      return false;
    }
    int usual = baseline().usual;
    List<Reason> outline =
        reasons.outline(threads.get(call), rows.get(call), threads.get(usual), rows.get(usual));
    return isConvincing(lostMicros(call), outline) && !isMeantToSleep(lostMicros(call), outline);
  }

  /** Why a call was slow, null if it was not. */
  @Nullable Anomaly anomaly(int call) {
    if (!isSlow(call)) {
      return null;
    }
    int usual = baseline().usual;
    int thread = threads.get(call);
    int row = rows.get(call);
    return new Anomaly(
        thread,
        row,
        method,
        caller,
        spans.spans(thread).startMicros(row),
        durations.get(call),
        size(),
        baseline().medianMicros,
        reasons.compare(thread, row, threads.get(usual), rows.get(usual)));
  }

  private Baseline baseline() {
    Baseline known = baseline;
    if (known == null) {
      known = findBaseline();
      baseline = known;
    }
    return known;
  }

  private Baseline findBaseline() {
    double median = Medians.of(durations.toArray());
    double[] deviations = durations.toArray();
    double longest = 0;
    for (int call = 0; call < deviations.length; call++) {
      longest = Math.max(longest, deviations[call]);
      deviations[call] = Math.abs(deviations[call] - median);
    }
    double limit = median + DEVIATIONS * SCALE * Medians.of(deviations);
    limit = Math.max(limit, Math.max(1.5 * median, median + FLOOR_MICROS));
    if (size() < LEAST_CALLS || longest <= limit) {
      return new Baseline(median, Double.POSITIVE_INFINITY, 0);
    }
    int usual = 0;
    for (int call = 1; call < durations.size(); call++) {
      if (Math.abs(durations.get(call) - median) < Math.abs(durations.get(usual) - median)) {
        usual = call;
      }
    }
    boolean blocked = isMostly(WaitKind.MONITOR, usual);
    return new Baseline(median, blocked ? Double.POSITIVE_INFINITY : limit, usual);
  }

  private boolean isMostly(WaitKind kind, int call) {
    double waited = reasons.waitedMicros(threads.get(call), rows.get(call), kind);
    return waited >= 0.5 * durations.get(call);
  }

  /** Whether a call was slow, and not many calls that look like one. */
  private boolean isConvincing(double lost, List<Reason> outline) {
    Timeline timeline = spans.timeline();
    double recorded = 0;
    double loading = 0;
    for (Reason reason : outline) {
      if (reason.kind() == Reason.Kind.WAIT
          && timeline.waits().kind(reason.waitRow()) == WaitKind.CLASS_LOAD) {
        loading += reason.micros();
      } else if (reason.kind() == Reason.Kind.WAIT || reason.kind() == Reason.Kind.PAUSE) {
        recorded += reason.micros();
      }
    }
    if (recorded >= 0.5 * lost) {
      return true;
    }
    if (loading >= 0.25 * lost) {
      return lost >= LEAST_OF_CLASS_LOADING;
    }
    double median = baseline().medianMicros;
    return median >= LEAST_PERIODS * spans.joining().javaPeriodMicros() && lost >= 2 * median;
  }

  /**
   * Whether a call was slow because it slept, as ordinary calls of that method do most of the time:
   * how long is up to its caller.
   */
  private boolean isMeantToSleep(double lost, List<Reason> outline) {
    double longer = 0;
    for (Reason reason : outline) {
      if (reason.kind() == Reason.Kind.WAIT
          && spans.timeline().waits().kind(reason.waitRow()) == WaitKind.SLEEP) {
        longer += reason.micros();
      }
    }
    return longer >= 0.5 * lost && isMostly(WaitKind.SLEEP, baseline().usual);
  }
}
