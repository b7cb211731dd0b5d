package dev.microlog.server.explain.facts;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.Timeline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pauses of all threads, and the ways of the metrics. */
public final class Memory {
  /** Pauses of one kind. */
  public record Pauses(
      PauseKind kind,
      int count,
      double totalMicros,
      double share,
      double longestMicros,
      double longestStart,
      String mostOften) {}

  /** The way of a metric in the focus. */
  public record Way(
      String name,
      String unit,
      double first,
      double last,
      double least,
      double most,
      double mean,
      double mostAtMicros) {

    /** How it grew, per second. */
    public double growthPerSecond(double micros) {
      return micros > 0 ? (last - first) / (micros / 1e6) : 0;
    }
  }

  private final Timeline timeline;
  private final Focus focus;

  Memory(Timeline timeline, Focus focus) {
    this.timeline = timeline;
    this.focus = focus;
  }

  /** The pauses of that kind, null if there were none. */
  public @Nullable Pauses pauses(PauseKind kind) {
    PauseTable table = timeline.pauses();
    int count = 0;
    double total = 0;
    double longest = 0;
    double longestStart = -1;
    Map<String, Double> details = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      double micros = focus.overlap(table.startMicros(row), table.endMicros(row));
      if (table.kind(row) != kind || micros <= 0) {
        continue;
      }
      count++;
      total += micros;
      details.merge(table.detail(row), micros, Double::sum);
      if (table.durationMicros(row) > longest) {
        longest = table.durationMicros(row);
        longestStart = table.startMicros(row);
      }
    }
    if (count == 0) {
      return null;
    }
    String often = "";
    double most = -1;
    for (Map.Entry<String, Double> entry : details.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        often = entry.getKey();
      }
    }
    return new Pauses(
        kind,
        count,
        total,
        Figures.share(total, focus.durationMicros()),
        longest,
        longestStart,
        Plain.line(often, 80));
  }

  /** The way of a lane, null if it has no value in the focus. */
  public @Nullable Way way(String name) {
    Lane lane = timeline.lanes().find(name);
    if (lane == null) {
      return null;
    }
    int count = 0;
    double first = 0;
    double last = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double mostAt = -1;
    double sum = 0;
    for (int row = 0; row < lane.size(); row++) {
      if (!focus.has(lane.timeMicros(row))) {
        continue;
      }
      double value = lane.value(row);
      first = count == 0 ? value : first;
      last = value;
      least = Math.min(least, value);
      if (value > most) {
        most = value;
        mostAt = lane.timeMicros(row);
      }
      sum += value;
      count++;
    }
    return count == 0
        ? null
        : new Way(name, lane.unit(), first, last, least, most, sum / count, mostAt);
  }

  /**
   * The least use of the heap in each quarter: what is left after collections, the sign of a leak
   * if it grows. Null with less than eight values or three collections, or if a quarter has none.
   */
  public double @Nullable [] heapFloors() {
    Lane lane = timeline.lanes().find("heap.used");
    Pauses pauses = pauses(PauseKind.GC);
    if (lane == null || pauses == null || pauses.count() < 3) {
      return null;
    }
    double[] least = new double[4];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int count = 0;
    for (int row = 0; row < lane.size(); row++) {
      if (focus.has(lane.timeMicros(row))) {
        count++;
        double part = (lane.timeMicros(row) - focus.fromMicros()) / focus.durationMicros();
        int quarter = Math.clamp((int) (part * 4), 0, 3);
        least[quarter] = Math.min(least[quarter], lane.value(row));
      }
    }
    return count < 8 || Double.isInfinite(Arrays.stream(least).max().orElse(0)) ? null : least;
  }

  /** Whether what is left on the heap grows from quarter to quarter, by much in all. */
  public boolean heapGrows() {
    double[] floors = heapFloors();
    return floors != null
        && floors[2] > floors[1] * 1.08
        && floors[3] > floors[2] * 1.08
        && floors[3] > floors[1] * 1.3
        && floors[3] - floors[1] >= 8 << 20;
  }
}
