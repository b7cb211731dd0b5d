package dev.microlog.timeline.analysis;

import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that belong together: the workers of a pool, whose names differ by a number, or the
 * virtual threads of a recording.
 *
 * @param name the name with {@code *} for the number: {@code http-worker-*}; of a thread that is
 *     alone its name
 * @param virtual whether they are virtual threads
 * @param threads rows of the thread table, by their numbers
 */
public record ThreadPool(String name, boolean virtual, List<Integer> threads) {
  private static final String VIRTUAL = "virtual threads";

  public ThreadPool {
    threads = List.copyOf(threads);
  }

  /** Every thread once, in pools of one or more, in the order in which each was first seen. */
  public static List<ThreadPool> of(Timeline timeline) {
    ThreadTable threads = timeline.threads();
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int thread = 0; thread < threads.size(); thread++) {
      String key = threads.isVirtual(thread) ? VIRTUAL : pattern(threads.displayName(thread));
      byName.computeIfAbsent(key, k -> new ArrayList<>()).add(thread);
    }
    List<ThreadPool> pools = new ArrayList<>();
    byName.forEach((name, members) -> pools.add(pool(threads, name, members)));
    return Collections.unmodifiableList(pools);
  }

  private static ThreadPool pool(ThreadTable threads, String name, List<Integer> members) {
    boolean virtual = threads.isVirtual(members.get(0));
    if (members.size() == 1 && !virtual) {
      return new ThreadPool(threads.displayName(members.get(0)), false, members);
    }
    int[] rows = new int[members.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = members.get(i);
    }
    IntSort.sort(
        rows,
        (a, b) -> {
          String x = threads.displayName(a);
          String y = threads.displayName(b);
          // numbers without leading zeroes: the shorter name has the lesser number
          return x.length() != y.length() ? x.length() < y.length() : x.compareTo(y) < 0;
        });
    List<Integer> sorted = new ArrayList<>();
    for (int row : rows) {
      sorted.add(row);
    }
    return new ThreadPool(name, virtual, sorted);
  }

  /** A name with {@code *} in place of its last number: that of the worker, not of the pool. */
  static String pattern(String name) {
    int end = name.length();
    while (end > 0 && !isDigit(name.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && isDigit(name.charAt(start - 1))) {
      start--;
    }
    return start == end ? name : name.substring(0, start) + "*" + name.substring(end);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
