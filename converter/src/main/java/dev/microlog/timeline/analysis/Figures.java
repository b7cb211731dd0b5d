package dev.microlog.timeline.analysis;

/** Figures as text for people, without the formatters that a browser would have to load. */
public final class Figures {
  private Figures() {}

  /** Three significant digits in s, ms or µs: {@code 1.43 s}, {@code 20 ms}, {@code 850 µs}. */
  public static String duration(double micros) {
    double size = Math.abs(micros);
    if (size >= 999_500) {
      return significant(micros / 1e6) + " s";
    }
    return size >= 999.5 ? significant(micros / 1000) + " ms" : significant(micros) + " µs";
  }

  /** Three significant digits in B, kB, MB or GB, of 1,000 each. */
  public static String bytes(double bytes) {
    double size = Math.abs(bytes);
    if (size >= 999.5e6) {
      return significant(bytes / 1e9) + " GB";
    }
    if (size >= 999.5e3) {
      return significant(bytes / 1e6) + " MB";
    }
    return size >= 999.5 ? significant(bytes / 1000) + " kB" : significant(bytes) + " B";
  }

  /**
   * A share as a percentage without decimals, or with one below ten: {@code 93 %}, {@code 0.4 %}.
   */
  public static String percent(double share) {
    double percent = share * 100;
    return (Math.abs(percent) < 9.95 ? decimals(percent, 1) : decimals(percent, 0)) + " %";
  }

  /** Three significant digits, more before the point if need be, and no needless zeroes. */
  public static String significant(double value) {
    double size = Math.abs(value);
    return size >= 99.95
        ? decimals(value, 0)
        : size >= 9.995 ? decimals(value, 1) : decimals(value, 2);
  }

  private static String decimals(double value, int digits) {
    int scale = digits == 0 ? 1 : digits == 1 ? 10 : 100;
    long scaled = Math.round(Math.abs(value) * scale);
    String whole = String.valueOf(scaled / scale);
    long rest = scaled % scale;
    if (rest != 0) {
      String text = String.valueOf(rest + scale).substring(1);
      whole += "." + (text.endsWith("0") ? text.substring(0, text.length() - 1) : text);
    }
    return value < 0 && scaled != 0 ? "-" + whole : whole;
  }
}
