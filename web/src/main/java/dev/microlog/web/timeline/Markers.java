package dev.microlog.web.timeline;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Log entries on the axis: entries that would overlap are one cluster, drawn with the shape of the
 * worst among them. Counts up to each row answer "how many errors in between" at once, so a million
 * entries cost no more than the clusters that are seen.
 */
public final class Markers {
  /** Markers nearer than this, in CSS pixels, become one. */
  static final double CLUSTER_PIXELS = 9;

  private final MarkerTable table;
  private final int[] errorsBefore;
  private final int[] warningsBefore;

  public Markers(MarkerTable table) {
    this.table = table;
    errorsBefore = new int[table.size() + 1];
    warningsBefore = new int[table.size() + 1];
    for (int row = 0; row < table.size(); row++) {
      Level level = table.level(row);
      errorsBefore[row + 1] = errorsBefore[row] + (level == Level.ERROR ? 1 : 0);
      warningsBefore[row + 1] = warningsBefore[row] + (level == Level.WARN ? 1 : 0);
    }
  }

  /**
   * Entries drawn as one.
   *
   * @param first the first row of the marker table
   * @param end the row after the last
   * @param row the entry that a click shows: the first of the worst level
   */
  public record Cluster(int first, int end, int row, Level level, double micros) {
    public int size() {
      return end - first;
    }
  }

  public int size() {
    return table.size();
  }

  public int errors() {
    return errorsBefore[table.size()];
  }

  public List<Cluster> clusters(Viewport viewport) {
    List<Cluster> clusters = new ArrayList<>();
    double width = CLUSTER_PIXELS * viewport.microsPerPixel();
    int row = firstAtOrAfter(viewport.range().startMicros() - width);
    double end = viewport.range().endMicros() + width;
    while (row < table.size() && table.timeMicros(row) <= end) {
      // Borders lie on a grid of the axis, so that clusters stand still while one pans.
      double cell = (Math.floor(table.timeMicros(row) / width) + 1) * width;
      int next = Math.max(row + 1, firstAtOrAfter(cell));
      clusters.add(cluster(row, next));
      row = next;
    }
    return clusters;
  }

  private Cluster cluster(int first, int end) {
    Level level = Level.INFO;
    int shown = first;
    if (errorsBefore[end] > errorsBefore[first]) {
      level = Level.ERROR;
      shown = firstOf(errorsBefore, first, end);
    } else if (warningsBefore[end] > warningsBefore[first]) {
      level = Level.WARN;
      shown = firstOf(warningsBefore, first, end);
    } else {
      level = table.level(first);
    }
    double middle = (table.timeMicros(first) + table.timeMicros(end - 1)) / 2;
    return new Cluster(first, end, shown, level, middle);
  }

  /** The first row in a stretch with which a running count grows. */
  private static int firstOf(int[] before, int first, int end) {
    int low = first;
    int high = end - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle + 1] > before[first]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  public int firstAtOrAfter(double micros) {
    int low = 0;
    int high = table.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table.timeMicros(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
