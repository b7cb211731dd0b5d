package dev.microlog.timeline.analysis;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.analysis.spans.StateTable;

/** Computed tables as text, to be compared with what a test expects. */
public final class Drawing {
  private Drawing() {}

  /**
   * Spans in order of calls: {@code A 10-90 x4} with milliseconds and samples; {@code =} at a
   * border that is exact.
   */
  public static String spans(Timeline timeline, int thread) {
    return spans(Spans.of(timeline), thread);
  }

  public static String spans(Spans spans, int thread) {
    SpanTable table = spans.spans(thread);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < (table.depths() == 0 ? 0 : table.firstRow(1)); row++) {
      append(text, spans, table, row);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Spans spans, SpanTable table, int row) {
    text.append("  ".repeat(table.depth(row))).append(name(spans, table, row)).append(' ');
    text.append(table.exactStart(row) ? "=" : "")
        .append(millis(table.startMicros(row)))
        .append('-');
    text.append(millis(table.endMicros(row))).append(table.exactEnd(row) ? "=" : "");
    text.append(table.samples(row) == 0 ? "" : " x" + table.samples(row)).append('\n');
    int depth = table.depth(row) + 1;
    for (int child = depth < table.depths() ? table.firstRow(depth) : table.size();
        depth < table.depths() && child < table.firstRow(depth + 1);
        child++) {
      if (table.parent(child) == row) {
        append(text, spans, table, child);
      }
    }
  }

  private static String name(Spans spans, SpanTable table, int row) {
    int method = table.method(row);
    return method < 0
        ? "(" + spans.tree().waitKind(table.node(row)).id() + ")"
        : spans.timeline().methods().name(method);
  }

  public static String millis(double micros) {
    double millis = micros / 1000;
    return millis == Math.rint(millis) ? String.valueOf((long) millis) : String.valueOf(millis);
  }

  public static String states(Spans spans, int thread) {
    StateTable table = spans.states(thread);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < table.size(); row++) {
      text.append(table.state(row)).append(' ').append(millis(table.startMicros(row))).append('-');
      text.append(millis(table.endMicros(row))).append('\n');
    }
    return text.toString();
  }
}
