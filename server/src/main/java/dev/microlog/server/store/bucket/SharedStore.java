package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingLists;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import dev.microlog.server.store.StoredTimeline;
import dev.microlog.server.store.TimelineConversion;
import dev.microlog.server.store.UploadKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A store in a directory that shares its finished timelines through a bucket. The directory works
 * as it does alone; what is in the bucket besides is listed, and fetched when someone asks for it.
 *
 * <pre>
 * STORE/.bucket/NAME/sent/shop/ID.microlog    mark: this file of the store is in the bucket
 *                    cache/shop/ID.microlog   copy of a recording that is in the bucket alone
 *                    copied/shop/ID.microlog  mark: which content of the bucket the copy is
 * </pre>
 *
 * What is in the cache is never sent, so that one that was deleted elsewhere does not come back.
 */
public final class SharedStore implements RecordingStore {
  private static final long LOOK_MILLIS = 10_000;

  private final RecordingStore local;
  private final BucketAddress address;
  private final Bucket bucket;
  private final Copies own;
  private final RemoteRecordings remote;
  private final BucketSync sync;
  private final Subscription subscription;
  private final List<Consumer<List<RecordingEntry>>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock telling = new ReentrantLock();
  private Map<RecordingKey, RecordingEntry> told;

  /**
   * @param local the recordings of this machine; closed with this store, or at once if it cannot be
   *     opened
   * @param directory where they are
   * @param say takes a line for the person who started the server
   */
  public static SharedStore open(
      RecordingStore local,
      StoreDirectory directory,
      BucketAddress address,
      TimelineConversion conversion,
      BucketLimits limits,
      Consumer<String> say)
      throws IOException {
    Bucket bucket = null;
    SharedStore store = null;
    try {
      bucket = new S3Bucket(address);
      store =
          new SharedStore(local, directory, address, bucket, conversion, limits, say, LOOK_MILLIS);
      store.start();
      return store;
    } finally {
      if (store == null) {
        if (bucket != null) {
          bucket.close();
        }
        local.close();
      }
    }
  }

  /** One that looks at the bucket only when it is told to, unless {@link #start} is called. */
  SharedStore(
      RecordingStore local,
      StoreDirectory directory,
      BucketAddress address,
      Bucket bucket,
      TimelineConversion conversion,
      BucketLimits limits,
      Consumer<String> say,
      long pauseMillis)
      throws IOException {
    this.local = local;
    this.address = address;
    this.bucket = bucket;
    Path place = directory.bucket(address.directoryName());
    this.own = new Copies(directory, place.resolve("sent"));
    var cache = new Copies(StoreDirectory.open(place.resolve("cache")), place.resolve("copied"));
    this.remote = new RemoteRecordings(bucket, address.prefix(), cache, conversion, limits);
    this.told = entries();
    this.sync = new BucketSync(local, own, remote, bucket, address, say, this::tell, pauseMillis);
    this.subscription =
        local.subscribe(
            entries -> {
              tell();
              sync.wake();
            });
  }

  void start() {
    sync.start();
  }

  /** One look at the bucket, and all there is to do. */
  void once() throws IOException {
    sync.once();
  }

  /** Tells the listeners what has changed in the list as a whole. */
  private void tell() {
    telling.lock();
    try {
      Map<RecordingKey, RecordingEntry> now = entries();
      Optional<List<RecordingEntry>> changes = RecordingLists.changes(told, now);
      told = now;
      changes.ifPresent(list -> listeners.forEach(listener -> listener.accept(list)));
    } finally {
      telling.unlock();
    }
  }

  /** Of the same name, ours stands before that of the bucket, of which it may be a copy. */
  private Map<RecordingKey, RecordingEntry> entries() {
    Map<RecordingKey, RecordingEntry> all = new HashMap<>(remote.entries());
    local.list().forEach(entry -> all.put(entry.key(), entry));
    return all;
  }

  @Override
  public String label() {
    return local.label() + " and " + address.label();
  }

  @Override
  public List<RecordingEntry> list() {
    return entries().values().stream().sorted(RecordingLists.NEWEST_FIRST).toList();
  }

  @Override
  public Optional<RecordingEntry> find(RecordingKey key) {
    return local.find(key).or(() -> remote.find(key));
  }

  @Override
  public Optional<StoredTimeline> timeline(RecordingKey key) throws IOException {
    if (isHere(key)) {
      return local.timeline(key);
    }
    try {
      return remote.timeline(key);
    } finally {
      tell(); // it may have turned out to be no timeline
    }
  }

  private boolean isHere(RecordingKey key) {
    return local.find(key).isPresent();
  }

  @Override
  public RecordingEntry put(RecordingKey key, UploadKind kind, InputStream body, long limitBytes)
      throws IOException {
    if (!isHere(key) && remote.has(key)) {
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "There is a recording of this name in the bucket; send it under another name.");
    }
    return local.put(key, kind, body, limitBytes);
  }

  @Override
  public boolean delete(RecordingKey key) throws IOException {
    try {
      return sync.delete(key);
    } finally {
      tell();
    }
  }

  @Override
  public Path cached(RecordingKey key, String name) {
    return isHere(key) ? local.cached(key, name) : remote.copies().directory().cached(key, name);
  }

  @Override
  public void putNote(RecordingKey key, String name, String text) throws IOException {
    if (isHere(key)) {
      local.putNote(key, name, text);
    } else if (remote.has(key)) {
      remote.copies().notes().putNote(key, name, text);
    }
    sync.wake();
  }

  @Override
  public Optional<String> note(RecordingKey key, String name) throws IOException {
    Copies place = isHere(key) ? own : remote.copies();
    boolean isShared = place != own || own.mark(Item.timeline(key)).isPresent();
    if (isShared) {
      remote.updateNote(new Item(key, name), place);
    }
    return place.notes().note(key, name);
  }

  @Override
  public Subscription subscribe(Consumer<List<RecordingEntry>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    subscription.close();
    sync.close();
    bucket.close();
    local.close();
  }
}
