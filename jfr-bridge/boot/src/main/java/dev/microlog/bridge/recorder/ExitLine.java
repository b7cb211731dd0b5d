package dev.microlog.bridge.recorder;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The line a recorded program ends with. */
final class ExitLine {
  private ExitLine() {}

  /**
   * The line, such as {@code 📈 Microlog ··· 26.3s ··· 4.6KB ··· shop ···
   * http://127.0.0.1:4000/log/shop/2026_11_22_06_31_51 🚀}.
   *
   * @param unicode whether the terminal shows more than ASCII
   */
  static String of(double seconds, long bytes, String name, String url, boolean unicode) {
    String gap = unicode ? " ··· " : " ... ";
    String line = String.join(gap, "Microlog", oneDecimal(seconds) + "s", size(bytes), name, url);
    return unicode ? "📈 " + line + " 🚀" : line;
  }

  /** Where the page shows a recording. */
  static String url(@Nullable String server, String name, String id) {
    String base = server == null ? "http://127.0.0.1:4000" : server.replaceAll("/+$", "");
    return base + "/log/" + name + "/" + id;
  }

  /** Whether stderr takes UTF-8; unlike stdout it has its own property only in newer JDKs. */
  static boolean isStderrUnicode() {
    for (String property :
        new String[] {"stderr.encoding", "sun.stderr.encoding", "native.encoding"}) {
      String name = System.getProperty(property);
      if (name != null) {
        return name.equalsIgnoreCase("UTF-8") || name.equalsIgnoreCase("UTF8");
      }
    }
    return Charset.defaultCharset().name().equals("UTF-8");
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + "B";
    }
    String[] units = {"KB", "MB", "GB", "TB"};
    double value = bytes / 1_000.0;
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return oneDecimal(value) + units[unit];
  }

  /**
   * By hand: the JDK's formatter takes tens of milliseconds to begin with, at the end of somebody's
   * program.
   */
  private static String oneDecimal(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
