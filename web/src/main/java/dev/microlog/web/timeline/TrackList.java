package dev.microlog.web.timeline;

import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which tracks there are, in which order: pinned ones first, then threads and pools by the chosen
 * order, then virtual threads, then the idle ones, folded into one.
 *
 * <pre>
 *   main                       t0
 *   http-worker-1…8            g:http-worker-   folded
 *   Virtual threads  (912)     virtual          folded
 *   14 idle threads            idle             folded
 * </pre>
 */
public final class TrackList {
  /** So many threads with the same name but for its number are a pool. */
  private static final int POOL_SIZE = 4;

  private final Timeline timeline;
  private final ThreadActivity activity;
  private final ViewState state;
  private final double[] inView;
  private final List<Track> tracks = new ArrayList<>();

  private TrackList(Timeline timeline, ThreadActivity activity, ViewState state, double[] inView) {
    this.timeline = timeline;
    this.activity = activity;
    this.state = state;
    this.inView = inView;
  }

  /**
   * @param inView for each thread how much it did in the visible stretch; read only where the order
   *     asks for it
   */
  public static List<Track> of(
      Timeline timeline, ThreadActivity activity, ViewState state, double[] inView) {
    TrackList list = new TrackList(timeline, activity, state, inView);
    list.build();
    return list.tracks;
  }

  /** For each thread whether it is on a track that is shown, be it folded into one of many. */
  public static boolean[] shownThreads(
      Timeline timeline, ThreadActivity activity, ViewState state) {
    boolean[] shown = new boolean[timeline.threads().size()];
    for (Track track : of(timeline, activity, state.withSort(Sort.FIRST_SEEN), new double[0])) {
      for (int thread : track.threads()) {
        shown[thread] = true;
      }
    }
    return shown;
  }

  private void build() {
    ThreadTable threads = timeline.threads();
    Map<String, List<Integer>> pools = new LinkedHashMap<>();
    List<Integer> virtual = new ArrayList<>();
    List<Integer> idle = new ArrayList<>();
    for (int thread = 0; thread < threads.size(); thread++) {
      String key = Track.threadKey(thread);
      if (activity.isEmpty(thread) || state.hidden().contains(key) || !passes(thread)) {
        continue;
      }
      if (state.pinned().contains(key)) {
        tracks.add(track(thread, true, 0));
      } else if (threads.isVirtual(thread)) {
        virtual.add(thread);
      } else if (activity.isIdle(thread)) {
        idle.add(thread);
      } else {
        pools
            .computeIfAbsent(poolName(threads.displayName(thread)), k -> new ArrayList<>())
            .add(thread);
      }
    }
    addSorted(units(pools));
    if (!virtual.isEmpty() && !state.hidden().contains("virtual")) {
      addFolded("virtual", Track.Kind.VIRTUAL, Words.virtualThreads(virtual.size()), virtual);
    }
    if (!idle.isEmpty() && !state.hidden().contains("idle")) {
      addFolded("idle", Track.Kind.IDLE, Words.idleThreads(idle.size()), idle);
    }
  }

  private boolean passes(int thread) {
    String filter = state.threadFilter().toLowerCase(Locale.ROOT);
    return filter.isEmpty()
        || timeline.threads().displayName(thread).toLowerCase(Locale.ROOT).contains(filter);
  }

  /** The name without the number at its end: that of the pool, should there be one. */
  static String poolName(String name) {
    int end = name.length();
    while (end > 0 && isDigit(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** The least and the largest number at the end of the threads' names: {@code 1…8}. */
  private String numbers(List<Integer> unit) {
    String least = "";
    String largest = "";
    for (int thread : unit) {
      String name = timeline.threads().displayName(thread);
      String number = name.substring(poolName(name).length());
      if (least.isEmpty() || isLess(number, least)) {
        least = number;
      }
      if (largest.isEmpty() || isLess(largest, number)) {
        largest = number;
      }
    }
    return least.equals(largest) ? least : least + "…" + largest;
  }

  private static boolean isLess(String a, String b) {
    return a.length() != b.length() ? a.length() < b.length() : a.compareTo(b) < 0;
  }

  /** Pools stay together; what is no pool becomes single threads. */
  private List<List<Integer>> units(Map<String, List<Integer>> pools) {
    List<List<Integer>> units = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> pool : pools.entrySet()) {
      boolean isPool = pool.getValue().size() >= POOL_SIZE && !pool.getKey().isEmpty();
      if (isPool) {
        units.add(pool.getValue());
      } else {
        for (int thread : pool.getValue()) {
          units.add(List.of(thread));
        }
      }
    }
    return units;
  }

  private void addSorted(List<List<Integer>> units) {
    units.sort(order());
    for (List<Integer> unit : units) {
      if (unit.size() == 1) {
        tracks.add(track(unit.get(0), false, 0));
        continue;
      }
      String prefix = poolName(timeline.threads().displayName(unit.get(0)));
      String key = "g:" + prefix;
      if (!state.hidden().contains(key)) {
        addFolded(key, Track.Kind.POOL, Words.pool(prefix, numbers(unit)), unit);
      }
    }
  }

  private Comparator<List<Integer>> order() {
    Sort sort = state.sort();
    Comparator<List<Integer>> byFirst = Comparator.comparingDouble(this::first);
    return switch (sort) {
      case CPU ->
          Comparator.<List<Integer>>comparingDouble(unit -> -share(unit)).thenComparing(byFirst);
      case NAME ->
          Comparator.comparing(
              unit -> timeline.threads().displayName(unit.get(0)).toLowerCase(Locale.ROOT));
      case FIRST_SEEN -> byFirst;
      case IN_VIEW ->
          Comparator.<List<Integer>>comparingDouble(unit -> -sumInView(unit))
              .thenComparing(byFirst);
    };
  }

  private double first(List<Integer> unit) {
    double first = Double.MAX_VALUE;
    for (int thread : unit) {
      first = Math.min(first, activity.firstMicros(thread));
    }
    return first;
  }

  private double share(List<Integer> unit) {
    double sum = 0;
    for (int thread : unit) {
      sum += activity.share(thread);
    }
    return sum;
  }

  private double sumInView(List<Integer> unit) {
    double sum = 0;
    for (int thread : unit) {
      sum += inView.length == 0 ? 0 : inView[thread];
    }
    return sum;
  }

  private void addFolded(String key, Track.Kind kind, String title, List<Integer> members) {
    boolean open = state.toggled().contains(key) || !state.threadFilter().isEmpty();
    tracks.add(new Track(key, kind, title, members, share(members), open, false, 0));
    if (open) {
      List<Integer> sorted = new ArrayList<>(members);
      sorted.sort((a, b) -> order().compare(List.of(a), List.of(b)));
      for (int thread : sorted) {
        tracks.add(track(thread, false, 1));
      }
    }
  }

  private Track track(int thread, boolean pinned, int level) {
    String key = Track.threadKey(thread);
    return new Track(
        key,
        Track.Kind.THREAD,
        timeline.threads().displayName(thread),
        List.of(thread),
        activity.share(thread),
        !state.toggled().contains(key),
        pinned,
        level);
  }
}
