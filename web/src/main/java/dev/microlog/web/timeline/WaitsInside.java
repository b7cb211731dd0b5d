package dev.microlog.web.timeline;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;

/** What a thread waited for between two instants, by kind, and how long it was stopped. */
public final class WaitsInside {
  private static final WaitKind[] KINDS = WaitKind.values();

  private final double[] micros = new double[KINDS.length];
  private int longest = -1;
  private double longestMicros;
  private double gcMicros;

  /**
   * @param thread whose waits
   */
  public WaitsInside(Timeline timeline, int thread, double from, double to) {
    WaitTable waits = timeline.waits();
    double counted = from;
    for (int row = waits.firstRow(thread); row < waits.firstRow(thread + 1); row++) {
      if (waits.startMicros(row) >= to) {
        break;
      }
      double start = Math.max(counted, Math.max(from, waits.startMicros(row)));
      double part = Math.min(to, waits.endMicros(row)) - start;
      if (part > 0) {
        counted = start + part;
        micros[waits.kind(row).ordinal()] += part;
        if (part > longestMicros) {
          longestMicros = part;
          longest = row;
        }
      }
    }
    PauseTable pauses = timeline.pauses();
    for (int row = 0; row < pauses.size() && pauses.startMicros(row) < to; row++) {
      if (pauses.kind(row) == PauseKind.GC && pauses.endMicros(row) > from) {
        gcMicros += Math.min(to, pauses.endMicros(row)) - Math.max(from, pauses.startMicros(row));
      }
    }
  }

  public double micros(WaitKind kind) {
    return micros[kind.ordinal()];
  }

  public double totalMicros() {
    double sum = 0;
    for (double each : micros) {
      sum += each;
    }
    return sum;
  }

  /** The row of the longest wait, -1 if there was none. */
  public int longest() {
    return longest;
  }

  /** How much of the longest wait lies inside. */
  public double longestMicros() {
    return longestMicros;
  }

  public double gcMicros() {
    return gcMicros;
  }
}
