package dev.microlog.server.store.bucket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import dev.microlog.server.store.StoredTimeline;
import dev.microlog.server.store.TimelineConversion;
import dev.microlog.server.store.TimelineSummary;
import dev.microlog.server.store.UploadKind;
import dev.microlog.server.store.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The recordings in the bucket as they were last seen, and copies of those that someone has asked
 * for. As long as nobody has reached the bucket, the copies are what there is. Thread-safe.
 */
final class RemoteRecordings {
  /** Notes are texts that a person reads. */
  private static final long MOST_NOTE_BYTES = 4 << 20;

  private static final int LEARNED_AT_ONCE = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final Bucket bucket;
  private final Copies copies;
  private final TimelineConversion conversion;
  private final long limitBytes;
  private final CacheLimit cacheLimit;
  private final Map<BucketObject, Known> known = new ConcurrentHashMap<>();
  private final Map<RecordingKey, ReentrantLock> fetching = new ConcurrentHashMap<>();
  private volatile BucketListing listing;

  /** What was found out of an object: a summary, or why there is none. */
  private record Known(@Nullable TimelineSummary summary, @Nullable String error) {}

  RemoteRecordings(
      Bucket bucket,
      String prefix,
      Copies copies,
      TimelineConversion conversion,
      BucketLimits limits)
      throws IOException {
    this.bucket = bucket;
    this.copies = copies;
    this.conversion = conversion;
    this.limitBytes = limits.recordingBytes();
    this.cacheLimit = new CacheLimit(copies, limits.cacheBytes());
    var kept = new BucketListing(prefix);
    copies
        .marks()
        .forEach(
            (item, mark) ->
                kept.add(
                    new BucketObject(
                        prefix + item.path(), mark.bytes(), mark.etag(), Instant.EPOCH)));
    this.listing = kept.visible();
  }

  Copies copies() {
    return copies;
  }

  BucketListing listing() {
    return listing;
  }

  /** From now on this is what there is; copies of what is gone are removed. */
  void seen(BucketListing now) throws IOException {
    listing = now;
    known.keySet().retainAll(Set.copyOf(now.items().values()));
    Set<RecordingKey> keys =
        now.items().keySet().stream().map(Item::key).collect(Collectors.toSet());
    for (Item item : copies.marks().keySet()) {
      if (!keys.contains(item.key())) {
        copies.remove(item.key());
      }
    }
    cacheLimit.apply(this::removeCopy);
  }

