package dev.microlog.server.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order of a list of recordings, and what is new in one. */
public final class RecordingLists {
  /** What nobody has read yet is about to be, and comes first; what cannot be read comes last. */
  public static final Comparator<RecordingEntry> NEWEST_FIRST =
      Comparator.comparing(RecordingLists::millis, Comparator.reverseOrder())
          .thenComparing(e -> e.key().id(), Comparator.reverseOrder())
          .thenComparing(e -> e.key().app());

  private RecordingLists() {}

  private static long millis(RecordingEntry entry) {
    if (entry.start() != null) {
      return entry.start().toInstant().toEpochMilli();
    }
    return entry.state() == RecordingState.FAILED ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /**
   * What to tell those who follow a list: new and different entries, none when something is gone;
   * empty when nothing at all has changed.
   */
  public static Optional<List<RecordingEntry>> changes(
      Map<RecordingKey, RecordingEntry> before, Map<RecordingKey, RecordingEntry> now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    if (!now.keySet().containsAll(before.keySet())) {
      return Optional.of(List.of());
    }
    List<RecordingEntry> changed = new ArrayList<>();
    now.forEach(
        (key, entry) -> {
          if (!entry.equals(before.get(key))) {
            changed.add(entry);
          }
        });
    return Optional.of(changed);
  }
}
