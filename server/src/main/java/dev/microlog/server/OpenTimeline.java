package dev.microlog.server;

import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoredTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The stored bytes of a timeline together with the length and the tag that are theirs, even if
 * another file takes their name meanwhile: that of a live one is replaced every few seconds.
 */
final class OpenTimeline implements AutoCloseable {
  private final StoredTimeline stored;
  private final InputStream stream;

  private OpenTimeline(StoredTimeline stored, InputStream stream) {
    this.stored = stored;
    this.stream = stream;
  }

  /** Opens the timeline of a recording; empty when there is none, or none yet. */
  static Optional<OpenTimeline> of(RecordingStore store, RecordingKey key) throws IOException {
    Optional<StoredTimeline> stored = store.timeline(key);
    while (stored.isPresent()) {
      Optional<StoredTimeline> before = stored;
      Optional<InputStream> stream = open(stored.get());
      stored = store.timeline(key);
      if (stream.isPresent()) {
        if (stored.equals(before)) {
          return Optional.of(new OpenTimeline(stored.get(), stream.get()));
        }
        stream.get().close();
      }
    }
    return Optional.empty();
  }

  private static Optional<InputStream> open(StoredTimeline stored) throws IOException {
    try {
      return Optional.of(Files.newInputStream(stored.file()));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // replaced by one of another name, or deleted
    }
  }

  /** The stored bytes, from where they were read last. */
  InputStream stream() {
    return stream;
  }

  /** How many bytes there were when it was opened; more may follow. */
  long bytes() {
    return stored.bytes();
  }

  /** As {@link StoredTimeline#tag}. */
  String tag() {
    return stored.tag();
  }

  boolean isLive() {
    return stored.live();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
