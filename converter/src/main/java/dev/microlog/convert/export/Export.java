package dev.microlog.convert.export;

import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.io.OutputStream;

/** Writes timelines in the formats of other tools. */
public final class Export {
  private Export() {}

  /**
   * Writes a timeline.
   *
   * @param out is flushed and stays open
   */
  public static void write(
      Timeline timeline, ExportFormat format, ExportOptions options, OutputStream out)
      throws IOException {
    switch (format) {
      case JSONL -> new JsonLinesWriter(timeline, options).write(out);
      case COLLAPSED -> new CollapsedWriter(timeline, options).write(out);
      case PPROF -> new PprofWriter(timeline, options).write(out);
      case SPEEDSCOPE -> new SpeedscopeWriter(timeline, options).write(out);
      case FIREFOX -> new FirefoxWriter(timeline, options).write(out);
    }
    out.flush();
  }
}
