package dev.microlog.convert.export;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What part of a timeline is exported.
 *
 * @param fromMicros start of the range, in µs since the start of the recording
 * @param toMicros end of the range; infinite for all
 * @param threads only threads in whose name this is found; null for all
 * @param mode what weights mean; null for all there is, or what is usual for the format
 */
public record ExportOptions(
    double fromMicros, double toMicros, @Nullable Pattern threads, @Nullable Mode mode) {

  /** Everything. */
  public static final ExportOptions ALL =
      new ExportOptions(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, null, null);

  public ExportOptions {
    if (!(fromMicros < toMicros)) {
      throw new IllegalArgumentException("the range ends before it begins");
    }
  }

  /** What these options choose of a timeline, whatever the mode. */
  public Selection selection(Timeline timeline) {
    Selection range = Selection.range(timeline, fromMicros, toMicros);
    if (threads == null) {
      return range;
    }
    boolean[] flags = new boolean[timeline.threads().size()];
    for (int thread = 0; thread < flags.length; thread++) {
      flags[thread] = threads.matcher(timeline.threads().displayName(thread)).find();
    }
    return range.onThreads(flags);
  }

  Mode modeOr(Mode usual) {
    return mode == null ? usual : mode;
  }
}
