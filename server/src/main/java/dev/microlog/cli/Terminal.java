package dev.microlog.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The two streams of a command, and what stderr can show.
 *
 * @param out results, and with {@code --json} nothing else
 * @param err everything that is said to a person
 * @param interactive whether stderr is a terminal: only then is there a progress bar
 * @param unicode whether stderr takes UTF-8
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean unicode) {

  /**
   * The process's own. The launcher says by a property whether stderr is a terminal; Java cannot
   * tell.
   */
  static Terminal system() {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        System.err,
        Boolean.getBoolean("microlog.stderr.terminal"),
        System.err.charset().equals(StandardCharsets.UTF_8));
  }

  /** One line to a person. */
  void say(String line) {
    err.println(line);
    err.flush();
  }

  /**
   * The line that follows a recording: {@code 📈 Microlog ··· 26.3s ··· 4.6KB ··· shop ··· http://…
   * 🚀}.
   */
  String summary(double durationMillis, long bytes, String app, String url) {
    String dots = unicode ? " ··· " : " ... ";
    String line =
        String.join(
            dots,
            "Microlog",
            String.format(Locale.ROOT, "%.1fs", durationMillis / 1000),
            size(bytes),
            app,
            url);
    return unicode ? "📈 " + line + " 🚀" : line;
  }

  /**
   * A number of bytes for people, in units of 1,000 as everywhere: {@code 812B}, {@code 4.6KB},
   * {@code 12.0MB}.
   */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + "B";
    }
    String[] units = {"KB", "MB", "GB", "TB"};
    double value = bytes / 1000.0;
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f%s", value, units[unit]);
  }
}
