package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of what was fetched from the bucket is kept; what was not used for longest goes. */
final class CacheLimit {
  /** What was asked for so lately may still be read. */
  private static final long IN_USE_MILLIS = 60_000;

  private final Copies copies;
  private final long bytes;

  /** Removes a copy unless someone fetches it or must keep it. */
  interface Remover {
    /** Whether it was removed. */
    boolean remove(Item timeline) throws IOException;
  }

  private record Copy(Item timeline, long bytes, long usedMillis) {}

  CacheLimit(Copies copies, long bytes) {
    this.copies = copies;
    this.bytes = bytes;
  }

  /** Removes copies until the rest fits, with what was made from them. */
  void apply(Remover remover) throws IOException {
    List<Copy> all = new ArrayList<>();
    Set<RecordingKey> kept = new HashSet<>();
    long sum = 0;
    for (Item item : copies.marks().keySet()) {
      if (item.isTimeline()) {
        Copy copy = copy(item);
        all.add(copy);
        kept.add(item.key());
        sum += copy.bytes();
      }
    }
    all.sort(Comparator.comparingLong(Copy::usedMillis));
    long inUse = System.currentTimeMillis() - IN_USE_MILLIS;
    for (Copy copy : all) {
      if (sum <= bytes || copy.usedMillis() > inUse) {
        break;
      }
      if (remover.remove(copy.timeline())) {
        sum -= copy.bytes();
        kept.remove(copy.timeline().key());
      }
    }
    copies.directory().pruneCache(kept);
  }

  private Copy copy(Item item) throws IOException {
    long size = copies.stamp(item).map(Copies.Stamp::bytes).orElse(0L);
    try {
      return new Copy(
          item, size + copies.directory().cachedBytes(item.key()), copies.usedMillis(item));
    } catch (NoSuchFileException e) {
      return new Copy(item, 0, Long.MAX_VALUE); // deleted meanwhile
    }
  }
}
