package dev.microlog.server;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoredTimeline;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded timelines, for the answers that are computed on the server: export, design, evidence. The
 * last few are kept as long as the heap has room, since the tabs of one page ask for the same one.
 */
final class TimelineCache {
  private static final int KEPT = 4;

  private final RecordingStore store;
  private final Map<RecordingKey, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry(String tag, SoftReference<Timeline> timeline) {}

  TimelineCache(RecordingStore store) {
    this.store = store;
  }

  /**
   * The timeline of a recording as it is now.
   *
   * @throws NoSuchFileException when there is none, or none yet
   */
  synchronized Timeline get(RecordingKey key) throws IOException {
    StoredTimeline stored =
        store.timeline(key).orElseThrow(() -> new NoSuchFileException(key.toString()));
    Entry entry = kept.get(key);
    @Nullable Timeline known =
        entry != null && entry.tag().equals(stored.tag()) ? entry.timeline().get() : null;
    if (known != null) {
      return known;
    }
    Timeline timeline = TimelineFiles.read(stored.file());
    kept.put(key, new Entry(stored.tag(), new SoftReference<>(timeline)));
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return timeline;
  }
}
