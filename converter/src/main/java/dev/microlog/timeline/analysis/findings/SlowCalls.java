package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.analysis.CallStatistics;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a method were slow, each judged against the calls of the method by its caller. The
 * findings ({@link Anomalies}) choose among these calls, by the same rule:
 *
 * <p>At least five whole calls are known, and the call lasted longer than 1.5 × their median, the
 * median + 6 × 1.4826 × the median absolute deviation, and the median + 50 ms; and recorded waits
 * or pauses explain half of what it took longer, or it lasted three times the median of calls that
 * last at least three periods of the sampler. {@code docs/ANALYSIS.md} says why.
 *
 * <p>Judged when asked for. Not thread-safe.
 */
public final class SlowCalls {
  private final Calls calls;
  private final @Nullable CallGroup[] group;
  private final int[] place;

  private SlowCalls(Spans spans, Calls calls) {
    this.calls = calls;
    group = new @Nullable CallGroup[calls.size()];
    place = new int[calls.size()];
    Arrays.fill(place, -1);
    Reasons reasons = new Reasons(spans);
    Map<Integer, CallGroup> byCaller = new HashMap<>();
    for (int call = 0; call < group.length; call++) {
      int row = calls.row(call);
      SpanTable table = spans.spans(calls.thread(call));
      int method = table.method(row);
      int caller = CallGroup.caller(table, row);
      if (method >= 0 && method != caller && CallGroup.isWhole(table, row)) {
        CallGroup own =
            byCaller.computeIfAbsent(caller, c -> new CallGroup(spans, reasons, method, c));
        group[call] = own;
        place[call] = own.size();
        own.add(calls.thread(call), row);
      }
    }
  }

  /**
   * @param calls the calls of one method
   */
  public static SlowCalls of(Spans spans, Calls calls) {
    return new SlowCalls(spans, calls);
  }

  /** Whether a call, one of the calls given, was slow. */
  public boolean has(int call) {
    CallGroup own = group[call];
    return own != null && own.isSlow(place[call]);
  }

  /** Why a call was slow; null if it was not. */
  public @Nullable Anomaly anomaly(int call) {
    CallGroup own = group[call];
    return own == null ? null : own.anomaly(place[call]);
  }

  /**
   * Which bins of a histogram hold a slow call.
   *
   * @param bins how many bins {@link CallStatistics#histogram} was asked for
   */
  public boolean[] bins(CallStatistics statistics, int bins) {
    boolean[] slow = new boolean[bins];
    for (int call = 0; call < group.length; call++) {
      int bin = statistics.bin(calls.durationMicros(call), bins);
      slow[bin] = slow[bin] || has(call);
    }
    return slow;
  }
}
