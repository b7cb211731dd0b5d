package dev.microlog.web.text;

/** Numbers as people read them. Without {@code String.format}, which would double the script. */
public final class Format {
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Format() {}

  /** Three significant digits with the unit that suits: {@code 1.43 s}, {@code 250 ms}. */
  public static String duration(double micros) {
    double size = Math.abs(micros);
    if (size >= 60e6) {
      return minutes(micros);
    }
    if (size >= 999_500) {
      return significant(micros / 1e6) + " s";
    }
    if (size >= 999.5) {
      return significant(micros / 1e3) + " ms";
    }
    return significant(micros) + " µs";
  }

  private static String minutes(double micros) {
    double seconds = Math.rint(micros / 1e6);
    double hours = Math.floor(seconds / 3600);
    double minutes = Math.floor((seconds - hours * 3600) / 60);
    double rest = seconds - hours * 3600 - minutes * 60;
    return hours > 0
        ? whole(hours) + " h " + two(minutes) + " min"
        : whole(minutes) + " min " + two(rest) + " s";
  }

  /**
   * A point on the axis, as exact as the axis shows: {@code 31.208 s} where a step is 1 ms.
   *
   * @param stepMicros the smallest difference that matters
   */
  public static String time(double micros, double stepMicros) {
    int decimals = 0;
    for (double step = 1e6; step > stepMicros * 1.0001 && decimals < 6; step /= 10) {
      decimals++;
    }
    double seconds = micros / 1e6;
    if (seconds >= 60) {
      double minutes = Math.floor(seconds / 60);
      double hours = Math.floor(minutes / 60);
      String rest = fixed(seconds - minutes * 60, decimals);
      String padded = rest.indexOf('.') == 1 || rest.length() == 1 ? "0" + rest : rest;
      return hours > 0
          ? whole(hours) + ":" + two(minutes - hours * 60) + ":" + padded
          : whole(minutes) + ":" + padded;
    }
    return fixed(seconds, decimals) + " s";
  }

  /** {@code 62.4 s}: how long a recording is, from milliseconds. */
  public static String millis(double millis) {
    return duration(millis * 1000);
  }

  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? whole(value) : significant(value)) + " " + BYTE_UNITS[unit];
  }

  /** With thin spaces between groups of three digits from 10,000 on. */
  public static String count(double value) {
    String digits = whole(value);
    if (digits.length() < 5) {
      return digits;
    }
    StringBuilder text = new StringBuilder();
    int start = digits.charAt(0) == '-' ? 1 : 0;
    for (int i = 0; i < digits.length(); i++) {
      if (i > start && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** A share from 0 to 1 as {@code 74 %}; below one percent with a decimal. */
  public static String percent(double ratio) {
    double percent = ratio * 100;
    if (percent > 0 && percent < 0.95) {
      return percent < 0.05 ? "< 0.1 %" : fixed(percent, 1) + " %";
    }
    return whole(percent) + " %";
  }

  /** The value of a lane in its unit. */
  public static String value(double value, String unit) {
    return switch (unit) {
      case "ratio" -> percent(value);
      case "bytes" -> bytes(value);
      case "bytes/s" -> bytes(value) + "/s";
      case "ms" -> duration(value * 1000);
      case "1/s" -> plain(value) + "/s";
      default -> plain(value);
    };
  }

  private static String plain(double value) {
    return Math.abs(value) >= 1000 || value == Math.rint(value) ? count(value) : significant(value);
  }

  /** Three significant digits, without an exponent. */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (size >= 99.95) {
      return count(value);
    }
    int decimals = size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
    String text = fixed(value, decimals);
    int end = text.length();
    if (text.indexOf('.') >= 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      if (text.charAt(end - 1) == '.') {
        end--;
      }
    }
    return text.substring(0, end);
  }

  /** With exactly that many decimals. */
  public static String fixed(double value, int decimals) {
    double scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    double scaled = Math.rint(Math.abs(value) * scale);
    String sign = value < 0 && scaled > 0 ? "-" : "";
    double integral = Math.floor(scaled / scale);
    if (decimals == 0) {
      return sign + digits(integral);
    }
    StringBuilder fraction = new StringBuilder(digits(scaled - integral * scale));
    while (fraction.length() < decimals) {
      fraction.insert(0, '0');
    }
    return sign + digits(integral) + "." + fraction;
  }

  private static String whole(double value) {
    return fixed(value, 0);
  }

  private static String digits(double value) {
    return value < 2e9 ? Integer.toString((int) value) : Long.toString((long) value);
  }

  private static String twoDigits(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }

  private static String two(double value) {
    return value < 10 ? "0" + whole(value) : whole(value);
  }

  /**
   * Date and time of day on the recorded machine: {@code 2026-11-22 06:31:51}.
   *
   * @param epochMicros µs since 1970, already moved by the offset of the local time
   */
  public static String dateTime(double epochMicros) {
    double seconds = Math.floor(epochMicros / 1e6);
    double days = Math.floor(seconds / 86_400);
    int rest = (int) (seconds - days * 86_400);
    return date((int) days)
        + " "
        + twoDigits(rest / 3600)
        + ":"
        + twoDigits(rest / 60 % 60)
        + ":"
        + twoDigits(rest % 60);
  }

  /** By the rules of the Gregorian calendar, years beginning in March. */
  private static String date(int epochDays) {
    int shifted = epochDays + 719_468;
    int era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = shifted - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year + "-" + twoDigits(month) + "-" + twoDigits(day);
  }
}
