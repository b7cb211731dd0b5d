package dev.microlog.examples;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.microlog.convert.TimelineFiles;
import dev.microlog.convert.export.Promise;
import dev.microlog.examples.Seen.Entry;
import dev.microlog.examples.Seen.Span;
import dev.microlog.examples.Seen.Wait;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.WaitKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documentation of each example promises is in its recording.
 *
 * <p>All examples are recorded when the class begins, a few at the same time, since most of them
 * wait more than they compute; a test waits for the recordings that it looks at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
  private static final String SCALE = System.getProperty("examples.scale", "0.6");

  /** A store, kept for the test that looks at them in the page. */
  private static final Path RECORDINGS = Path.of("target", "recordings");

  /** For those of which nothing is asked but that they run. */
  private static final String SHORTEST = "0.01";

  /**
   * Those whose recordings on JDK 17 are looked at, too: what the two JDKs record differs most
   * there.
   */
  private static final List<String> ALSO_ON_17 =
      List.of("hello", "files", "leak", "locks", "logging");

  private final ExecutorService recorders = Executors.newFixedThreadPool(3);
  private final Map<String, Future<Seen>> recordings = new HashMap<>();

  @BeforeAll
  void recordAll(@TempDir Path folder) throws IOException {
    var old = Jdk.find(17);
    for (Example example : Example.all()) {
      submit(example, Jdk.find(25).orElse(Jdk.current()), SCALE, folder);
      if (old.isPresent() && example.leastJdk() <= 17) {
        boolean looked = ALSO_ON_17.contains(example.name());
        submit(example, old.get(), looked ? SCALE : SHORTEST, folder);
      }
    }
  }

  private void submit(Example example, Jdk jdk, String scale, Path folder) {
    String key = example.name() + "-" + Math.min(jdk.feature(), 25);
    recordings.put(key, recorders.submit(() -> record(example, jdk, scale, folder.resolve(key))));
  }

  private static Seen record(Example example, Jdk jdk, String scale, Path folder)
      throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    var options = List.of("-Xmx512m", "-Dexamples.scale=" + scale, "-Djava.io.tmpdir=" + temporary);
    var program =
        RecordedProgram.record(jdk, folder, "microlog", options, List.of(example.mainClass()));
    if (jdk.feature() > 17) {
      Path app = Files.createDirectories(RECORDINGS.resolve("examples-" + example.name()));
      TimelineFiles.write(program.timeline(), app.resolve("recorded.microlog"));
    }
    assertEquals(List.of(), RecordedProgram.files(temporary, ""), "files left behind");
    Seen seen = new Seen(program.timeline());
    long uncaught = count(seen, entry -> entry.message().startsWith("Exception in thread"));
    assertEquals(0, uncaught, "threads ended by an exception");
    return seen;
  }

  @AfterAll
  void end() {
    recorders.shutdownNow();
  }

  private Seen seen(String name) throws InterruptedException {
    return seen(name, 25);
  }

  private Seen seen(String name, int feature) throws InterruptedException {
    Future<Seen> recording = recordings.get(name + "-" + feature);
    assumeTrue(recording != null, "no JDK " + feature + " on this machine");
    try {
      return recording.get();
    } catch (ExecutionException e) {
      throw new AssertionError(name + " could not be recorded", e.getCause());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void hello(int feature) throws InterruptedException {
    Seen seen = seen("hello", feature);
    assertTrue(seen.waits("main", WaitKind.SLEEP).size() >= 4, "sleeps");
    assertCalled(seen, "Hello.greet", "main");
    assertCalled(seen, "Hello.countPrimes", "main");
    assertEquals("main", only(seen, entry -> entry.message().equals("Hello, timeline!")).thread());
    assertEquals("stderr", only(seen, entry -> entry.message().equals("Good bye!")).source());
    assertTrue(count(seen, entry -> entry.message().matches("There are [\\d,]+ primes.*")) >= 3);
    Entry failure = only(seen, entry -> entry.level() == Level.ERROR);
    assertEquals("jul", failure.source());
    assertTrue(failure.throwable().contains("Caused by: java.lang.NumberFormatException"));
  }

  @Test
  void memory() throws InterruptedException {
    Seen seen = seen("memory");
    assertCalled(seen, "Memory.sort", "main");
    assertTrue(seen.pauses() >= 3, "collections: " + seen.pauses());
    double[] heap = seen.lane("heap.used");
    double high = Arrays.stream(heap).max().orElse(0);
    double low = Arrays.stream(heap).min().orElse(0);
    assertTrue(high > 100e6 && low < high / 3, "heap from " + low + " to " + high);
    double filled = seen.allocatedBytes("Memory.fill");
    assertTrue(filled > 200e6, "allocated by Memory.fill: " + filled);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void files(int feature) throws InterruptedException {
    Seen seen = seen("files", feature);
    var leaks = seen.leaks(LeakKind.DESCRIPTOR);
    long measurements =
        leaks.stream().filter(leak -> leak.target().contains("measurements-")).count();
    assertTrue(measurements >= 3, "leaks: " + leaks);
    for (var leak : leaks) {
      if (leak.target().contains("measurements-")) {
        assertTrue(leak.stack().contains("Files.looksLikeText"), leak.stack());
      }
    }
    double[] open = seen.lane("descriptors.open");
    assertTrue(open[open.length - 1] > open[0], "descriptors: " + Arrays.toString(open));
    assertFinding(seen, Finding.Kind.FD_LEAK, "Files.looksLikeText");
    assertCalled(seen, "Files.store", "main");
    assertCalled(seen, "Files.checksum", "main");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void leak(int feature) throws InterruptedException {
    Seen seen = seen("leak", feature);
    var leaks = seen.leaks(LeakKind.OBJECT);
    assertTrue(
        leaks.stream().anyMatch(leak -> leak.stack().contains("examples.Leak")),
        "allocated elsewhere: " + leaks);
    assertFinding(seen, Finding.Kind.MEMORY_LEAK, "examples.Leak");
    double[] heap = seen.lane("heap.used");
    double half = Arrays.stream(heap, 0, heap.length / 2).min().orElse(0);
    double end = Arrays.stream(heap, heap.length * 2 / 3, heap.length).min().orElse(0);
    assertTrue(end > half + 10e6, "the heap: " + Arrays.toString(heap));
  }

  @Test
  void threads() throws InterruptedException {
    Seen seen = seen("threads");
    List<Wait> blocked = seen.waits("worker-", WaitKind.MONITOR);
    assertFalse(blocked.isEmpty());
    for (Wait wait : blocked) {
      assertTrue(wait.owner().startsWith("worker-"), wait.toString());
      assertTrue(wait.stack().contains("Threads$Tally.add"), wait.stack());
    }
    assertTrue(Seen.longest(seen.waits("idle-1", WaitKind.PARK)) > 1, "the idle pool is parked");
    assertTrue(Seen.longest(seen.waits("starved-1", WaitKind.PARK)) > 0.9);
    assertTrue(Seen.longest(seen.waits("starved-2", WaitKind.PARK)) > 0.9);
    assertFalse(seen.waits("producer", WaitKind.PARK).isEmpty());
    assertTrue(
        count(seen, entry -> entry.level() == Level.WARN && entry.thread().startsWith("starved"))
            >= 2);
  }

  @Test
  void virtualThreads() throws InterruptedException {
    Seen seen = seen("virtual-threads");
    var threads = seen.timeline().threads();
    int virtual = 0;
    for (int row = 0; row < threads.size(); row++) {
      virtual += threads.isVirtual(row) ? 1 : 0;
    }
    assertTrue(virtual > 9_000, "virtual threads: " + virtual);
    assertTrue(seen.waits("", WaitKind.SLEEP).size() > 9_000, "sleeps");
    List<Wait> pinned = seen.waits("", WaitKind.PINNED);
    assertTrue(pinned.size() >= 3, "pinned: " + pinned);
    assertTrue(
        pinned.stream().anyMatch(wait -> wait.stack().contains("<clinit>")), pinned.toString());
    assertTrue(
        seen.calls("VirtualThreads.wander").stream()
            .noneMatch(span -> span.thread().startsWith("ForkJoinPool")),
        "a carrier has the work of a virtual thread");
    assertFalse(seen.calls("VirtualThreads.wander").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void locks(int feature) throws InterruptedException {
    Seen seen = seen("locks", feature);
    List<Wait> blocked =
        seen.waits("teller-", WaitKind.MONITOR).stream()
            .filter(wait -> wait.seconds() > 0.1)
            .toList();
    assertTrue(blocked.size() >= 3, "blocked: " + blocked);
    assertTrue(
        blocked.stream().anyMatch(wait -> wait.owner().equals("auditor")), blocked.toString());
    for (Wait wait : blocked) {
      assertTrue(wait.detail().contains("Locks$Bank"), wait.detail());
      assertTrue(wait.stack().contains("Locks$Bank.transfer"), wait.stack());
    }
    assertCalled(seen, "Bank.audit", "auditor");
    assertFinding(seen, Finding.Kind.LOCK, "Locks$Bank");
    assertFalse(seen.waits("teller-", WaitKind.PARK).isEmpty(), "the vault");
    assertFalse(seen.waits("guard", WaitKind.WAIT).isEmpty(), "the guard");
  }

  @Test
  void io() throws InterruptedException {
    Seen seen = seen("io");
    assertTrue(Seen.seconds(seen.waits("server-slow", WaitKind.SOCKET_READ)) > 0.2);
    List<Wait> writes = seen.waits("server-slow", WaitKind.SOCKET_WRITE);
    assertTrue(Seen.seconds(writes) > 0.2, "writes: " + writes);
    assertTrue(
        Seen.seconds(writes) > Seen.seconds(seen.waits("server-quick", WaitKind.SOCKET_WRITE)));
    assertCalled(seen, "Io.page", "server-quick");
    assertFalse(seen.waits("client-quick", WaitKind.SOCKET_READ).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void logging(int feature) throws InterruptedException {
    Seen seen = seen("logging", feature);
    for (String source : List.of("stdout", "stderr", "jul", "logback", "log4j2", "api")) {
      assertTrue(count(seen, entry -> entry.source().equals(source)) >= 4, "from " + source);
    }
    assertEquals(4, count(seen, entry -> entry.message().equals("jul: the disk is getting full")));
    assertEquals(4, count(seen, entry -> entry.message().equals("logback: the basket is old")));
    assertEquals(4, count(seen, entry -> entry.message().equals("log4j: the basket is old")));
    assertEquals(4, count(seen, entry -> entry.message().startsWith("system: round")));
    assertEquals(
        1,
        count(seen, entry -> entry.message().equals("stdout: a line in several pieces, round 1")));
    assertEquals(1, count(seen, entry -> entry.message().equals("stderr: 1 grüße, 日本語, 🚀")));
    for (String prefix : List.of("jul", "logback", "log4j")) {
      Entry failure = first(seen, entry -> entry.message().equals(prefix + ": cannot save"));
      assertEquals(Level.ERROR, failure.level());
      assertTrue(failure.throwable().contains("No space left on device"), failure.throwable());
      assertTrue(failure.throwable().contains("the store is unusable"), failure.throwable());
    }
    assertAll(
        () ->
            assertTrue(
                first(seen, entry -> entry.message().startsWith("logback: round 1"))
                    .context()
                    .contains("customer=anna-1")),
        () ->
            assertTrue(
                first(seen, entry -> entry.message().startsWith("log4j: round 1"))
                    .context()
                    .contains("customer=bert-1")),
        () ->
            assertTrue(
                first(seen, entry -> entry.source().equals("api") && entry.level() == Level.INFO)
                    .message()
                    .startsWith("# Round 1\n")));
  }

  @Test
  void go() throws InterruptedException {
    Seen seen = seen("go");
    for (String method : List.of("Search.bestMove", "Playout.play", "Board.play", "Group.find")) {
      assertCalled(seen, method, "main");
    }
    assertTrue(count(seen, entry -> entry.message().contains(" plays ")) >= 4);
  }

  @Test
  void binaryTrees() throws InterruptedException {
    Seen seen = seen("binary-trees");
    assertTrue(seen.pauses() >= 5, "collections: " + seen.pauses());
    assertCalled(seen, "Tree.grow", "gardener");
    assertTrue(seen.depths() > 10, "depth of the flame chart: " + seen.depths());
    assertTrue(seen.allocatedBytes("BinaryTrees$Tree.grow") > 100e6);
  }

  @Test
  void bookstore() throws InterruptedException {
    Seen seen = seen("bookstore");
    List<Wait> blocked =
        seen.waits("http-", WaitKind.MONITOR).stream()
            .filter(wait -> wait.stack().contains("PriceList.price"))
            .toList();
    assertTrue(blocked.size() >= 2, "blocked: " + blocked);
    assertTrue(
        blocked.stream().anyMatch(wait -> wait.owner().equals("pricing")), blocked.toString());
    assertCalled(seen, "Database.orders", "http-");
    assertCalled(seen, "Report.build", "manager");
    assertCalled(seen, "PriceList.refresh", "pricing");
    assertFinding(seen, Finding.Kind.LOCK, "bookstore.PriceList");
    List<String> open = seen.findings(Finding.Kind.FD_LEAK);
    assertTrue(open.stream().noneMatch(text -> text.contains("Customer")), open.toString());
    assertTrue(seen.regions().contains("/orders"), seen.regions().toString());
    assertCalled(seen, "Database.book", "http-");
    assertTrue(
        count(seen, entry -> entry.message().endsWith("orders, read with 441 statements")) >= 1);
    assertTrue(count(seen, entry -> entry.level() == Level.WARN) >= 1, "slow requests");
    Entry lost = first(seen, entry -> entry.message().equals("An order is lost"));
    assertEquals(Level.ERROR, lost.level());
    assertTrue(lost.throwable().contains("Caused by: java.net.ConnectException"));
    assertTrue(seen.pauses() >= 1);
  }

  @Test
  void classes() throws InterruptedException {
    Seen seen = seen("classes");
    double[] loaded = seen.lane("classes.loaded");
    double rise = Arrays.stream(loaded).max().orElse(0) - loaded[0];
    assertTrue(rise > 500, "classes: " + Arrays.toString(loaded));
    assertCalled(seen, "Settings.<clinit>", "first");
    assertTrue(seen.threads().contains("second"), seen.threads().toString());
  }

  @Test
  void dataFrames() throws InterruptedException {
    Seen seen = seen("data-frames");
    double boxed = seconds(seen.calls("DataFrames.boxed"));
    double columnar = seconds(seen.calls("DataFrames.columnar"));
    assertTrue(boxed > 2 * columnar, "boxed " + boxed + " s, columnar " + columnar + " s");
    assertTrue(seen.pauses() >= 1, "collections: " + seen.pauses());
    double allocated = seen.allocatedBytes("DataFrames.boxed");
    assertTrue(allocated > 20e6, "allocated by DataFrames.boxed: " + allocated);
  }

  @Test
  void startStop() throws InterruptedException {
    Seen seen = seen("start-stop");
    Set<String> names = new TreeSet<>(seen.regions());
    assertTrue(names.containsAll(Set.of("load", "sort", "report")), names.toString());
    assertEquals(
        List.of("Good *morning*", "Good *noon*", "Good *evening*"),
        seen.log().stream()
            .filter(entry -> entry.source().equals("api"))
            .map(Entry::message)
            .toList());
  }

  /** Without the agent the program makes its three recordings itself. */
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void startStopWithoutAgent(int feature, @TempDir Path own)
      throws IOException, InterruptedException {
    var jdk = Jdk.find(feature);
    assumeTrue(jdk.isPresent(), "no JDK " + feature + " on this machine");
    Path store = own.resolve("store");
    RecordedProgram.run(
        List.of(
            jdk.get().java().toString(),
            "-cp",
            RecordedProgram.classPath(),
            "-Dexamples.scale=0.2",
            StartStop.class.getName()),
        own,
        List.of("MICROLOG_STORE=" + store, "MICROLOG_SUMMARY=false"));
    var applications = new ArrayList<String>();
    for (Path recording : RecordedProgram.files(store, ".jfr")) {
      applications.add(store.relativize(recording).getName(0).toString());
      var seen = new Seen(RecordedProgram.convert(recording, own));
      assertTrue(seen.regions().contains("sort"), recording + ": " + seen.regions());
    }
    assertEquals(List.of("examples-evening", "examples-morning", "examples-noon"), applications);
  }

  @Test
  void httpServer() throws InterruptedException {
    Seen seen = seen("http-server");
    assertFalse(seen.calls("HttpServer.search").isEmpty());
    assertTrue(count(seen, entry -> entry.message().startsWith("request ")) > 30);
    assertTrue(count(seen, entry -> entry.level() == Level.WARN) >= 1);
  }

  @Test
  void outlier() throws InterruptedException {
    Seen seen = seen("outlier");
    List<Wait> blocked =
        seen.waits("main", WaitKind.MONITOR).stream().filter(wait -> wait.seconds() > 0.1).toList();
    assertTrue(blocked.size() >= 2, "blocked: " + blocked);
    for (Wait wait : blocked) {
      assertEquals("archiver", wait.owner());
      assertTrue(wait.stack().contains("Outlier.quote"), wait.stack());
    }
    assertCalled(seen, "Journal.archive", "archiver");
    assertFinding(seen, Finding.Kind.LOCK, "held by archiver in dev.microlog.examples.Outlier");
    List<String> anomalies = seen.anomalies();
    assertTrue(
        anomalies.stream()
            .anyMatch(text -> text.startsWith("Outlier.quote") && text.contains("by archiver")),
        "anomalies: " + anomalies);
  }

  /** Where each spends its time: an order, not an amount, so that no load can change it. */
  @ParameterizedTest
  @CsvSource({
    "hello, Hello.countPrimes",
    "threads, Threads.collatzSteps",
    "virtual-threads, VirtualThreads.wander",
    "locks, Locks$Bank.audit",
    "io, Io.page",
    "go, go.Group.",
    "binary-trees, BinaryTrees$Tree.grow",
    "data-frames, DataFrames.boxed",
    "http-server, HttpServer.distance",
    "outlier, Outlier.simulatePrice"
  })
  void itsHotMethodIs(String name, String method) throws InterruptedException {
    List<String> hot = seen(name).hotMethods();
    assertTrue(
        hot.get(0).startsWith(method), "hot methods: " + hot.subList(0, Math.min(5, hot.size())));
  }

  @ParameterizedTest
  @MethodSource("names")
  void usesNoNetworkButLoopback(String name) throws InterruptedException {
    for (WaitKind kind : List.of(WaitKind.SOCKET_READ, WaitKind.SOCKET_WRITE)) {
      for (Wait wait : seen(name).waits("", kind)) {
        assertTrue(wait.detail().matches("(localhost|127\\.0\\.0\\.1|::1)\\b.*"), wait.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsOn17WhereItCan(String name) throws IOException, InterruptedException {
    if (Example.named(name).leastJdk() <= 17) {
      assertFalse(seen(name, 17).log().isEmpty());
    }
  }

  /** What {@code microlog examples} checks after each recording. */
  @ParameterizedTest
  @MethodSource("names")
  void promisesAreKept(String name) throws IOException, InterruptedException {
    List<Promise> promises = Example.named(name).promises();
    assertFalse(promises.isEmpty());
    assertEquals(List.of(), Promise.broken(seen(name).timeline(), promises));
  }

  static List<String> names() throws IOException {
    return Example.all().stream().map(Example::name).toList();
  }

  // ---- helpers

  private static void assertCalled(Seen seen, String method, String threadPrefix) {
    List<Span> calls = seen.calls(method);
    assertTrue(
        calls.stream().anyMatch(span -> span.thread().startsWith(threadPrefix)),
        method + " on " + threadPrefix + ": " + calls);
  }

  private static void assertFinding(Seen seen, Finding.Kind kind, String text) {
    List<String> findings = seen.findings(kind);
    assertTrue(
        findings.stream().anyMatch(finding -> finding.contains(text)),
        "no " + kind + " with " + text + ": " + findings);
  }

  private static double seconds(List<Span> spans) {
    return spans.stream().mapToDouble(Span::seconds).sum();
  }

  private static long count(Seen seen, Predicate<Entry> condition) {
    return seen.log().stream().filter(condition).count();
  }

  private static Entry first(Seen seen, Predicate<Entry> condition) {
    return seen.log().stream()
        .filter(condition)
        .findFirst()
        .orElseThrow(() -> new AssertionError(messages(seen)));
  }

  private static Entry only(Seen seen, Predicate<Entry> condition) {
    assertEquals(1, count(seen, condition), () -> messages(seen));
    return first(seen, condition);
  }

  private static String messages(Seen seen) {
    return seen.log().stream().map(Entry::message).collect(Collectors.joining("\n"));
  }
}
