package dev.microlog.convert.build;

import dev.microlog.timeline.TimelineBuilder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns shares of all processors since the last reading into intervals with their CPU time. The
 * first reading of a thread counts from its start; of a thread that is older than the recording it
 * counts from a time before it, and is not used. Not thread-safe.
 */
final class ThreadLoads {
  /** Less than that says nothing about samples that are 10 or 20 ms apart. */
  private static final double LEAST_MICROS = 5_000;

  private final Map<Integer, Double> lastReading = new HashMap<>();

  /** Notes that a thread started then. */
  void started(int thread, double micros) {
    lastReading.putIfAbsent(thread, micros);
  }

  /**
   * Adds the readings of a chunk.
   *
   * @param threads new rows of the chunk's threads
   * @param processors that a thread's share is a share of; nothing is added if it is not known
   */
  void add(List<RecordingFacts.Load> loads, int[] threads, int processors, TimelineBuilder tables) {
    List<RecordingFacts.Load> ordered =
        loads.stream().sorted(Comparator.comparingDouble(RecordingFacts.Load::micros)).toList();
    for (RecordingFacts.Load load : ordered) {
      int thread = threads[load.thread()];
      double end = Math.rint(load.micros());
      Double start = lastReading.put(thread, end);
      if (start == null || processors <= 0 || end <= start) {
        continue;
      }
      double cpu = Math.rint(load.share() * processors * (end - start));
      if (cpu >= LEAST_MICROS && cpu <= 1.1 * (end - start)) {
        tables.threadLoads().add(thread, start, end - start, Math.min(cpu, end - start));
      }
    }
  }
}
