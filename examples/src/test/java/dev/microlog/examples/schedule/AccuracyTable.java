package dev.microlog.examples.schedule;

import dev.microlog.examples.Jdk;
import dev.microlog.timeline.RecordingInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the tables of {@code docs/ACCURACY.md}: each JDK that is here, the machine idle and
 * oversubscribed. A measurement and no test, so that it runs only when it is asked for by its name;
 * {@code benchmarks/accuracy/run} does.
 */
class AccuracyTable {
  private static final int ROUNDS = 55;

  @Test
  void measure(@TempDir Path folder) throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    var columns = new ArrayList<List<String>>();
    columns.add(ROWS);
    var details = new StringBuilder();
    for (int feature : new int[] {17, 21, 25}) {
      for (int load : new int[] {0, 3 * cores}) {
        var jdk = Jdk.find(feature);
        if (jdk.isPresent()) {
          Path run = folder.resolve(feature + "-" + load);
          RecordedSchedule schedule = RecordedSchedule.record(jdk.get(), run, ROUNDS, load);
          String title = jdk.get() + (load == 0 ? ", idle" : ", " + load + " busy threads");
          columns.add(column(title, schedule));
          details.append(details(title, schedule.comparison()));
        }
      }
    }
    String report = table(columns) + "\n" + details;
    System.out.println(report);
    Files.writeString(Path.of("target", "accuracy.md"), report);
  }

  private static final List<String> ROWS =
      List.of(
          "",
          "Samples of Java code",
          "Period, set / observed (ms)",
          "**Waits** longer than 21 ms",
          "… missed / false",
          "… start, error p50 / p95 / max (ms)",
          "… duration, error p50 / p95 / max (ms)",
          "**Calls** longer than two observed periods, with two periods of CPU time",
          "… that followed another at once, and count as one with it",
          "… missed / in pieces",
          "… border, error p50 / p95 / max (ms)",
          "… border, error p95 in observed periods",
          "… drawn too long by more than two observed periods",
          "… longest overdrawing (ms)",
          "**CPU time** of all calls by their samples, error",
          "… of the worst method with more than 1 s",
          "… of all calls by their spans, error");

  private static List<String> column(String title, RecordedSchedule schedule) {
    Comparison comparison = schedule.comparison();
    RecordingInfo info = schedule.program().timeline().recording();
    boolean cpuSamples = info.cpuPeriodMicros() > 0;
    double observed = comparison.observedPeriodMicros / 1000;
    return List.of(
        title,
        cpuSamples ? "CPUTimeSample" : "ExecutionSample",
        String.format(Locale.ROOT, "%.0f / %.1f", comparison.periodMicros / 1000, observed),
        String.format(Locale.ROOT, "%d", comparison.waits),
        String.format(
            Locale.ROOT, "%d / %d", comparison.missedWaits.size(), comparison.falseWaits.size()),
        quantiles(comparison.waitStart),
        quantiles(comparison.waitDuration),
        String.format(Locale.ROOT, "%d", comparison.spans),
        String.format(Locale.ROOT, "%d", comparison.united),
        String.format(Locale.ROOT, "%d / %d", comparison.missedSpans.size(), comparison.fragmented),
        quantiles(comparison.border),
        String.format(Locale.ROOT, "%.2f", comparison.border.quantile(0.95) / observed),
        String.format(Locale.ROOT, "%d", comparison.falseSpans.size()),
        String.format(Locale.ROOT, "%.1f", comparison.longestOverdrawMicros / 1000),
        percent(comparison.totalCpuError(2)),
        percent(comparison.worstCpuError(2, 1)),
        percent(comparison.totalCpuError(1)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", share * 100);
  }

  private static String quantiles(Errors errors) {
    return String.format(
        Locale.ROOT,
        "%.2f / %.2f / %.2f",
        errors.quantile(0.5),
        errors.quantile(0.95),
        errors.max());
  }

  /** Transposes the columns into a Markdown table. */
  private static String table(List<List<String>> columns) {
    var text = new StringBuilder();
    for (int row = 0; row < ROWS.size(); row++) {
      for (List<String> column : columns) {
        text.append("| ").append(column.get(row)).append(' ');
      }
      text.append("|\n");
      if (row == 0) {
        text.append("|---").append("|---:".repeat(columns.size() - 1)).append("|\n");
      }
    }
    return text.toString();
  }

  private static String details(String title, Comparison comparison) {
    var text = new StringBuilder();
    comparison.missedWaits.forEach(line -> text.append("- missed: ").append(line).append('\n'));
    comparison.falseWaits.forEach(line -> text.append("- false wait: ").append(line).append('\n'));
    comparison.missedSpans.forEach(line -> text.append("- missed: ").append(line).append('\n'));
    comparison.worst.forEach(line -> text.append("- border: ").append(line).append('\n'));
    comparison.falseSpans.forEach(line -> text.append("- false: ").append(line).append('\n'));
    return text.isEmpty() ? "" : title + ":\n" + text + "\n";
  }
}
