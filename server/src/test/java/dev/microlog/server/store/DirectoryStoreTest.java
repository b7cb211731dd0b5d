package dev.microlog.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DirectoryStoreTest {
  /** No process has this number: Linux ends at 4194304. */
  private static final String NOBODY = "9999999";

  private static final RecordingKey KEY = new RecordingKey("shop", "2026_11_22_06_31_51");

  @TempDir Path root = Path.of("");

  private DirectoryStore open() throws IOException {
    return DirectoryStore.open(StoreDirectory.open(root), new FakeConversion());
  }

  private Path file(String suffix) throws IOException {
    return Files.createDirectories(root.resolve("shop")).resolve(KEY.id() + suffix);
  }

  private static void backdate(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  private static RecordingEntry await(DirectoryStore store, Predicate<RecordingEntry> wanted)
      throws InterruptedException {
    while (true) {
      Optional<RecordingEntry> entry = store.find(KEY);
      if (entry.isPresent() && wanted.test(entry.get())) {
        return entry.get();
      }
      Thread.sleep(20);
    }
  }

  /** The sender removes its file when it is told that we have one; here both are the same. */
  @Test
  void refusesARecordingThatThisVeryStoreIsToSend() throws Exception {
    byte[] body = FakeConversion.recording("of a JVM");
    Files.write(file(".jfr"), body);
    Files.createFile(file(".push"));
    try (DirectoryStore store = open()) {
      StoreException refused =
          assertThrows(
              StoreException.class,
              () -> store.put(KEY, UploadKind.JFR, new ByteArrayInputStream(body), 1_000));
      assertEquals(StoreException.Reason.CONFLICT, refused.reason());
      Files.delete(file(".push"));
      store.put(KEY, UploadKind.JFR, new ByteArrayInputStream(body), 1_000);
    }
  }

  @Test
  void seesATimelineThatSomeoneCopiedIn() throws Exception {
    try (DirectoryStore store = open()) {
      BlockingQueue<List<RecordingEntry>> told = new LinkedBlockingQueue<>();
      RecordingStore.Subscription subscription = store.subscribe(told::add);
      Files.write(file(".microlog"), FakeConversion.timeline("copied"));
      List<RecordingEntry> change = told.poll(30, TimeUnit.SECONDS);
      subscription.close();
      assertEquals(
          List.of(KEY), change == null ? null : change.stream().map(RecordingEntry::key).toList());
      assertEquals(RecordingState.READY, store.list().get(0).state());
    }
  }

  @Test
  void convertsARecordingOnFirstSightAndKeepsIt() throws Exception {
    Path jfr = Files.write(file(".jfr"), FakeConversion.recording("hello"));
    backdate(jfr, 5);
    try (DirectoryStore store = open()) {
      RecordingEntry entry = await(store, e -> e.state() == RecordingState.READY);
      assertEquals(5, entry.durationMillis());
      assertTrue(Files.exists(jfr));
    }
  }

  @Test
  void aRecordingThatCannotBeConvertedFailsOnceAndSaysWhy() throws Exception {
    backdate(Files.write(file(".jfr"), FakeConversion.recording("bad")), 5);
    try (DirectoryStore store = open()) {
      RecordingEntry entry = await(store, e -> e.state() == RecordingState.FAILED);
      assertEquals("The recording is damaged.", entry.error());
      assertFalse(Files.exists(file(".microlog")));
    }
  }

  @Test
  void aTimelineThatNeedsTooMuchMemoryFailsAloneAndSaysSo() throws Exception {
    Path huge = root.resolve("shop/2026_11_22_06_31_52.microlog");
    Files.write(file(".microlog"), FakeConversion.timeline("one"));
    backdate(Files.write(huge, FakeConversion.timeline("huge")), 60);
    try (DirectoryStore store = open()) {
      assertEquals(RecordingState.READY, store.find(KEY).orElseThrow().state());
      RecordingEntry failed =
          store.find(new RecordingKey("shop", "2026_11_22_06_31_52")).orElseThrow();
      assertEquals(RecordingState.FAILED, failed.state());
      assertTrue(String.valueOf(failed.error()).contains("-Xmx"), failed.toString());
    }
  }

  @Test
  void showsARecordingThatStillGrows() throws Exception {
    Path chunks = Files.createDirectories(file(".repository").resolve("2026_11_22_06_31_51_1"));
    Files.createFile(file(".jfr.part"));
    Files.write(chunks.resolve("1.jfr"), FakeConversion.recording("one"));
    try (DirectoryStore store = open()) {
      RecordingEntry first = await(store, e -> e.durationMillis() > 0);
      assertEquals(RecordingState.LIVE, first.state());
      assertEquals(3, first.durationMillis());
      assertTrue(store.timeline(KEY).orElseThrow().live());
      assertThrows(StoreException.class, () -> store.delete(KEY));

      Files.write(chunks.resolve("2.jfr"), FakeConversion.recording("more"));
      await(store, e -> e.durationMillis() == 7);

      Files.write(file(".jfr"), FakeConversion.recording("one more"));
      Files.delete(file(".jfr.part"));
      StoreDirectory.deleteTree(file(".repository"));
      RecordingEntry last = await(store, e -> e.state() == RecordingState.READY);
      assertEquals(8, last.durationMillis());
      assertFalse(store.timeline(KEY).orElseThrow().live());
      assertFalse(Files.exists(file(".microlog.part")));
    }
  }

  @Test
  void finishesWhatAKilledJvmLeft() throws Exception {
    Path chunks =
        Files.createDirectories(file(".repository").resolve("2026_11_22_06_31_51_" + NOBODY));
    backdate(Files.write(chunks.resolve("1.jfr"), FakeConversion.recording("last words")), 60);
    Files.createFile(file(".jfr.part"));
    try (DirectoryStore store = open()) {
      RecordingEntry entry = await(store, e -> e.state() == RecordingState.READY);
      assertEquals(10, entry.durationMillis());
    }
  }

  @Test
  void whatAKilledJvmLeftWithoutChunksFailsAndCanBeDeleted() throws Exception {
    Path part = Files.createFile(file(".jfr.part"));
    Files.write(root.resolve("shop/2026_11_22_06_31_50.microlog"), FakeConversion.timeline("1"));
    try (DirectoryStore store = open()) {
      assertEquals(RecordingState.LIVE, store.find(KEY).orElseThrow().state());
      assertEquals(KEY, store.list().get(0).key());
      backdate(part, 200);
      RecordingEntry entry = await(store, e -> e.state() == RecordingState.FAILED);
      assertEquals("The JVM was killed before it had written its recording.", entry.error());
      assertEquals(entry, store.list().get(1), "what cannot be read comes last");
      assertTrue(store.delete(KEY));
      assertFalse(Files.exists(part));
    }
  }

  @Test
  void aKilledJvmMayHaveLeftADirectoryWithNothingInIt() throws Exception {
    backdate(Files.createFile(file(".jfr.part")), 200);
    Files.createDirectories(file(".repository").resolve("2026_11_22_06_31_51_9999999"));
    try (DirectoryStore store = open()) {
      assertEquals(RecordingState.FAILED, store.find(KEY).orElseThrow().state());
      assertTrue(store.delete(KEY));
      assertFalse(Files.exists(file(".repository")));
    }
  }

  /** Where the agent has named a process of this machine that is gone. */
  private void owner(String host, String process) throws IOException {
    Path repository = Files.createDirectories(file(".repository"));
    Files.writeString(repository.resolve("owner"), host + " " + process + "\n");
    Files.write(file(".jfr.part"), new byte[0]);
  }

  private static void requireProcesses() {
    assumeFalse(RepositoryOwner.host().isEmpty(), "needs /proc");
  }

  @Test
  void removesWhatAJvmLeftThatWasKilledAtOnce() throws Exception {
    requireProcesses();
    owner(RepositoryOwner.host(), NOBODY);
    try (DirectoryStore store = open()) {
      while (store.find(KEY).isPresent()) {
        Thread.sleep(20);
      }
      assertFalse(Files.exists(file(".repository")));
      assertFalse(Files.exists(file(".jfr.part")));
    }
  }

  @Test
  void finishesAtOnceWhatAJvmOfThisMachineLeft() throws Exception {
    requireProcesses();
    owner(RepositoryOwner.host(), NOBODY);
    Files.write(file(".repository").resolve("1.jfr"), FakeConversion.recording("last words"));
    try (DirectoryStore store = open()) {
      RecordingEntry entry = await(store, e -> e.state() == RecordingState.READY);
      assertEquals(10, entry.durationMillis());
      assertTrue(Files.exists(file(".repository")), "what can be read is kept");
    }
  }

  /** Of a JVM that lives, and of one on another machine whose process has the same number. */
  @Test
  void leavesTheRepositoriesOfOthersAlone() throws Exception {
    requireProcesses();
    for (String[] other :
        new String[][] {
          {RepositoryOwner.host(), String.valueOf(ProcessHandle.current().pid())},
          {"another-boot pid:[1]", NOBODY},
        }) {
      owner(other[0], other[1]);
      try (DirectoryStore store = open()) {
        for (int i = 0; i < 5; i++) {
          store.look();
          Thread.sleep(20);
        }
        assertEquals(RecordingState.LIVE, store.find(KEY).orElseThrow().state(), other[0]);
        backdate(file(".jfr.part"), 200);
        await(store, e -> e.state() == RecordingState.FAILED);
        assertTrue(Files.exists(file(".repository").resolve("owner")), other[0]);
      }
    }
  }

  @Test
  void convertsWhatNobodyNamedSinceAttachWasKilled() throws Exception {
    backdate(Files.write(file(".jfr.part"), FakeConversion.recording("hello")), 200);
    try (DirectoryStore store = open()) {
      assertEquals(5, await(store, e -> e.state() == RecordingState.READY).durationMillis());
    }
  }

  @Test
  void keepsWhatWasReadOfARecordingWhoseChunksAreGone() throws Exception {
    backdate(Files.createFile(file(".jfr.part")), 200);
    backdate(Files.write(file(".microlog.part"), FakeConversion.timeline("half")), 200);
    try (DirectoryStore store = open()) {
      assertEquals(RecordingState.READY, store.find(KEY).orElseThrow().state());
    }
  }

  @Test
  void aLiveRecordingThatNeedsTooMuchMemoryIsTriedAgainLater() throws Exception {
    Path chunks = Files.createDirectories(file(".repository").resolve("2026_11_22_06_31_51_1"));
    Path first = Files.write(chunks.resolve("1.jfr"), FakeConversion.recording("huge"));
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    var conversion = new FakeConversion();
    try (DirectoryStore store = DirectoryStore.open(StoreDirectory.open(root), conversion)) {
      while (conversion.begun.get() == 0) {
        Thread.sleep(20);
      }
      Files.write(first, FakeConversion.recording("less"));
      assertEquals(4, await(store, e -> e.durationMillis() > 0).durationMillis());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertEquals(List.of(), List.copyOf(uncaught));
  }

  @Test
  void theCacheHoldsNothingOfRecordingsThatAreGone() throws Exception {
    Files.write(file(".microlog"), FakeConversion.timeline("one"));
    var other = new RecordingKey("shop", KEY.id() + "_2");
    Path otherFile =
        Files.write(
            root.resolve("shop").resolve(other.id() + ".microlog"), FakeConversion.timeline("2"));
    var unknown = new RecordingKey("gone", KEY.id());
    StoreDirectory directory = StoreDirectory.open(root);
    for (RecordingKey key : List.of(KEY, other, unknown)) {
      Path kept = directory.cached(key, "tag.gz");
      Files.createDirectories(kept.resolve("..").normalize());
      Files.writeString(kept, "x");
    }
    try (DirectoryStore store = open()) {
      assertFalse(Files.exists(store.cached(unknown, "tag.gz")), "it went while nobody looked");
      assertTrue(store.delete(KEY));
      assertFalse(Files.exists(store.cached(KEY, "tag.gz")));
      assertTrue(Files.exists(store.cached(other, "tag.gz")));
      Files.delete(otherFile);
      store.look();
      assertFalse(Files.exists(store.cached(other, "tag.gz")));
    }
  }

  @Test
  void keepsNoNoteOfARecordingThatIsGone() throws Exception {
    Files.write(file(".microlog"), FakeConversion.timeline("one"));
    try (DirectoryStore store = open()) {
      assertTrue(store.delete(KEY));
      store.putNote(KEY, "explanation", "{}");
      assertEquals(Optional.empty(), store.note(KEY, "explanation"));
      assertFalse(Files.exists(file(".explanation.json")));
    }
  }

  @Test
  void deletesAllThatBelongsToARecordingAndNothingElse() throws Exception {
    Files.write(file(".microlog"), FakeConversion.timeline("one"));
    Files.write(file(".jfr"), FakeConversion.recording("one"));
    var other = new RecordingKey("shop", KEY.id() + "_2");
    Files.write(
        root.resolve("shop").resolve(other.id() + ".microlog"), FakeConversion.timeline("2"));
    try (DirectoryStore store = open()) {
      store.putNote(KEY, "explanation", "{}");
      store.putNote(other, "explanation", "{}");
      assertEquals(Optional.of("{}"), store.note(KEY, "explanation"));
      assertTrue(store.delete(KEY));
      assertEquals(Optional.empty(), store.find(KEY));
      assertEquals(Optional.empty(), store.note(KEY, "explanation"));
      assertEquals(Optional.of("{}"), store.note(other, "explanation"));
      assertFalse(Files.exists(file(".jfr")));
      assertEquals(1, store.list().size());
    }
  }

  @Test
  void listsNewestFirstAndPassesForeignFilesOver() throws Exception {
    Files.write(file(".microlog"), FakeConversion.timeline("one"));
    Files.write(root.resolve("shop/2026_11_22_06_31_52.microlog"), FakeConversion.timeline("two"));
    Files.writeString(root.resolve("shop/notes.txt"), "mine");
    Files.createDirectories(root.resolve("with space/x"));
    Files.writeString(root.resolve("stray.microlog"), "x");
    try (DirectoryStore store = open()) {
      assertEquals(
          List.of("2026_11_22_06_31_52", "2026_11_22_06_31_51"),
          store.list().stream().map(e -> e.key().id()).toList());
    }
  }

  @Test
  void reservesAnIdOfItsOwnForEach() throws IOException {
    StoreDirectory directory = StoreDirectory.open(root);
    var time = LocalDateTime.of(2026, 11, 22, 6, 31, 51);
    assertEquals("2026_11_22_06_31_51", directory.reserve("shop", time).id());
    assertEquals("2026_11_22_06_31_51_2", directory.reserve("shop", time).id());
    assertEquals("2026_11_22_06_31_51_3", directory.reserve("shop", time).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".x", "a/b", "a\\b", "a b", "ä", "a\0", "a\n"})
  void otherTextsAreNoNames(String text) {
    assertFalse(RecordingKey.isName(text));
    assertTrue(RecordingKey.isName(RecordingKey.toName(text)));
  }

  @ParameterizedTest
  @CsvSource({"my shop,my-shop", "../../etc,-..-etc", "ä,-", "Main$1,Main-1"})
  void namesAreMadeOfAnyText(String text, String name) {
    assertEquals(name, RecordingKey.toName(text));
  }

  @Test
  void namesHaveAtMost100Characters() {
    assertTrue(RecordingKey.isName("a".repeat(100)));
    assertFalse(RecordingKey.isName("a".repeat(101)));
    assertEquals("a".repeat(100), RecordingKey.toName("a".repeat(500)));
  }
}
