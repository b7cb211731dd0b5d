package dev.microlog.web.timeline;

import java.util.List;

/**
 * A strip of the timeline: a thread, or a row that stands for many.
 *
 * @param key names it in the view state: {@code t12}, {@code g:http-worker-}, {@code virtual},
 *     {@code idle}
 * @param threads the thread, or the members
 * @param share of the recording that its threads were running; summed over members
 * @param isOpen whether its flame chart, or its members, are shown
 * @param isPinned whether it is held at the top
 * @param level 1 for a member of a group, else 0
 */
public record Track(
    String key,
    Kind kind,
    String title,
    List<Integer> threads,
    double share,
    boolean isOpen,
    boolean isPinned,
    int level) {

  /** What a track stands for. */
  public enum Kind {
    THREAD,
    POOL,
    VIRTUAL,
    IDLE
  }

  public Track {
    threads = List.copyOf(threads);
  }

  /** The thread of a thread's track. */
  public int thread() {
    return threads.get(0);
  }

  public boolean isThread() {
    return kind == Kind.THREAD;
  }

  public static String threadKey(int thread) {
    return "t" + thread;
  }
}
