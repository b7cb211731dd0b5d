package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingState;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store and a bucket together, in a thread of its own: looks what is in the bucket,
 * removes here what was deleted elsewhere, sends what is finished here. There is no queue: what is
 * to be sent is what is on the disk without a mark, so that nothing is lost however long the bucket
 * is away.
 */
final class BucketSync implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BucketSync.class.getName());

  /** A file younger than this may still be written by whoever copies it. */
  private static final long SETTLED_MILLIS = 1_500;

  private static final long LONGEST_LOOK_MILLIS = 60_000;
  private static final long LONGEST_PAUSE_MILLIS = 300_000;

  /** Whoever has not seen a deletion after so long will not send the recording again either. */
  private static final Duration DELETION_KEPT = Duration.ofDays(30);

  private final RecordingStore local;
  private final Copies own;
  private final RemoteRecordings remote;
  private final Bucket bucket;
  private final BucketAddress address;
  private final Consumer<String> say;
  private final Runnable changed;
  private final long pauseMillis;
  private final Thread thread;
  private final Semaphore wake = new Semaphore(0);
  private final Set<RecordingKey> taken = ConcurrentHashMap.newKeySet();

  /** Held while a recording is sent or deleted, so that neither overtakes the other. */
  private final Map<RecordingKey, ReentrantLock> transfers = new ConcurrentHashMap<>();

  private volatile boolean closed;
  private BucketException.@Nullable Reason problem;

  /**
   * @param say takes a line for the person who started the server
   * @param changed is run when the list of the bucket may have changed
   * @param pauseMillis between two looks at the bucket
   */
  BucketSync(
      RecordingStore local,
      Copies own,
      RemoteRecordings remote,
      Bucket bucket,
      BucketAddress address,
      Consumer<String> say,
      Runnable changed,
      long pauseMillis) {
    this.local = local;
    this.own = own;
    this.remote = remote;
    this.bucket = bucket;
    this.address = address;
    this.say = say;
    this.changed = changed;
    this.pauseMillis = pauseMillis;
    this.thread = Thread.ofPlatform().daemon().name("microlog-bucket").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There may be something to send. */
  void wake() {
    wake.release();
  }

  private void run() {
    long failedPause = pauseMillis;
    while (!closed) {
      long begin = System.nanoTime();
      boolean good = tryOnce();
      try {
        if (good) {
          failedPause = pauseMillis;
          // a large bucket is looked at less often
          long slow = Math.min(3 * (System.nanoTime() - begin) / 1_000_000, LONGEST_LOOK_MILLIS);
          if (wake.tryAcquire(Math.max(pauseMillis, slow), TimeUnit.MILLISECONDS)) {
            Thread.sleep(Math.min(pauseMillis, SETTLED_MILLIS));
          }
          wake.drainPermits();
        } else {
          Thread.sleep(failedPause);
          failedPause = Math.min(2 * failedPause, LONGEST_PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean tryOnce() {
    try {
      once();
      if (problem != null) {
        problem = null;
        say.accept(address.label() + " is back; what is finished here is in it.");
      }
      return true;
    } catch (BucketException e) {
      tell(e);
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        LOGGER.log(System.Logger.Level.WARNING, "The bucket is not up to date: " + e);
      }
    }
    return false;
  }

  /** Once for each kind of problem. What is missing went while we looked: the next look sees it. */
  private void tell(BucketException e) {
    if (!closed && e.reason() != problem && e.reason() != BucketException.Reason.MISSING) {
      problem = e.reason();
      say.accept(
          e.sentence() + " Until then recordings stay in " + local.label() + ", which is served.");
    }
  }

  /** One look, and all there is to do. */
  void once() throws IOException {
    BucketListing now = BucketListing.of(bucket, address.prefix());
    remote.seen(now.visible());
    changed.run();
    applyDeletions(now);
    List<RecordingEntry> unsent = new ArrayList<>();
    for (RecordingEntry entry : local.list()) {
      if (entry.state() == RecordingState.READY && own.isUnsent(Item.timeline(entry.key()))) {
        unsent.add(entry);
      }
    }
    Transfers.forEach(unsent, entry -> send(entry, now));
    sendNotes(own, key -> own.mark(Item.timeline(key)).isPresent());
    sendNotes(remote.copies(), remote::has);
    remote.learn(local.list().stream().map(RecordingEntry::key).collect(Collectors.toSet()));
    changed.run();
  }

  /** Waits until nobody else sends or deletes this recording; the lock is the caller's. */
  private ReentrantLock begin(RecordingKey key) {
    ReentrantLock transfer = transfers.computeIfAbsent(key, k -> new ReentrantLock());
    transfer.lock();
    return transfer;
  }

  private void applyDeletions(BucketListing now) throws IOException {
    for (Map.Entry<RecordingKey, BucketObject> deletion : now.deletions().entrySet()) {
      ReentrantLock transfer = begin(deletion.getKey());
      try {
        applyDeletion(deletion.getKey(), deletion.getValue(), now);
      } finally {
        transfer.unlock();
      }
    }
  }

  /** One that was never in the bucket from here is new, and shares nothing but the name. */
  private void applyDeletion(RecordingKey key, BucketObject deletion, BucketListing now)
      throws IOException {
    if (own.mark(Item.timeline(key)).isPresent()) {
      try {
        local.delete(key);
        own.forget(key);
      } catch (StoreException e) {
        LOGGER.log(System.Logger.Level.DEBUG, "Cannot delete " + key, e);
      }
    }
    for (Map.Entry<Item, BucketObject> item : now.items().entrySet()) {
      if (item.getKey().key().equals(key)) {
        bucket.delete(item.getValue().key());
      }
    }
    if (deletion.modified().isBefore(Instant.now().minus(DELETION_KEPT))) {
      bucket.delete(deletion.key());
    }
  }

  private void send(RecordingEntry entry, BucketListing now) throws IOException {
    Item item = Item.timeline(entry.key());
    ReentrantLock transfer = begin(entry.key());
    try {
      Copies.Stamp stamp = own.stamp(item).orElse(null);
      if (stamp == null || isYoung(stamp)) {
        wake();
        return;
      }
      BucketObject there = now.find(item);
      Copies.Mark mark = own.mark(item).orElse(null);
      boolean ours = mark != null && there != null && mark.etag().equals(there.etag());
      if (there != null && !ours && !now.deletions().containsKey(entry.key())) {
        adopt(item, there, stamp);
        return;
      }
      var deletion = now.deletion(entry.key());
      if (deletion.isPresent()) {
        bucket.delete(deletion.get().key());
      }
      var etag =
          bucket.put(
              address.prefix() + item.path(), own.file(item), Summaries.metadata(entry), ours);
      if (etag.isPresent()) {
        own.mark(item, etag.get(), stamp);
      } // otherwise another was quicker: the next look sees it
    } catch (NoSuchFileException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Gone while it was sent: " + entry.key(), e);
    } finally {
      transfer.unlock();
    }
  }

  private static boolean isYoung(Copies.Stamp stamp) {
    return Math.abs(System.currentTimeMillis() - stamp.modifiedMillis()) < SETTLED_MILLIS;
  }

  /** Something is there under this name that we do not know to be ours. */
  private void adopt(Item item, BucketObject there, Copies.Stamp stamp) throws IOException {
    if (taken.contains(item.key())) {
      return;
    }
    if (remote.isSame(own.file(item), there)) {
      own.mark(item, there.etag(), stamp);
    } else {
      taken.add(item.key());
      say.accept(
          "Another recording of the name "
              + item.key()
              + " is in "
              + address.label()
              + " already; the one of this server is not sent until its files have another name.");
    }
  }

  /** Whether the notes of a recording are to be in the bucket. */
  private interface Shared {
    boolean test(RecordingKey key) throws IOException;
  }

  private void sendNotes(Copies from, Shared shared) throws IOException {
    for (Map.Entry<RecordingKey, Set<String>> notes : from.notes().all().entrySet()) {
      if (shared.test(notes.getKey())) {
        for (String name : notes.getValue()) {
          sendNote(from, new Item(notes.getKey(), name));
        }
      }
    }
  }

  private void sendNote(Copies from, Item item) throws IOException {
    ReentrantLock transfer = begin(item.key());
    try {
      var stamp = from.stamp(item);
      if (stamp.isPresent() && from.isUnsent(item)) {
        var etag = bucket.put(address.prefix() + item.path(), from.file(item), Map.of(), true);
        if (etag.isPresent()) {
          from.mark(item, etag.get(), stamp.get());
        }
      }
    } finally {
      transfer.unlock();
    }
  }

  /** Removes a recording in the bucket and here, in this order: it must not be gone here alone. */
  boolean delete(RecordingKey key) throws IOException {
    ReentrantLock transfer = begin(key);
    try {
      boolean isHere = local.find(key).isPresent();
      boolean isShared = isHere ? own.mark(Item.timeline(key)).isPresent() : remote.has(key);
      if (isShared) {
        deleteInBucket(key);
        own.forget(key);
        remote.forget(key);
      }
      return isHere ? local.delete(key) : isShared;
    } finally {
      transfer.unlock();
    }
  }

  /** The mark first: whoever sees that finishes the rest. */
  private void deleteInBucket(RecordingKey key) throws IOException {
    Path work = own.directory().newWorkDirectory();
    try {
      Path empty = Files.createFile(work.resolve("deleted"));
      bucket.put(BucketListing.deletionKey(address.prefix(), key), empty, Map.of(), true);
      bucket.delete(address.prefix() + Item.timeline(key).path());
      for (Map.Entry<Item, BucketObject> item : remote.listing().items().entrySet()) {
        if (item.getKey().key().equals(key) && !item.getKey().isTimeline()) {
          bucket.delete(item.getValue().key());
        }
      }
    } catch (BucketException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE, "The recording cannot be deleted: " + e.sentence());
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
