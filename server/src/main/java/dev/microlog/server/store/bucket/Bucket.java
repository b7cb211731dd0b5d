package dev.microlog.server.store.bucket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What Microlog needs of an object store. Keys are whole, with the prefix. Implementations may be
 * used by many threads at once. All methods throw a {@link BucketException} when the bucket does
 * not do what it is asked for, and an {@link IOException} when a file here cannot be read or
 * written.
 */
interface Bucket extends AutoCloseable {
  /** Tells of every object whose key begins with the prefix, however many there are. */
  void list(String prefix, Consumer<BucketObject> each) throws BucketException;

  /**
   * Writes an object to a file that is not there yet.
   *
   * @param limitBytes of a larger one the file holds no more than that and one byte
   */
  void get(String key, Path target, long limitBytes) throws IOException;

  /**
   * Makes an object of a file; it appears when it is whole.
   *
   * @param metadata kept with the object; ASCII
   * @return its entity tag, empty when an object of this key was not to be replaced and is there
   */
  Optional<String> put(String key, Path file, Map<String, String> metadata, boolean replace)
      throws IOException;

  /** What was kept with an object. */
  Map<String, String> metadata(String key) throws BucketException;

  /** Removes an object; one that is not there is fine. */
  void delete(String key) throws BucketException;

  @Override
  void close();
}
