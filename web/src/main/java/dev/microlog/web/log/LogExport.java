package dev.microlog.web.log;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.net.Json;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;

/** The shown entries as text, or as JSON Lines in the shape of {@code microlog export}. */
public final class LogExport {
  private LogExport() {}

  public static String text(Timeline timeline, LogIndex index) {
    StringBuilder text = new StringBuilder();
    for (int entry = 0; entry < index.size(); entry++) {
      double time = index.timeMicros(entry);
      text.append(time < 0 ? "" : Format.fixed(time / 1e6, 3)).append('\t');
      text.append(Words.level(index.level(entry))).append('\t');
      text.append(thread(timeline, index, entry)).append('\t');
      text.append(index.logger(entry)).append('\t').append(index.message(entry)).append('\n');
      String below = below(timeline, index, entry);
      if (!below.isEmpty()) {
        text.append(below).append('\n');
      }
    }
    return text.toString();
  }

  /** What stands on lines of its own below an entry. */
  private static String below(Timeline timeline, LogIndex index, int entry) {
    return switch (index.kind(entry)) {
      case MARKER -> timeline.markers().throwable(index.row(entry));
      case FINDING -> index.finding(entry).detail();
      case REGION, STATISTIC -> "";
    };
  }

  public static String jsonLines(Timeline timeline, LogIndex index) {
    StringBuilder text = new StringBuilder();
    for (int entry = 0; entry < index.size(); entry++) {
      switch (index.kind(entry)) {
        case MARKER -> marker(text, timeline, index, entry);
        case REGION -> region(text, timeline, index, entry);
        case FINDING -> finding(text, timeline, index.finding(entry));
        case STATISTIC -> statistic(text, index.statistic(entry));
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private static void marker(StringBuilder text, Timeline timeline, LogIndex index, int entry) {
    int row = index.row(entry);
    text.append("{\"type\":\"log\",\"thread\":");
    text.append(Json.quote(thread(timeline, index, entry))).append(",\"level\":");
    text.append(Json.quote(index.level(entry).id())).append(",\"logger\":");
    text.append(Json.quote(timeline.markers().logger(row))).append(",\"message\":");
    text.append(Json.quote(index.message(entry))).append(",\"start\":");
    text.append(Format.fixed(index.timeMicros(entry) / 1000, 3)).append(",\"source\":");
    text.append(Json.quote(timeline.markers().source(row)));
    String throwable = timeline.markers().throwable(row);
    if (!throwable.isEmpty()) {
      text.append(",\"throwable\":").append(Json.quote(throwable));
    }
  }

  private static void region(StringBuilder text, Timeline timeline, LogIndex index, int entry) {
    RegionTable regions = timeline.regions();
    int row = index.row(entry);
    text.append("{\"type\":\"region\",\"thread\":");
    text.append(Json.quote(thread(timeline, index, entry))).append(",\"name\":");
    text.append(Json.quote(regions.name(row))).append(",\"start\":");
    text.append(Format.fixed(regions.startMicros(row) / 1000, 3)).append(",\"duration\":");
    text.append(Format.fixed(regions.durationMicros(row) / 1000, 3));
  }

  private static void finding(StringBuilder text, Timeline timeline, Finding finding) {
    text.append("{\"type\":\"finding\",\"kind\":").append(Json.quote(finding.kind().id()));
    text.append(",\"title\":").append(Json.quote(finding.title())).append(",\"detail\":");
    text.append(Json.quote(finding.detail()));
    if (finding.method() >= 0) {
      text.append(",\"method\":");
      text.append(Json.quote(timeline.methods().qualifiedName(finding.method())));
    }
    if (finding.startMicros() >= 0) {
      text.append(",\"start\":").append(Format.fixed(finding.startMicros() / 1000, 3));
    }
  }

  private static void statistic(StringBuilder text, Statistics.Subject subject) {
    text.append("{\"type\":\"statistic\",\"title\":").append(Json.quote(subject.title()));
    text.append(",\"lines\":[");
    for (int i = 0; i < subject.lines().size(); i++) {
      Statistics.Line line = subject.lines().get(i);
      text.append(i == 0 ? "[" : ",[").append(Json.quote(line.name())).append(',');
      text.append(Json.quote(line.value())).append(']');
    }
    text.append(']');
  }

  private static String thread(Timeline timeline, LogIndex index, int entry) {
    int thread = index.thread(entry);
    return thread < 0 ? "" : timeline.threads().displayName(thread);
  }
}
