package dev.microlog.server.store.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.FakeConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much of a bucket is kept, and done at a time. */
@Timeout(90)
class SharedStoreLimitsTest {
  private static final int SIZE = FakeConversion.timeline("a").length;

  @TempDir Path folder = Path.of("");
  private ObjectStore objects = unset();
  private AwsProperties credentials = unset();
  private final List<SharedStore> stores = new ArrayList<>();

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
    stores.forEach(SharedStore::close);
    credentials.close();
    objects.close();
  }

  private BucketAddress address() {
    return objects.address(ObjectStore.BUCKET, "jvm/");
  }

  private SharedStore store(Bucket bucket, long cacheBytes) throws IOException {
    StoreDirectory directory = StoreDirectory.open(folder);
    var conversion = new FakeConversion();
    var store =
        new SharedStore(
            DirectoryStore.open(directory, conversion),
            directory,
            address(),
            bucket,
            conversion,
            new BucketLimits(10_000, cacheBytes),
            line -> {},
            10_000);
    stores.add(store);
    return store;
  }

  /** A store that looks at a bucket with these recordings, each of {@link #SIZE} bytes. */
  private SharedStore store(long cacheBytes, String... ids) throws IOException {
    for (String id : ids) {
      objects.put("jvm/shop/" + id + ".microlog", FakeConversion.timeline("a"));
    }
    SharedStore store = store(new S3Bucket(address()), cacheBytes);
    store.once();
    return store;
  }

  private static RecordingKey key(String id) {
    return new RecordingKey("shop", id);
  }

  private void fetch(SharedStore store, String... ids) throws IOException {
    for (String id : ids) {
      assertEquals(SIZE, Files.size(store.timeline(key(id)).orElseThrow().file()));
    }
  }

  private Path place(String name) {
    return folder.resolve(".bucket/" + address().directoryName()).resolve(name).resolve("shop");
  }

  private void usedMinutesAgo(String id, int minutes) throws IOException {
    Files.setLastModifiedTime(
        place("copied").resolve(id + ".microlog"),
        FileTime.fromMillis(System.currentTimeMillis() - minutes * 60_000L));
  }

  /** What is in the cache. */
  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(place("cache"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() throws Exception {
    SharedStore store = store(2L * SIZE, "a", "b", "c");
    fetch(store, "a", "b");
    usedMinutesAgo("a", 30);
    usedMinutesAgo("b", 20);
    fetch(store, "a");
    fetch(store, "c");
    assertEquals(List.of("a.microlog", "c.microlog"), copies());
    assertEquals(3, store.list().size(), "it is in the bucket as before");
    fetch(store, "b");
  }

  @Test
  void whatWasAskedForJustNowStaysHoweverSmallTheCacheIs() throws Exception {
    SharedStore store = store(0, "a", "b");
    fetch(store, "a", "b");
    store.once();
    assertEquals(List.of("a.microlog", "b.microlog"), copies());
    usedMinutesAgo("a", 2);
    usedMinutesAgo("b", 2);
    store.once();
    assertEquals(List.of(), copies());
  }

  @Test
  void otherEncodingsCountAndGoWithTheirCopy() throws Exception {
    SharedStore store = store(3L * SIZE, "a", "b");
    fetch(store, "a", "b");
    Path encoded = store.cached(key("a"), "tag.gz");
    Files.createDirectories(encoded.resolveSibling(""));
    Files.write(encoded, new byte[2 * SIZE]);
    usedMinutesAgo("a", 30);
    usedMinutesAgo("b", 20);
    store.once();
    assertEquals(List.of("b.microlog"), copies());
    assertTrue(Files.notExists(encoded));
  }

  @Test
  void whatIsHereAloneNeverGoes() throws Exception {
    SharedStore store = store(0, "a");
    fetch(store, "a");
    store.putNote(key("a"), "explanation", "{\"of\":\"a\"}");
    usedMinutesAgo("a", 30);
    Path own = Files.createDirectories(folder.resolve("shop")).resolve("own.microlog");
    Files.write(own, FakeConversion.timeline("a"));
    objects.stop();
    assertThrows(IOException.class, store::once);
    assertEquals(List.of("a.explanation.json", "a.microlog"), copies(), "it cannot be had again");
    objects.restart();
    store.once();
    assertEquals(List.of("a.explanation.json"), copies());
    assertEquals("{\"of\":\"a\"}", store.note(key("a"), "explanation").orElseThrow());
    assertTrue(Files.exists(own));
  }

  private void finished(int count) throws IOException {
    Path app = Files.createDirectories(folder.resolve("shop"));
    for (int i = 0; i < count; i++) {
      Path file = Files.write(app.resolve("r" + i + ".microlog"), FakeConversion.timeline("a"));
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    }
  }

  @Test
  void aFewAreSentAtATime() throws Exception {
    finished(9);
    var sending = new AtomicInteger();
    var most = new AtomicInteger();
    var together = new CountDownLatch(Transfers.AT_ONCE);
    SharedStore store =
        store(
            new Intercepted(new S3Bucket(address())) {
              @Override
              public Optional<String> put(
                  String key, Path file, Map<String, String> metadata, boolean replace)
                  throws IOException {
                most.accumulateAndGet(sending.incrementAndGet(), Math::max);
                together.countDown();
                try {
                  assertTrue(together.await(60, TimeUnit.SECONDS));
                  return super.put(key, file, metadata, replace);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                } finally {
                  sending.decrementAndGet();
                }
              }
            },
            0);
    awaitListed(store, 9);
    store.once();
    assertEquals(9, objects.keys().size());
    assertEquals(Transfers.AT_ONCE, most.get());
  }

  @Test
  void afterAFailureNoOtherIsTried() throws Exception {
    finished(20);
    var tried = new AtomicInteger();
    SharedStore store =
        store(
            new Intercepted(new S3Bucket(address())) {
              @Override
              public Optional<String> put(
                  String key, Path file, Map<String, String> metadata, boolean replace)
                  throws IOException {
                tried.incrementAndGet();
                throw new BucketException(
                    BucketException.Reason.AWAY, "Away.", new IOException("away"));
              }
            },
            0);
    awaitListed(store, 20);
    assertThrows(BucketException.class, store::once);
    assertTrue(tried.get() <= Transfers.AT_ONCE, "tried " + tried);
  }

  private static void awaitListed(SharedStore store, int count) throws InterruptedException {
    while (store.list().size() < count) {
      Thread.sleep(20);
    }
  }

  @Test
  void aStoreThatCannotBeOpenedClosesTheOneBelow() throws Exception {
    StoreDirectory directory = StoreDirectory.open(folder);
    Files.writeString(folder.resolve(".bucket"), "no directory");
    var closed = new AtomicBoolean();
    RecordingStore local =
        (RecordingStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RecordingStore.class},
                (proxy, method, arguments) -> {
                  closed.set(method.getName().equals("close"));
                  return null;
                });
    assertThrows(
        StoreException.class,
        () ->
            SharedStore.open(
                local,
                directory,
                address(),
                new FakeConversion(),
                new BucketLimits(10_000, 0),
                line -> {}));
    assertTrue(closed.get());
  }

  @Test
  void theEnvironmentStandsBeforeTheFile() throws Exception {
    assertEquals(BucketLimits.DEFAULT_CACHE_BYTES, limits(Map.of(), Map.of(), 7).cacheBytes());
    assertEquals(7, limits(Map.of(), Map.of(), 7).recordingBytes());
    Map<String, String> file = Map.of("store.max-cache", "5000");
    assertEquals(5000, limits(Map.of(), file, 7).cacheBytes());
    assertEquals(0, limits(Map.of("MICROLOG_S3_MAX_CACHE", "0"), file, 7).cacheBytes());
    for (String wrong : List.of("10G", "-1", "much", "99999999999999999999")) {
      IOException e =
          assertThrows(
              IOException.class, () -> limits(Map.of(), Map.of("store.max-cache", wrong), 7));
      assertTrue(String.valueOf(e.getMessage()).startsWith("store.max-cache is a number of bytes"));
    }
  }

  private static BucketLimits limits(
      Map<String, String> environment, Map<String, String> file, long recordingBytes)
      throws IOException {
    return BucketLimits.from(environment::get, file::get, recordingBytes);
  }
}
