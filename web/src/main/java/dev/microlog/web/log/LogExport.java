package dev.microlog.web.log;

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
      String throwable = throwable(timeline, index, entry);
      if (!throwable.isEmpty()) {
        text.append(throwable).append('\n');
      }
    }
    return text.toString();
  }

  public static String jsonLines(Timeline timeline, LogIndex index) {
    StringBuilder text = new StringBuilder();
    for (int entry = 0; entry < index.size(); entry++) {
      if (index.kind(entry) != LogIndex.Kind.MARKER) {
        continue;
      }
      int row = index.row(entry);
      text.append("{\"type\":\"log\",\"thread\":");
      text.append(Json.quote(thread(timeline, index, entry))).append(",\"level\":");
      text.append(Json.quote(index.level(entry).id())).append(",\"logger\":");
      text.append(Json.quote(timeline.markers().logger(row))).append(",\"message\":");
      text.append(Json.quote(index.message(entry))).append(",\"start\":");
      text.append(Format.fixed(index.timeMicros(entry) / 1000, 3)).append(",\"source\":");
      text.append(Json.quote(timeline.markers().source(row)));
      String throwable = throwable(timeline, index, entry);
      if (!throwable.isEmpty()) {
        text.append(",\"throwable\":").append(Json.quote(throwable));
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private static String thread(Timeline timeline, LogIndex index, int entry) {
    int thread = index.thread(entry);
    return thread < 0 ? "" : timeline.threads().displayName(thread);
  }

  private static String throwable(Timeline timeline, LogIndex index, int entry) {
    return index.kind(entry) == LogIndex.Kind.MARKER
        ? timeline.markers().throwable(index.row(entry))
        : "";
  }
}