  /** Only what is in the bucket, and nobody is fetching. */
  private boolean removeCopy(Item timeline) throws IOException {
    ReentrantLock lock = fetchLock(timeline.key());
    if (!has(timeline.key()) || !lock.tryLock()) {
      return false;
    }
    try {
      copies.drop(timeline);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private ReentrantLock fetchLock(RecordingKey key) {
    return fetching.computeIfAbsent(key, k -> new ReentrantLock());
  }

  boolean has(RecordingKey key) {
    return listing.find(Item.timeline(key)) != null;
  }

  Map<RecordingKey, RecordingEntry> entries() {
    Map<RecordingKey, RecordingEntry> entries = new HashMap<>();
    listing
        .items()
        .forEach(
            (item, object) -> {
              if (item.isTimeline()) {
                entries.put(item.key(), entry(item.key(), object));
              }
            });
    return entries;
  }

  Optional<RecordingEntry> find(RecordingKey key) {
    BucketObject object = listing.find(Item.timeline(key));
    return object == null ? Optional.empty() : Optional.of(entry(key, object));
  }

  private RecordingEntry entry(RecordingKey key, BucketObject object) {
    Known content = known.get(object);
    if (content != null && content.error() != null) {
      return Summaries.failed(key, object, content.error());
    }
    return Summaries.entry(key, object, content == null ? null : content.summary());
  }

  /** Finds out what the list shows of some that nobody knows yet, the newest first. */
  void learn(Set<RecordingKey> except) throws IOException {
    List<Map.Entry<Item, BucketObject>> unknown =
        listing.items().entrySet().stream()
            .filter(e -> e.getKey().isTimeline() && !except.contains(e.getKey().key()))
            .filter(e -> !known.containsKey(e.getValue()))
            .sorted(Comparator.comparing(RemoteRecordings::id).reversed())
            .limit(LEARNED_AT_ONCE)
            .toList();
    Transfers.forEach(unknown, e -> known.put(e.getValue(), learn(e.getKey(), e.getValue())));
  }

  private static String id(Map.Entry<Item, BucketObject> object) {
    return object.getKey().key().id();
  }

  private Known learn(Item item, BucketObject object) throws IOException {
    try {
      return copies.isCopy(item, object.etag())
          ? new Known(conversion.summarize(copies.file(item)), null)
          : new Known(Summaries.claimed(bucket.metadata(object.key())).orElse(null), null);
    } catch (BucketException e) {
      if (e.reason() == BucketException.Reason.MISSING) {
        return new Known(null, null); // it went meanwhile; the next look sees that
      }
      throw e;
    }
  }

  /** The timeline of a recording, fetched if it is not here yet. */
  Optional<StoredTimeline> timeline(RecordingKey key) throws IOException {
    Item item = Item.timeline(key);
    BucketObject object = listing.find(item);
    if (object == null) {
      return Optional.empty();
    }
    ReentrantLock lock = fetchLock(key);
    boolean fetched = false;
    lock.lock();
    try {
      copies.use(item);
      if (!copies.isCopy(item, object.etag())) {
        fetch(item, object);
        fetched = true;
      }
    } finally {
      lock.unlock();
    }
    if (fetched) {
      cacheLimit.apply(this::removeCopy);
    }
    return copies
        .stamp(item)
        .map(
            stamp ->
                new StoredTimeline(
                    copies.file(item),
                    stamp.bytes(),
                    Long.toHexString(stamp.modifiedMillis())
                        + "-"
                        + Long.toHexString(stamp.bytes()),
                    false));
  }

  private void fetch(Item item, BucketObject object) throws IOException {
    Known content = known.get(object);
    if (content != null && content.error() != null) {
      throw new StoreException(StoreException.Reason.BAD_DATA, content.error());
    }
    Path work = copies.directory().newWorkDirectory();
    try {
      Path file = work.resolve("fetched");
      get(object, file, limitBytes);
      TimelineSummary summary = check(object, file);
      copies.take(item, file, object.etag());
      known.put(object, new Known(summary, null));
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  private void get(BucketObject object, Path file, long limit) throws IOException {
    if (object.bytes() > limit) {
      throw refused(object, "The recording in the bucket is larger than this server takes.");
    }
    try {
      bucket.get(object.key(), file, object.bytes());
    } catch (BucketException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE,
          "The recording is in the bucket alone, and cannot be fetched: " + e.sentence());
    }
    if (Files.size(file) != object.bytes()) {
      throw refused(object, "The recording in the bucket is not as long as the bucket says.");
    }
  }

  private TimelineSummary check(BucketObject object, Path file) throws IOException {
    try {
      Uploads.check(file, UploadKind.MICROLOG);
      return conversion.summarize(file);
    } catch (StoreException e) {
      throw refused(object, e.sentence());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw refused(object, "The object in the bucket is no timeline that can be read.");
    }
  }

  /** It stays refused until there is another content. */
  private StoreException refused(BucketObject object, String sentence) {
    known.put(object, new Known(null, sentence));
    return new StoreException(StoreException.Reason.BAD_DATA, sentence);
  }

  /**
   * Brings a note up to date that was written elsewhere. What was written here and is not sent yet
   * stays; so does what is here while the bucket cannot be reached.
   *
   * @param into where the notes of this recording are kept
   */
  void updateNote(Item item, Copies into) throws IOException {
    BucketObject object = listing.find(item);
    if (object == null || object.bytes() > MOST_NOTE_BYTES || into.isUnsent(item)) {
      return;
    }
    if (into.mark(item).filter(mark -> mark.etag().equals(object.etag())).isPresent()) {
      return;
    }
    Path work = into.directory().newWorkDirectory();
    try {
      Path file = work.resolve("note");
      bucket.get(object.key(), file, object.bytes());
      if (isObject(file)) {
        into.take(item, file, object.etag());
      }
    } catch (BucketException e) {
      // what is here is shown
      return;
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  private static boolean isObject(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file)).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Whether a file here and an object are equal. */
  boolean isSame(Path file, BucketObject object) throws IOException {
    if (Files.size(file) != object.bytes()) {
      return false;
    }
    Path work = copies.directory().newWorkDirectory();
    try {
      Path fetched = work.resolve("fetched");
      bucket.get(object.key(), fetched, object.bytes());
      return Files.mismatch(fetched, file) < 0;
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  /** Forgets a recording that has been deleted. */
  void forget(RecordingKey key) throws IOException {
    listing = listing.without(key);
    copies.remove(key);
  }
}
