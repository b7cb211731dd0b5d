package dev.microlog.timeline.analysis;

import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.Arrays;

/**
 * Figures over the calls of a method, by whichever caller. All times in µs.
 *
 * @param count number of calls, nested ones included
 * @param total time of all calls that are not nested in another
 * @param self time in the method itself, not in what it called
 * @param cpu CPU time of all calls that are not nested in another
 * @param median middle duration
 * @param sorted durations of all calls, the shortest first
 */
public record CallStatistics(
    int count, double total, double self, double cpu, double median, Durations sorted) {

  /** Percentiles of fewer calls say nothing. */
  public static final int LEAST_FOR_PERCENTILES = 100;

  static CallStatistics of(Spans spans, Calls calls) {
    double[] durations = new double[calls.size()];
    double total = 0;
    double self = 0;
    double cpu = 0;
    for (int call = 0; call < durations.length; call++) {
      SpanTable table = spans.spans(calls.thread(call));
      durations[call] = calls.durationMicros(call);
      self += table.selfMicros(calls.row(call));
      if (!calls.nested(call)) {
        total += durations[call];
        cpu += table.cpuMicros(calls.row(call));
      }
    }
    Durations sorted = new Durations(durations);
    return new CallStatistics(durations.length, total, self, cpu, sorted.quantile(0.5), sorted);
  }

  /** The mean duration of a call. */
  public double average() {
    return sorted.sum() / count;
  }

  public double shortest() {
    return sorted.at(0);
  }

  public double longest() {
    return sorted.at(count - 1);
  }

  /** The duration that this share of the calls does not exceed; NaN for fewer than 100 calls. */
  public double percentile(double share) {
    return count < LEAST_FOR_PERCENTILES ? Double.NaN : sorted.quantile(share);
  }

  /** Counts of calls in bins of equal width between the shortest and the longest. */
  public int[] histogram(int bins) {
    int[] counts = new int[bins];
    for (int i = 0; i < count; i++) {
      counts[bin(sorted.at(i), bins)]++;
    }
    return counts;
  }

  /** The bin of the {@linkplain #histogram histogram} in which the duration of a call lies. */
  public int bin(double micros, int bins) {
    double width = (longest() - shortest()) / bins;
    int bin = width <= 0 ? 0 : (int) ((micros - shortest()) / width);
    return Math.min(bins - 1, bin);
  }

  /** Durations in order, the shortest first. */
  public static final class Durations {
    private final double[] values;

    Durations(double[] values) {
      this.values = values.clone();
      Arrays.sort(this.values);
    }

    public int size() {
      return values.length;
    }

    public double at(int index) {
      return values[index];
    }

    double sum() {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum;
    }

    /** The nearest rank; the mean of the two middle ones for a median of an even number. */
    double quantile(double share) {
      if (values.length == 0) {
        return Double.NaN;
      }
      if (share == 0.5 && values.length % 2 == 0) {
        return (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
      }
      int rank = (int) Math.ceil(share * values.length) - 1;
      return values[Math.max(0, Math.min(values.length - 1, rank))];
    }
  }
}
