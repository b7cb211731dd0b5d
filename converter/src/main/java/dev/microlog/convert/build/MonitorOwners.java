package dev.microlog.convert.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who held a monitor while a thread waited for it. JFR tells the one that held it <em>last</em>,
 * which may have waited itself for most of that time:
 *
 * <pre>
 *   A   [holds            ]
 *   B      [waits         ][holds]
 *   C        [waits              ]     previous owner B, but A made it wait
 * </pre>
 *
 * <p>So the wait of the last owner for the same monitor is looked for, and that of the owner before
 * it, and whoever held it longest during the wait is the owner that counts. Not thread-safe.
 */
final class MonitorOwners {
  /** Nobody looks further back than that, however many threads wait in turn. */
  private static final int MOST_STEPS = 256;

  /** A wait for a monitor; the owner is a thread, or -1. */
  private record Wait(double start, double end, int owner) {}

  private record Waiter(long monitor, int thread) {}

  private final Map<Waiter, List<Wait>> waits = new HashMap<>();

  void add(long monitor, int thread, double start, double end, int owner) {
    waits
        .computeIfAbsent(new Waiter(monitor, thread), key -> new ArrayList<>())
        .add(new Wait(start, end, owner));
  }

  /** To be called when all waits are there. */
  void order() {
    waits.values().forEach(list -> list.sort(Comparator.comparingDouble(Wait::end)));
  }

  /**
   * The thread that held the monitor longest while another waited for it from start to end.
   *
   * @param last the thread that held it last
   */
  int longest(long monitor, double start, double end, int last) {
    Map<Integer, Double> held = new HashMap<>();
    int owner = last;
    double until = end;
    int best = last;
    for (int step = 0; step < MOST_STEPS && owner >= 0 && until > start; step++) {
      Wait before = lastWait(new Waiter(monitor, owner), until);
      double since = before == null ? start : Math.max(start, before.end);
      double sum = held.merge(owner, until - since, Double::sum);
      best = sum > held.getOrDefault(best, 0.0) ? owner : best;
      if (before == null) {
        break;
      }
      until = since;
      owner = before.owner;
    }
    return best;
  }

  /** The last wait of a thread for a monitor that ended before a time; null if there is none. */
  private @Nullable Wait lastWait(Waiter waiter, double before) {
    List<Wait> list = waits.getOrDefault(waiter, List.of());
    Wait key = new Wait(0, before, -1);
    int at = Collections.binarySearch(list, key, Comparator.comparingDouble(Wait::end));
    int index = at >= 0 ? at - 1 : -at - 2;
    return index < 0 ? null : list.get(index);
  }
}
