package dev.microlog.server.explain.facts;

import java.util.Locale;

/** Numbers as a person reads them: three significant digits and a unit. */
public final class Figures {
  private Figures() {}

  public static String time(double micros) {
    if (micros >= 60e6 * 10) {
      return digits(micros / 60e6) + " min";
    }
    if (micros >= 1e6) {
      return digits(micros / 1e6) + " s";
    }
    return micros >= 1000 ? digits(micros / 1000) + " ms" : Math.round(micros) + " µs";
  }

  /** In units of 1,000, as the page says them. */
  public static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = Math.abs(bytes);
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return (bytes < 0 ? "-" : "") + digits(value) + " " + units[unit];
  }

  /** A share as per cent; {@code <1 %} for what is little but not nothing. */
  public static String percent(double share) {
    if (share > 0 && share < 0.005) {
      return "<1 %";
    }
    return Math.round(share * 100) + " %";
  }

  /** {@code 1 call}, {@code 3 calls}, {@code 12,345 calls}. */
  public static String count(double count, String one) {
    return String.format(Locale.ROOT, "%,d ", Math.round(count)) + (count == 1 ? one : plural(one));
  }

  private static String plural(String one) {
    boolean hisses = one.endsWith("s") || one.endsWith("x") || one.endsWith("ch");
    return hisses
        ? one + "es"
        : one.endsWith("ry") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
  }

  static String digits(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** A share of something that may be nothing. */
  public static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }
}
