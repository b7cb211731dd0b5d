package dev.microlog.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Recordings by application. Implementations may be used by many threads at once.
 *
 * @see DirectoryStore
 */
public interface RecordingStore extends Notes, AutoCloseable {

  /** What a person calls this store, the home directory written as {@code ~}. */
  String label();

  /** All recordings, newest first. */
  List<RecordingEntry> list();

  /** One recording, or empty when there is none of that name. */
  Optional<RecordingEntry> find(RecordingKey key);

  /** Its timeline, or empty when there is none yet. */
  Optional<StoredTimeline> timeline(RecordingKey key) throws IOException;

  /**
   * Takes a file in: a {@code .microlog} is checked and listed at once, a {@code .jfr} is converted
   * first. One that is there already, with these very bytes, stays as it is.
   *
   * @param key its name; must not be another's
   * @param kind what the bytes are
   * @param body the bytes, read to their end
   * @param limitBytes more than this are refused
   * @throws StoreException when the bytes are too many or not what they should be, or the name is
   *     another's
   */
  RecordingEntry put(RecordingKey key, UploadKind kind, InputStream body, long limitBytes)
      throws IOException;

  /**
   * Removes a recording with all that belongs to it.
   *
   * @return false when there was none
   * @throws StoreException when it is still being recorded
   */
  boolean delete(RecordingKey key) throws IOException;

  /**
   * Where a file that can be made again from the timeline, such as another encoding of it, may be
   * kept. It is removed with the recording.
   *
   * @param name of the file, unique for the recording; it ends with {@code .tmp} while it is made
   */
  Path cached(RecordingKey key, String name);

  /**
   * Calls the listener, from a thread of the store's, whenever the list has changed: with the
   * entries that are new or different, or with an empty list when some are gone and the whole list
   * is to be read again. Closing the result ends that.
   */
  Subscription subscribe(Consumer<List<RecordingEntry>> listener);

  @Override
  void close();

  /** What {@link #subscribe} returns. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
