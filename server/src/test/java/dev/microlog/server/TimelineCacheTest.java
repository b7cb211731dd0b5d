package dev.microlog.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.FakeConversion;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.server.store.StoreException;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TimelineCacheTest {
  private static final RecordingKey LARGE = new RecordingKey("shop", "large");
  private static final RecordingKey SMALL = new RecordingKey("shop", "small");

  @TempDir Path root = Path.of("");
  private DirectoryStore store = unset();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeEach
  void open() throws IOException {
    for (RecordingKey key : new RecordingKey[] {LARGE, SMALL}) {
      Path file = root.resolve(key.app()).resolve(key.id() + ".microlog");
      Files.createDirectories(root.resolve(key.app()));
      Files.write(file, FakeConversion.timeline(key.id()));
    }
    store = DirectoryStore.open(StoreDirectory.open(root), new FakeConversion());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> Future<T> start(Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  @Test
  void whoAsksForAnotherDoesNotWait() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var reads = new AtomicInteger();
    var cache =
        new TimelineCache(
            store,
            file -> {
              if (file.endsWith("large.microlog")) {
                reads.incrementAndGet();
                begun.countDown();
                awaitQuietly(goOn);
              }
              return new TimelineBuilder().build();
            });
    Future<Timeline> large = start(() -> cache.get(LARGE));
    begun.await();
    Future<Timeline> again = start(() -> cache.get(LARGE));
    Timeline small = start(() -> cache.get(SMALL)).get(30, TimeUnit.SECONDS);
    assertSame(small, cache.get(SMALL));
    goOn.countDown();
    assertSame(large.get(), again.get());
    assertEquals(1, reads.get());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsAnewWhatHasChanged() throws IOException {
    var cache = new TimelineCache(store, file -> new TimelineBuilder().build());
    Timeline before = cache.get(SMALL);
    Files.write(root.resolve("shop/small.microlog"), FakeConversion.timeline("longer than that"));
    assertNotSame(before, cache.get(SMALL));
  }

  @Test
  void saysWhatCannotBeRead() {
    var tight =
        new TimelineCache(
            store,
            file -> {
              throw new OutOfMemoryError("as a test wants it");
            });
    StoreException e = assertThrows(StoreException.class, () -> tight.get(LARGE));
    assertTrue(e.sentence().contains("-Xmx"), e.sentence());
    assertThrows(StoreException.class, () -> tight.get(LARGE), "the second is not kept waiting");
    assertThrows(ProblemException.class, () -> tight.get(new RecordingKey("shop", "none")));
  }
}
