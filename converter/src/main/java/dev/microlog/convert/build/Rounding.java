package dev.microlog.convert.build;

/** How exactly figures are kept: what is finer is noise, and costs bytes. */
final class Rounding {
  /** Bytes and rates are kept to a thousandth of themselves. */
  private static final double SIGNIFICANT = 1024;

  private static final double LANE_MICROS = 10_000;

  private Rounding() {}

  /** Ratios and ms to a thousandth, amounts of bytes to ten significant bits, else whole units. */
  static double value(String unit, double value) {
    if (unit.equals("ratio") || unit.equals("ms")) {
      return Math.rint(value * 1000) / 1000;
    }
    return unit.startsWith("bytes") ? significant(value) : Math.rint(value);
  }

  private static double significant(double value) {
    double step = 1;
    while (Math.abs(value) >= step * SIGNIFICANT) {
      step *= 2;
    }
    return Math.rint(value / step) * step;
  }

  /** Points of lanes to 10 ms. */
  static double laneTime(double micros) {
    return Math.rint(micros / LANE_MICROS) * LANE_MICROS;
  }
}
