package dev.microlog.web.log;

import dev.microlog.timeline.Level;
import dev.microlog.web.state.Range;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are shown.
 *
 * @param least entries below this level are left out
 * @param thread a row of the thread table, -1 for all
 * @param logger the name of a logger, empty for all
 * @param text what message, logger or throwable must contain; null for anything
 * @param range the stretch of time, null for all
 */
public record LogFilter(
    Level least, int thread, String logger, @Nullable Pattern text, @Nullable Range range) {
  public static final LogFilter ALL = new LogFilter(Level.TRACE, -1, "", null, null);
}
