package dev.microlog.server.store.bucket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A bucket of which a test changes one thing. */
class Intercepted implements Bucket {
  private final Bucket bucket;

  Intercepted(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public void list(String prefix, Consumer<BucketObject> each) throws BucketException {
    bucket.list(prefix, each);
  }

  @Override
  public void get(String key, Path target, long limitBytes) throws IOException {
    bucket.get(key, target, limitBytes);
  }

  @Override
  public Optional<String> put(String key, Path file, Map<String, String> metadata, boolean replace)
      throws IOException {
    return bucket.put(key, file, metadata, replace);
  }

  @Override
  public Map<String, String> metadata(String key) throws BucketException {
    return bucket.metadata(key);
  }

  @Override
  public void delete(String key) throws BucketException {
    bucket.delete(key);
  }

  @Override
  public void close() {
    bucket.close();
  }
}
