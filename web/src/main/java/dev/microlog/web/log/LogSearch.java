package dev.microlog.web.log;

import dev.microlog.timeline.Timeline;
import java.util.regex.Pattern;

/**
 * Which of the entries that are shown a search finds: those with a match in message, logger or
 * throwable, in a region's name, a finding's title, or a statistic.
 */
public final class LogSearch {
  private final LogIndex index;
  private final Pattern pattern;
  private final TextFinder finder;
  private int count = -1;

  public LogSearch(Timeline timeline, LogIndex index, Pattern pattern) {
    this.index = index;
    this.pattern = pattern;
    finder = new TextFinder(timeline.strings(), pattern);
  }

  public LogIndex index() {
    return index;
  }

  public Pattern pattern() {
    return pattern;
  }

  /** Whether an entry is found. */
  public boolean has(int entry) {
    return index.isFound(entry, finder);
  }

  /** How many entries are found. */
  public int count() {
    if (count < 0) {
      count = before(index.size());
    }
    return count;
  }

  /** How many entries before that one are found. */
  public int before(int entry) {
    int found = 0;
    for (int other = 0; other < entry; other++) {
      found += has(other) ? 1 : 0;
    }
    return found;
  }

  /**
   * The next entry found after a place, or the one before it; goes round at the ends. -1 if none is
   * found.
   *
   * @param from an entry, or -1 for the place before the first
   * @param by 1 for the next, -1 for the one before
   */
  public int next(int from, int by) {
    int size = index.size();
    int entry = from < 0 && by < 0 ? 0 : from;
    for (int i = 0; i < size; i++) {
      entry = Math.floorMod(entry + by, size);
      if (has(entry)) {
        return entry;
      }
    }
    return -1;
  }
}
