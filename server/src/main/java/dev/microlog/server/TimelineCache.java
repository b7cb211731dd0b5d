package dev.microlog.server;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreException;
import dev.microlog.server.store.StoredTimeline;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decoded timelines, for the answers that are computed on the server: export, design, evidence. The
 * last few are kept as long as the heap has room, since the tabs of one page ask for the same one.
 * Who asks for one that is being read waits for it, and for no other. Thread-safe.
 */
final class TimelineCache {
  private static final int KEPT = 4;

  private final RecordingStore store;
  private final Reader reader;

  /** The last used last. */
  private final Map<RecordingKey, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Reads a timeline file. */
  @FunctionalInterface
  interface Reader {
    Timeline read(Path file) throws IOException;
  }

  TimelineCache(RecordingStore store) {
    this(store, TimelineFiles::read);
  }

  TimelineCache(RecordingStore store, Reader reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * The timeline of a recording as it is now.
   *
   * @throws ProblemException when there is none, or none yet
   */
  Timeline get(RecordingKey key) throws IOException {
    StoredTimeline stored = store.timeline(key).orElseThrow(ProblemException::notFound);
    return entry(key, stored).timeline(reader);
  }

  private synchronized Entry entry(RecordingKey key, StoredTimeline stored) {
    Entry known = kept.get(key);
    if (known != null && known.stored.equals(stored)) {
      return known;
    }
    Entry entry = new Entry(stored);
    kept.put(key, entry);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return entry;
  }

  /** One version of one timeline; who comes first reads it, the others wait. */
  private static final class Entry {
    private final StoredTimeline stored;

    /** No monitor: in one, a virtual thread that waits holds on to its carrier before JDK 24. */
    private final ReentrantLock reading = new ReentrantLock();

    private SoftReference<@Nullable Timeline> timeline = new SoftReference<>(null);

    Entry(StoredTimeline stored) {
      this.stored = stored;
    }

    Timeline timeline(Reader reader) throws IOException {
      reading.lock();
      try {
        Timeline known = timeline.get();
        if (known != null) {
          return known;
        }
        Timeline read = reader.read(stored.file());
        timeline = new SoftReference<>(read);
        return read;
      } catch (NoSuchFileException e) {
        throw ProblemException.notFound();
      } catch (OutOfMemoryError e) {
        throw new StoreException(
            StoreException.Reason.BAD_DATA,
            "The recording needs more memory than this server has; start it with a larger -Xmx.");
      } finally {
        reading.unlock();
      }
    }
  }
}
