package dev.microlog.timeline.analysis;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits of one kind for one thing in one method. Times in µs, of the part that lies in the
 * selection.
 *
 * @param method the innermost method of yours or of a library on the stack, or the last frame if
 *     all is the JDK's; -1 if the waits have no stack
 * @param detail what was waited for: class of the lock, {@code host:port}, path; may be empty
 * @param count number of waits
 * @param total their time
 * @param longest the time of the longest
 * @param longestRow the longest, a row of the wait table
 */
public record WaitGroup(
    WaitKind kind,
    int method,
    String detail,
    int count,
    double total,
    double longest,
    int longestRow) {

  /** The waits in a selection, grouped; the group with most time first. */
  public static List<WaitGroup> of(Timeline timeline, Selection selection) {
    WaitTable waits = timeline.waits();
    Map<Key, WaitGroup> groups = new HashMap<>();
    int[] methodOfStack = new int[timeline.stacks().size()];
    for (int row = 0; row < waits.size(); row++) {
      double micros = selection.overlap(waits.startMicros(row), waits.endMicros(row));
      if (micros <= 0 || !selection.has(waits.thread(row))) {
        continue;
      }
      int method = callerMethod(timeline, waits.stack(row), methodOfStack);
      Key key = new Key(waits.kind(row), method, waits.detail(row));
      WaitGroup one = new WaitGroup(key.kind, method, key.detail, 1, micros, micros, row);
      groups.merge(key, one, WaitGroup::plus);
    }
    List<WaitGroup> list = new ArrayList<>(groups.values());
    list.sort(
        Comparator.comparingDouble((WaitGroup group) -> -group.total)
            .thenComparingInt(WaitGroup::longestRow));
    return list;
  }

  private WaitGroup plus(WaitGroup other) {
    boolean longer = other.longest > longest;
    return new WaitGroup(
        kind,
        method,
        detail,
        count + other.count,
        total + other.total,
        longer ? other.longest : longest,
        longer ? other.longestRow : longestRow);
  }

  /** {@code known} keeps answers, plus 2 so that 0 says "not known yet". */
  private static int callerMethod(Timeline timeline, int stack, int[] known) {
    if (stack < 0) {
      return -1;
    }
    if (known[stack] == 0) {
      known[stack] = Callers.blamed(timeline, stack) + 2;
    }
    return known[stack] - 2;
  }

  private record Key(WaitKind kind, int method, String detail) {}
}
