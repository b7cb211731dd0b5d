package dev.microlog.server.store.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.server.store.RecordingKey;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketListingTest {
  private static final RecordingKey KEY = new RecordingKey("shop", "2026_11_22_06_31_51");
  private final BucketListing listing = new BucketListing("p/");

  private void add(String key, int second) {
    listing.add(new BucketObject(key, 1, "e" + second, Instant.ofEpochSecond(second)));
  }

  @Test
  void readsRecordingsAndNotes() {
    add("p/shop/2026_11_22_06_31_51.microlog", 1);
    add("p/shop/2026_11_22_06_31_51.explanation.json", 2);
    assertEquals(
        Set.of(Item.timeline(KEY), new Item(KEY, "explanation")), listing.items().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p/../etc/passwd.microlog",
        "p/shop/../../x.microlog",
        "p/shop/..microlog",
        "p/.hidden/x.microlog",
        "p/shop/.x.microlog",
        "p/shop/a/b.microlog",
        "p/x.microlog",
        "p//x.microlog",
        "p/shop/a\u0001.microlog",
        "p/shop/a\n.microlog",
        "p/shop/a\\b.microlog",
        "p/shop/x.jfr",
        "p/shop/x.json",
        "p/shop/x.microlog/",
        "p/.deleted/../shop/x",
        "p/.deleted/shop/../x",
        "q/shop/x.microlog",
        "p",
        "",
      })
  void passesForeignKeysOver(String key) {
    add(key, 1);
    assertEquals(Set.of(), listing.items().keySet());
    assertEquals(Set.of(), listing.deletions().keySet());
  }

  @Test
  void passesOverLongNamesOver() {
    add("p/shop/" + "a".repeat(101) + ".microlog", 1);
    add("p/" + "a".repeat(101) + "/x.microlog", 1);
    assertEquals(Set.of(), listing.items().keySet());
    add("p/shop/" + "a".repeat(100) + ".microlog", 1);
    assertEquals(1, listing.items().size());
  }

  @ParameterizedTest
  @CsvSource({"5, 6, true", "5, 5, true", "6, 5, false"})
  void whatWasPutThereAfterItsDeletionIsThere(int put, int deleted, boolean isDeleted) {
    add("p/shop/2026_11_22_06_31_51.microlog", put);
    add("p/.deleted/shop/2026_11_22_06_31_51", deleted);
    assertEquals(isDeleted ? Set.of(KEY) : Set.of(), listing.deletions().keySet());
    assertEquals(isDeleted ? 0 : 1, listing.visible().items().size());
  }

  @Test
  void aNoteWithoutItsRecordingIsNotSeen() {
    add("p/shop/2026_11_22_06_31_51.explanation.json", 2);
    assertEquals(Set.of(), listing.visible().items().keySet());
  }
}
