package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Figures;
import java.util.List;

/**
 * A call that took much longer than other calls of the same method by the same caller: what {@link
 * SlowCalls} finds slow.
 *
 * @param row the span, a row of {@code spans.spans(thread)}
 * @param caller the method that called it, -1 at the root of a stack
 * @param calls how many calls it was compared with
 * @param medianMicros their median
 * @param reasons what it spent the time on, the weightiest first; may be empty
 */
public record Anomaly(
    int thread,
    int row,
    int method,
    int caller,
    double startMicros,
    double durationMicros,
    int calls,
    double medianMicros,
    List<Reason> reasons) {

  public Anomaly {
    reasons = List.copyOf(reasons);
  }

  /** How much longer than the median it took: by this anomalies are ranked. */
  public double lostMicros() {
    return durationMicros - medianMicros;
  }

  /** How many times the median it took. */
  public double ratio() {
    return medianMicros > 0 ? durationMicros / medianMicros : 1;
  }

  /** {@code 4 × as long as usual (1.43 s instead of 360 ms): it waited …}. */
  public String sentence(Timeline timeline) {
    StringBuilder text = new StringBuilder();
    text.append(Figures.significant(ratio())).append(" × as long as usual (");
    text.append(Figures.duration(durationMicros)).append(" instead of ");
    text.append(Figures.duration(medianMicros)).append(')');
    for (int i = 0; i < reasons.size(); i++) {
      text.append(i == 0 ? ": " : "; ");
      text.append(reasons.get(i).kind() == Reason.Kind.PAUSE ? "" : "it ");
      text.append(reasons.get(i).sentence(timeline));
    }
    return text.append('.').toString();
  }
}
