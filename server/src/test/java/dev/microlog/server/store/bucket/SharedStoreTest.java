package dev.microlog.server.store.bucket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.FakeConversion;
import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingState;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import dev.microlog.server.store.UploadKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SharedStoreTest {
  private static final RecordingKey KEY = new RecordingKey("shop", "2026_11_22_06_31_51");
  private static final String TIMELINE = "jvm/shop/2026_11_22_06_31_51.microlog";
  private static final String NOTE = "jvm/shop/2026_11_22_06_31_51.explanation.json";
  private static final String DELETED = "jvm/.deleted/shop/2026_11_22_06_31_51";

  @TempDir Path folder = Path.of("");
  private ObjectStore objects = unset();
  private AwsProperties credentials = unset();
  private final List<Server> servers = new ArrayList<>();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeEach
  void start() throws Exception {
    objects = ObjectStore.start();
    credentials = AwsProperties.right();
  }

  @AfterEach
  void stop() throws Exception {
    servers.forEach(server -> server.store.close());
    credentials.close();
    objects.close();
  }

  /** A server's store; it looks at the bucket when told to. */
  private final class Server {
    final Path root;
    final List<String> said = new CopyOnWriteArrayList<>();
    final SharedStore store;

    Server(String name, Bucket bucket, long limitBytes, long pauseMillis) throws IOException {
      root = folder.resolve(name);
      StoreDirectory directory = StoreDirectory.open(root);
      var conversion = new FakeConversion();
      store =
          new SharedStore(
              DirectoryStore.open(directory, conversion),
              directory,
              objects.address(ObjectStore.BUCKET, "jvm/"),
              bucket,
              conversion,
              new BucketLimits(limitBytes, BucketLimits.DEFAULT_CACHE_BYTES),
              said::add,
              pauseMillis);
      servers.add(this);
    }

    void put(RecordingKey key, String text) throws IOException {
      byte[] bytes = FakeConversion.timeline(text);
      store.put(key, UploadKind.MICROLOG, new ByteArrayInputStream(bytes), 10_000);
      settle(file(".microlog", key));
    }

    /** As old as a file is that nobody writes any more. */
    void settle(Path file) throws IOException {
      Files.setLastModifiedTime(
          file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() - 10_000));
    }

    Path file(String suffix, RecordingKey key) {
      return root.resolve(key.app()).resolve(key.id() + suffix);
    }

    String text() throws IOException {
      return Files.readString(
          store.timeline(KEY).orElseThrow().file(), StandardCharsets.ISO_8859_1);
    }

    Optional<RecordingEntry> entry() {
      return store.list().stream().filter(e -> e.key().equals(KEY)).findFirst();
    }

    /** Files that are named like a timeline, wherever in the store. */
    List<String> timelines() throws IOException {
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString())
            .filter(file -> file.endsWith(".microlog") && !file.contains("/sent/"))
            .filter(file -> !file.contains("/copied/"))
            .sorted()
            .toList();
      }
    }
  }

  private Server server(String name) throws IOException {
    return server(name, bucket());
  }

  private Server server(String name, Bucket bucket) throws IOException {
    return new Server(name, bucket, 10_000, 10_000);
  }

  private S3Bucket bucket() {
    return new S3Bucket(objects.address(ObjectStore.BUCKET, "jvm/"));
  }

  private static String stored(String text) {
    return new String(FakeConversion.timeline(text), StandardCharsets.ISO_8859_1);
  }

  @Test
  void serversSeeEachOthersRecordings() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    one.store.once();
    assertEquals(Set.of(TIMELINE), objects.keys());
    List<RecordingEntry> told = new CopyOnWriteArrayList<>();
    two.store.subscribe(told::addAll);
    two.store.once();
    RecordingEntry entry = two.entry().orElseThrow();
    assertEquals(one.entry().orElseThrow(), entry);
    assertTrue(told.contains(entry), told.toString());
    assertEquals(List.of(), two.timelines(), "nobody has asked for it");
    assertEquals(stored("a timeline"), two.text());
    assertEquals(1, two.timelines().size());
    two.store.once();
    assertEquals(Set.of(TIMELINE), objects.keys());
  }

  @Test
  void whatAnotherToolPutThereIsSeen() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    Server server = server("one");
    server.store.once();
    RecordingEntry before = server.entry().orElseThrow();
    assertEquals(RecordingState.READY, before.state());
    assertTrue(String.valueOf(before.start()).startsWith("2026-11-22T06:31:51"), before.toString());
    assertEquals(0, before.durationMillis());
    assertEquals(stored("a timeline"), server.text());
    assertEquals(10, server.entry().orElseThrow().durationMillis());
  }

  @Test
  void foreignKeysAreIgnored() throws Exception {
    for (String key :
        List.of("jvm/../../x.microlog", "jvm/shop/.x.microlog", "jvm/a b/x.microlog", "jvm/x")) {
      objects.put(key, FakeConversion.timeline("x"));
    }
    Server server = server("one");
    server.store.once();
    assertEquals(List.of(), server.store.list());
    objects.put(TIMELINE, FakeConversion.timeline("x"));
    server.store.once();
    assertEquals(1, server.store.list().size());
  }

  @Test
  void whatIsNoTimelineIsSaidAndHarmsNothing() throws Exception {
    objects.put(TIMELINE, "no timeline at all".getBytes(StandardCharsets.UTF_8));
    objects.put("jvm/shop/good.microlog", FakeConversion.timeline("good"));
    Server server = server("one");
    server.store.once();
    assertEquals(RecordingState.READY, server.entry().orElseThrow().state());
    StoreException e = assertThrows(StoreException.class, server::text);
    assertEquals(StoreException.Reason.BAD_DATA, e.reason());
    RecordingEntry failed = server.entry().orElseThrow();
    assertEquals(RecordingState.FAILED, failed.state());
    assertEquals("The file is no .microlog timeline.", failed.error());
    assertEquals(List.of(), server.timelines());
    assertTrue(server.store.timeline(new RecordingKey("shop", "good")).isPresent());
    objects.put(TIMELINE, FakeConversion.timeline("better"));
    server.store.once();
    assertEquals(stored("better"), server.text());
  }

  @Test
  void whatIsTooLargeIsNotFetched() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    AtomicBoolean asked = new AtomicBoolean();
    Server server =
        new Server(
            "one",
            new Intercepted(bucket()) {
              @Override
              public void get(String key, Path target, long limitBytes) throws IOException {
                asked.set(true);
                super.get(key, target, limitBytes);
              }
            },
            5,
            10_000);
    server.store.once();
    StoreException e = assertThrows(StoreException.class, server::text);
    assertTrue(e.sentence().contains("larger than this server takes"), e.sentence());
    assertFalse(asked.get());
  }

  @Test
  void whatIsLongerOrShorterThanTheBucketSaysIsRefused() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    for (int lie : new int[] {-1, 1}) {
      Server server =
          server(
              "lie" + lie,
              new Intercepted(bucket()) {
                @Override
                public void list(String prefix, Consumer<BucketObject> each)
                    throws BucketException {
                  super.list(
                      prefix,
                      o ->
                          each.accept(
                              new BucketObject(o.key(), o.bytes() + lie, o.etag(), o.modified())));
                }
              });
      server.store.once();
      StoreException e = assertThrows(StoreException.class, server::text);
      assertTrue(e.sentence().contains("not as long as"), e.sentence());
      assertEquals(List.of(), server.timelines());
    }
  }

  @Test
  void aBucketThatIsAwayAtStartMissesNothing() throws Exception {
    objects.stop();
    Server server = new Server("one", bucket(), 10_000, 50);
    server.put(KEY, "a timeline");
    server.store.start();
    await(() -> !server.said.isEmpty());
    Thread.sleep(600);
    assertEquals(1, server.said.size(), server.said.toString());
    assertTrue(server.said.get(0).contains("cannot be reached"), server.said.toString());
    assertEquals(stored("a timeline"), server.text());
    objects.restart();
    await(() -> objects.keys().contains(TIMELINE));
    await(() -> server.said.size() == 2);
    assertTrue(server.said.get(1).contains("is back"), server.said.toString());
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    while (!condition.holds()) {
      Thread.sleep(20);
    }
  }

  @Test
  void whatWasFetchedIsThereWhileTheBucketIsAway() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    var other = new RecordingKey("shop", "other");
    objects.put("jvm/shop/other.microlog", FakeConversion.timeline("another"));
    Server server = server("one");
    server.store.once();
    assertEquals(stored("a timeline"), server.text());
    objects.stop();
    assertThrows(BucketException.class, server.store::once);
    assertEquals(2, server.store.list().size());
    assertEquals(stored("a timeline"), server.text());
    StoreException e = assertThrows(StoreException.class, () -> server.store.timeline(other));
    assertEquals(StoreException.Reason.UNUSABLE, e.reason());
    server.store.close();
    Server again = server("one");
    assertEquals(Set.of(KEY), keys(again));
    assertEquals(stored("a timeline"), again.text());
    objects.restart();
    again.store.once();
    assertEquals(Set.of(KEY, other), keys(again));
    assertEquals(10, again.entry().orElseThrow().durationMillis());
  }

  private static Set<RecordingKey> keys(Server server) {
    return Set.copyOf(server.store.list().stream().map(RecordingEntry::key).toList());
  }

  @Test
  void wrongCredentialsAreSaidOnce() throws Exception {
    try (var wrong = new AwsProperties(ObjectStore.ID, "wr0ng")) {
      Server server = new Server("one", bucket(), 10_000, 20);
      server.store.start();
      await(() -> !server.said.isEmpty());
      Thread.sleep(300);
      assertEquals(1, server.said.size(), server.said.toString());
      assertTrue(server.said.get(0).contains("refuses the credentials"), server.said.toString());
      assertFalse(server.said.get(0).contains("wr0ng"));
      server.put(KEY, "a timeline");
      assertEquals(stored("a timeline"), server.text());
    }
  }

  @Test
  void aDeletedRecordingDisappearsEverywhere() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    Files.write(one.file(".jfr", KEY), FakeConversion.recording("a timeline"));
    one.settle(one.file(".jfr", KEY));
    one.settle(one.file(".jfr", KEY));
    one.store.putNote(KEY, "explanation", "{}");
    one.store.once();
    two.store.once();
    assertEquals(stored("a timeline"), two.text());
    assertEquals(Optional.of("{}"), two.store.note(KEY, "explanation"));
    assertEquals(Set.of(TIMELINE, NOTE), objects.keys());

    assertTrue(two.store.delete(KEY));
    assertEquals(Set.of(DELETED), objects.keys());
    assertEquals(Optional.empty(), two.entry());
    assertEquals(List.of(), two.timelines());

    one.store.once();
    assertEquals(Optional.empty(), one.entry());
    assertFalse(Files.exists(one.file(".jfr", KEY)));
    assertEquals(List.of(), one.timelines());
    one.store.once();
    assertEquals(Set.of(DELETED), objects.keys());
    assertFalse(one.store.delete(KEY));
  }

  @Test
  void theOneWhoRecordedItDeletesItForTheOthersToo() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    one.store.once();
    two.store.once();
    assertEquals(stored("a timeline"), two.text());
    assertTrue(one.store.delete(KEY));
    List<List<RecordingEntry>> told = new CopyOnWriteArrayList<>();
    two.store.subscribe(told::add);
    two.store.once();
    assertEquals(Optional.empty(), two.entry());
    assertEquals(List.of(), two.timelines());
    assertEquals(List.of(List.of()), told);
    two.store.once();
    assertEquals(Set.of(DELETED), objects.keys());
  }

  @Test
  void nothingIsDeletedHereAloneWhileTheBucketIsAway() throws Exception {
    Server server = server("one");
    server.put(KEY, "a timeline");
    server.store.once();
    objects.stop();
    StoreException e = assertThrows(StoreException.class, () -> server.store.delete(KEY));
    assertEquals(StoreException.Reason.UNUSABLE, e.reason());
    assertEquals(stored("a timeline"), server.text());
    var unsent = new RecordingKey("shop", "unsent");
    server.put(unsent, "x");
    assertTrue(server.store.delete(unsent));
  }

  @Test
  void whatAnotherToolRemovedStaysWithItsRecorderAndIsNotSentAgain() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    one.store.once();
    two.store.once();
    assertEquals(stored("a timeline"), two.text());
    objects.remove(TIMELINE);
    one.store.once();
    two.store.once();
    assertEquals(stored("a timeline"), one.text());
    assertEquals(Optional.empty(), two.entry());
    assertEquals(List.of(), two.timelines());
    assertEquals(Set.of(), objects.keys());
  }

  @Test
  void theNameOfADeletedOneCanBeUsedAgain() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    one.store.once();
    assertTrue(one.store.delete(KEY));
    one.put(KEY, "another");
    one.store.once();
    assertEquals(Set.of(TIMELINE), objects.keys());
    two.store.once();
    assertEquals(stored("another"), two.text());
    one.store.once();
    assertEquals(stored("another"), one.text());
  }

  @Test
  void notesTravel() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "a timeline");
    one.store.putNote(KEY, "explanation", "{\"a\":1}");
    one.store.once();
    two.store.once();
    assertEquals(Optional.of("{\"a\":1}"), two.store.note(KEY, "explanation"));
    two.store.putNote(KEY, "explanation", "{\"a\":22}");
    assertEquals(Optional.of("{\"a\":22}"), two.store.note(KEY, "explanation"), "not sent yet");
    two.store.once();
    one.store.once();
    assertEquals(Optional.of("{\"a\":22}"), one.store.note(KEY, "explanation"));
    objects.stop();
    assertEquals(Optional.of("{\"a\":22}"), two.store.note(KEY, "explanation"));
  }

  @Test
  void aNoteThatIsNoJsonIsNotTaken() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    objects.put(NOTE, "<script>".getBytes(StandardCharsets.UTF_8));
    Server server = server("one");
    server.store.once();
    assertEquals(Optional.empty(), server.store.note(KEY, "explanation"));
  }

  @Test
  void anInterruptedUploadIsMadeAgain() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Server server =
        server(
            "one",
            new Intercepted(bucket()) {
              @Override
              public Optional<String> put(
                  String key, Path file, Map<String, String> metadata, boolean replace)
                  throws IOException {
                if (broken.getAndSet(false)) {
                  throw new BucketException(
                      BucketException.Reason.AWAY, "It broke.", new IOException("reset"));
                }
                return super.put(key, file, metadata, replace);
              }
            });
    server.put(KEY, "a timeline");
    assertThrows(BucketException.class, server.store::once);
    assertEquals(Set.of(), objects.keys());
    server.store.once();
    assertEquals(Set.of(TIMELINE), objects.keys());
  }

  @Test
  void aDownloadThatBreaksLeavesNothingBehind() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    AtomicBoolean broken = new AtomicBoolean(true);
    Server server =
        server(
            "one",
            new Intercepted(bucket()) {
              @Override
              public void get(String key, Path target, long limitBytes) throws IOException {
                super.get(key, target, 3);
                if (broken.getAndSet(false)) {
                  throw new BucketException(
                      BucketException.Reason.AWAY, "It broke.", new IOException("reset"));
                }
                Files.delete(target);
                super.get(key, target, limitBytes);
              }
            });
    server.store.once();
    assertThrows(StoreException.class, server::text);
    assertEquals(List.of(), server.timelines());
    assertEquals(RecordingState.READY, server.entry().orElseThrow().state());
    assertEquals(stored("a timeline"), server.text());
  }

  @Test
  void recordingsOfTheSameNameDoNotReplaceEachOther() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "first");
    two.put(KEY, "second");
    one.store.once();
    two.store.once();
    two.store.once();
    assertEquals(1, two.said.size(), two.said.toString());
    assertTrue(two.said.get(0).startsWith("Another recording of the name shop/"));
    assertEquals(stored("second"), two.text());
    Server three = server("three");
    three.store.once();
    assertEquals(stored("first"), three.text());
    assertTrue(two.store.delete(KEY), "its own, and no other");
    assertEquals(Set.of(TIMELINE), objects.keys());
  }

  @Test
  void aNewerTimelineReplacesOurs() throws Exception {
    Server one = server("one");
    Server two = server("two");
    one.put(KEY, "first");
    one.store.once();
    two.store.once();
    assertEquals(stored("first"), two.text());
    Files.write(one.file(".microlog", KEY), FakeConversion.timeline("finished after all"));
    one.settle(one.file(".microlog", KEY));
    one.store.once();
    two.store.once();
    assertEquals(stored("finished after all"), two.text());
  }

  @Test
  void aServerThatHasLostItsMarksKnowsItsRecordingsAgain() throws Exception {
    Server server = server("one");
    server.put(KEY, "a timeline");
    server.store.once();
    server.store.close();
    StoreDirectory.deleteTree(server.root.resolve(".bucket"));
    Server again = server("one");
    again.store.once();
    assertEquals(List.of(), again.said);
    assertTrue(again.store.delete(KEY));
    assertEquals(Set.of(DELETED), objects.keys());
  }

  @Test
  void aNameThatIsInTheBucketIsTaken() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    Server server = server("one");
    server.store.once();
    StoreException e = assertThrows(StoreException.class, () -> server.put(KEY, "another"));
    assertEquals(StoreException.Reason.CONFLICT, e.reason());
  }

  @Test
  void otherEncodingsAreKeptWithTheCopy() throws Exception {
    objects.put(TIMELINE, FakeConversion.timeline("a timeline"));
    Server server = server("one");
    server.store.once();
    server.text();
    Path kept = server.store.cached(KEY, "tag.gz");
    Files.createDirectories(kept.resolve("..").normalize());
    Files.writeString(kept, "x");
    server.store.once();
    assertTrue(Files.exists(kept));
    objects.remove(TIMELINE);
    server.store.once();
    assertFalse(Files.exists(kept));
  }

  @Test
  void recordingsStayAtHome() throws Exception {
    Server server = server("one");
    byte[] recording = FakeConversion.recording("a timeline");
    server.store.put(KEY, UploadKind.JFR, new ByteArrayInputStream(recording), 10_000);
    while (server.entry().orElseThrow().state() != RecordingState.READY) {
      Thread.sleep(20);
    }
    server.settle(server.file(".microlog", KEY));
    server.store.once();
    assertEquals(Set.of(TIMELINE), objects.keys());
    assertArrayEquals(recording, Files.readAllBytes(server.file(".jfr", KEY)));
  }
}
