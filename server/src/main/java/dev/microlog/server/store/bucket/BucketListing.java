package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was in the bucket when it was looked at. Below the prefix it is laid out as a store:
 *
 * <pre>
 * shop/2026_11_22_06_31_51.microlog          the timeline
 * shop/2026_11_22_06_31_51.explanation.json  a note
 * .deleted/shop/2026_11_22_06_31_51          the mark of one that a person has deleted
 * </pre>
 *
 * Everything else is passed over.
 */
final class BucketListing {
  private static final String DELETED = ".deleted/";

  private final String prefix;
  private final Map<Item, BucketObject> items = new HashMap<>();
  private final Map<RecordingKey, BucketObject> deletions = new HashMap<>();

  BucketListing(String prefix) {
    this.prefix = prefix;
  }

  static BucketListing of(Bucket bucket, String prefix) throws BucketException {
    var listing = new BucketListing(prefix);
    bucket.list(prefix, listing::add);
    return listing;
  }

  void add(BucketObject object) {
    if (!object.key().startsWith(prefix)) {
      return;
    }
    String path = object.key().substring(prefix.length());
    if (path.startsWith(DELETED)) {
      String[] names = path.substring(DELETED.length()).split("/", 3);
      if (names.length == 2) {
        RecordingKey.of(names[0], names[1]).ifPresent(key -> deletions.put(key, object));
      }
    } else {
      Item.of(path).ifPresent(item -> items.put(item, object));
    }
  }

  /** The key of the mark that says that a recording was deleted. */
  static String deletionKey(String prefix, RecordingKey key) {
    return prefix + DELETED + key;
  }

  @Nullable BucketObject find(Item item) {
    return items.get(item);
  }

  Map<Item, BucketObject> items() {
    return Map.copyOf(items);
  }

  /** The marks of deletions that count: a recording that was put there again is not deleted. */
  Map<RecordingKey, BucketObject> deletions() {
    Map<RecordingKey, BucketObject> count = new HashMap<>(deletions);
    count.keySet().removeIf(key -> !isDeleted(key));
    return count;
  }

  Optional<BucketObject> deletion(RecordingKey key) {
    return Optional.ofNullable(deletions.get(key));
  }

  private boolean isDeleted(RecordingKey key) {
    BucketObject mark = deletions.get(key);
    BucketObject timeline = items.get(Item.timeline(key));
    return mark != null && (timeline == null || !timeline.modified().isAfter(mark.modified()));
  }

  /** The same without one recording. */
  BucketListing without(RecordingKey key) {
    return filtered(item -> !item.key().equals(key));
  }

  /** What a person is to see: nothing that is deleted, no note without its recording. */
  BucketListing visible() {
    return filtered(item -> !isDeleted(item.key()) && items.containsKey(Item.timeline(item.key())));
  }

  private BucketListing filtered(java.util.function.Predicate<Item> wanted) {
    var result = new BucketListing(prefix);
    result.deletions.putAll(deletions);
    items.forEach(
        (item, object) -> {
          if (wanted.test(item)) {
            result.items.put(item, object);
          }
        });
    return result;
  }
}
