import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How fast the page is, in a headless Chromium: see README.md beside this file.
 *
 * <p>{@code java -cp … PageBenchmark.java recording.microlog [rounds]}
 */
public final class PageBenchmark {
  private static final String ID = "2026_11_22_06_31_51";
  private static final double HOUR = 3600e6;

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    Path root = Files.createTempDirectory("page-benchmark");
    try {
      put(root, "empty", new Synthetic(1000, 1).done());
      put(root, "hour", hourOf(TimelineFiles.read(Path.of(args[0]))));
      put(root, "spans", spans());
      measure(root, rounds);
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void put(Path root, String app, Timeline timeline) throws IOException {
    Path file = Files.createDirectories(root.resolve(app)).resolve(ID + ".microlog");
    TimelineFiles.write(timeline, file);
    Spans spans = Spans.of(timeline);
    long count = 0;
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      count += spans.spans(thread).size();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, %,d samples, %,d waits, %,d allocations, %,d entries, %,d spans%n",
        app,
        Files.size(file),
        timeline.samples().size(),
        timeline.waits().size(),
        timeline.allocations().size(),
        timeline.markers().size(),
        count);
  }

  // Recordings

  /** A recording again and again until an hour is full; threads go on, texts are new each time. */
  private static Timeline hourOf(Timeline recorded) {
    TimelineBuilder made = new TimelineBuilder();
    int[] strings = new int[recorded.strings().size()];
    for (int row = 0; row < strings.length; row++) {
      strings[row] = made.strings().intern(recorded.strings().text(row));
    }
    int[] methods = new int[recorded.methods().size()];
    for (int row = 0; row < methods.length; row++) {
      MethodTable from = recorded.methods();
      methods[row] =
          made.methods()
              .intern(from.className(row), from.name(row), from.descriptor(row), from.kind(row));
    }
    int[] frames = new int[recorded.frames().size()];
    for (int row = 0; row < frames.length; row++) {
      FrameTable from = recorded.frames();
      frames[row] = made.frames().intern(methods[from.method(row)], from.line(row), from.kind(row));
    }
    int[] stacks = new int[recorded.stacks().size()];
    for (int row = 0; row < stacks.length; row++) {
      int parent = recorded.stacks().parent(row);
      int frame = frames[recorded.stacks().frame(row)];
      stacks[row] = made.stacks().intern(parent < 0 ? -1 : stacks[parent], frame);
    }
    ThreadTable threads = recorded.threads();
    for (int row = 0; row < threads.size(); row++) {
      made.threads()
          .add(threads.id(row), threads.name(row), threads.group(row), threads.isVirtual(row));
    }
    RecordingInfo info = recorded.recording();
    for (double at = 0; at + info.durationMicros() <= HOUR; at += info.durationMicros()) {
      repeat(recorded, at, made, strings, stacks);
    }
    made.recording(
        new RecordingInfo(
            info.name(), info.startEpochMicros(), 0, HOUR, info.jvm(), info.javaVersion(), "", 1,
            info.cores(), info.maxHeapBytes(), "", info.executionPeriodMicros(),
            info.nativePeriodMicros(), info.cpuPeriodMicros(), 0, 0, ""));
    made.complete(true);
    return made.build();
  }

  private static void repeat(
      Timeline recorded, double at, TimelineBuilder made, int[] strings, int[] stacks) {
    SampleTable samples = recorded.samples();
    for (int row = 0; row < samples.size(); row++) {
      made.samples()
          .add(
              samples.thread(row), at + samples.timeMicros(row), of(stacks, samples.stack(row)),
              samples.kind(row), samples.weightMicros(row));
    }
    WaitTable waits = recorded.waits();
    for (int row = 0; row < waits.size(); row++) {
      made.waits()
          .add(
              waits.thread(row), at + waits.startMicros(row), waits.durationMicros(row),
              waits.kind(row), of(stacks, waits.stack(row)), waits.ownerThread(row),
              waits.bytes(row), of(strings, waits.detailString(row)));
    }
    PauseTable pauses = recorded.pauses();
    for (int row = 0; row < pauses.size(); row++) {
      made.pauses()
          .add(
              at + pauses.startMicros(row), pauses.durationMicros(row), pauses.kind(row),
              of(strings, pauses.detailString(row)));
    }
    AllocationTable allocations = recorded.allocations();
    for (int row = 0; row < allocations.size(); row++) {
      made.allocations()
          .add(
              allocations.thread(row), at + allocations.timeMicros(row),
              of(stacks, allocations.stack(row)), of(strings, allocations.classNameString(row)),
              allocations.weightBytes(row));
    }
    MarkerTable markers = recorded.markers();
    for (int row = 0; row < markers.size(); row++) {
      int text = made.strings().intern(markers.message(row) + " " + (int) (at / 1e6));
      made.markers()
          .add(
              at + markers.timeMicros(row), markers.thread(row), markers.level(row),
              of(strings, markers.sourceString(row)), of(strings, markers.loggerString(row)), text,
              -1, -1, of(stacks, markers.stack(row)));
    }
    for (Lane lane : recorded.lanes()) {
      for (int row = 0; row < lane.size(); row++) {
        made.lanes()
            .add(
                lane.name(), lane.unit(), lane.source(), at + lane.timeMicros(row),
                lane.value(row));
      }
    }
  }

  private static int of(int[] rows, int row) {
    return row < 0 ? -1 : rows[row];
  }

  /** Twenty threads that are busy all the time: about two million spans. */
  private static Timeline spans() {
    Synthetic made = new Synthetic(HOUR, 11);
    for (int i = 0; i < 20; i++) {
      int thread = made.thread("worker " + (char) ('a' + i));
      made.samples(thread, 0, HOUR * 0.2);
      made.samples(thread, HOUR * 0.21 + i * 1e6, HOUR * 0.11);
    }
    return made.done();
  }

  /** Makes recordings out of a random but always equal program. */
  private static final class Synthetic {
    private static final int PERIOD = 20_000;
    private final TimelineBuilder builder = new TimelineBuilder();
    private final Random random;
    private final double duration;
    private final int[] leaves = new int[400];

    Synthetic(double duration, int seed) {
      this.duration = duration;
      random = new Random(seed);
      builder.recording(
          new RecordingInfo(
              "reference", 1.7e15, 0, duration, "OpenJDK", "25", "host", 1, 2, 512e6, "Main",
              PERIOD, PERIOD, -1, 0, 0, ""));
      int run = frame(-1, "java.lang.Thread", "run", MethodKind.JDK);
      for (int i = 0; i < leaves.length; i++) {
        int node = run;
        int path = i;
        for (int depth = 0; depth < 12 + i % 9; depth++) {
          MethodKind kind = MethodKind.values()[(path + depth) % 3];
          String owner =
              switch (kind) {
                case YOURS -> "com.acme.shop.Order";
                case LIBRARY -> "org.library.Handler";
                case JDK -> "java.util.Thing";
              };
          node = frame(node, owner + path % 17, "call" + path % 23, kind);
          path = depth < 5 ? i / (1 << (5 - depth)) : path * 31 + 7 & 0xffff;
        }
        leaves[i] = node;
      }
      for (String name : List.of("cpu.machine", "heap.used", "rss", "file.read")) {
        int lane = builder.lanes().lane(name, name.equals("cpu.machine") ? "ratio" : "bytes", "");
        for (double at = 0; at < duration; at += 1e6) {
          builder.lanes().add(lane, at, random.nextDouble() * (name.length() == 11 ? 1 : 4e8));
        }
      }
      for (double at = 5e6; at < duration; at += 7e6) {
        builder.pauses().add(at, 3000, PauseKind.GC, builder.strings().intern("G1New"));
      }
    }

    private int frame(int parent, String type, String method, MethodKind kind) {
      int row = builder.methods().intern(type, method, "()V", kind);
      return builder.stacks().intern(
          parent, builder.frames().intern(row, 10 + row % 90, FrameKind.COMPILED));
    }

    int thread(String name) {
      int row = builder.threads().add(builder.threads().size() + 1, name, "main", false);
      if (row > 4) {
        wait(row, 0, duration * 0.9, WaitKind.PARK);
      }
      return row;
    }

    private int leaf() {
      return leaves[random.nextInt(leaves.length)];
    }

    void samples(int thread, double start, double length) {
      int leaf = leaf();
      for (double at = start; at < Math.min(duration, start + length); at += PERIOD) {
        if (random.nextInt(3) == 0) {
          leaf = leaf();
        }
        builder.samples().add(thread, Math.floor(at), leaf, SampleKind.JAVA, PERIOD);
      }
    }

    void wait(int thread, double start, double length, WaitKind kind) {
      builder.waits().add(thread, Math.floor(start), length, kind, leaf(), -1, -1, -1);
    }

    Timeline done() {
      builder.complete(true);
      return builder.build();
    }
  }

  // Measuring

  private static void measure(Path root, int rounds) throws IOException {
    try (DirectoryStore store =
            DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      MicrologServer server = MicrologServer.start(ServerOptions.loopback(0, "benchmark"), store);
      String base = server.url().replaceAll("/+$", "") + "/log/";
      loading(browser, base + "hour/" + ID, rounds);
      double nothing = heap(browser, base + "empty/" + ID, false);
      for (boolean used : new boolean[] {false, true}) {
        double bytes = heap(browser, base + "spans/" + ID, used) - nothing;
        int samples = TimelineFiles.read(root.resolve("spans/" + ID + ".microlog")).samples().size();
        System.out.printf(
            Locale.ROOT, "memory %s: %.1f bytes a sample%n", used ? "used" : "opened", bytes / samples);
      }
      moving(browser, base + "spans/" + ID);
      moving(browser, base + "hour/" + ID);
      server.close();
    }
  }

  private static Page open(Browser browser, String url) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    Page page = context.newPage();
    page.setDefaultTimeout(120_000);
    page.navigate(url);
    idle(page);
    return page;
  }

  private static void idle(Page page) {
    page.waitForSelector(
        "html[data-idle=true]",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
  }

  private static void loading(Browser browser, String url, int rounds) {
    List<Double> decode = new ArrayList<>();
    List<Double> script = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> complete = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Page page = open(browser, url);
      decode.add(between(page, "response", "decoded"));
      wall.add(between(page, "decoded", "painted"));
      complete.add(between(page, "decoded", "complete"));
      script.add(
          number(page, "performance.getEntriesByName('microlog:scene')[0].duration")
              + number(page, "performance.getEntriesByName('microlog:frame')[0].duration"));
      page.context().close();
    }
    System.out.println("hour: decoding " + summary(decode));
    System.out.println("hour: script from decoded to painted " + summary(script));
    System.out.println("hour: time from decoded to painted " + summary(wall));
    System.out.println("hour: time from decoded to complete " + summary(complete));
  }

  private static double between(Page page, String from, String to) {
    return number(
        page,
        "performance.getEntriesByName('microlog:" + to + "')[0].startTime"
            + " - performance.getEntriesByName('microlog:" + from + "')[0].startTime");
  }

  private static double number(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  private static String summary(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "median %.1f ms (%.1f to %.1f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static double heap(Browser browser, String url, boolean used) {
    Page page = open(browser, url);
    if (used) {
      for (String key : "wwwwddddssssssss0".split("")) {
        page.keyboard().press(key);
      }
      idle(page);
    }
    CDPSession session = page.context().newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    JsonObject usage = session.send("Runtime.getHeapUsage");
    double bytes = usage.get("usedSize").getAsDouble();
    if (usage.has("backingStorageSize")) {
      bytes += usage.get("backingStorageSize").getAsDouble();
    }
    page.context().close();
    return bytes;
  }

  /** Pans and zooms over the whole range, as a person with a wheel does. */
  private static void moving(Browser browser, String url) {
    Page page = open(browser, url);
    page.evaluate("performance.clearMeasures('microlog:frame')");
    double[] places = {420, 700, 1000, 1300};
    for (double place : places) {
      page.mouse().move(place, 500);
      for (int i = 0; i < 25; i++) {
        page.mouse().wheel(0, -120);
        page.waitForTimeout(16);
      }
      for (int i = 0; i < 15; i++) {
        page.mouse().wheel(40, 0);
        page.waitForTimeout(16);
      }
      for (int i = 0; i < 30; i++) {
        page.mouse().wheel(0, 120);
        page.waitForTimeout(16);
      }
      page.mouse().move(500, 600);
      page.mouse().down();
      for (int i = 0; i < 20; i++) {
        page.mouse().move(500 + i * 20, 600 - i * 5);
        page.waitForTimeout(16);
      }
      page.mouse().up();
    }
    idle(page);
    Object frames =
        page.evaluate("performance.getEntriesByName('microlog:frame').map(m => m.duration)");
    double[] sorted =
        ((List<?>) frames).stream().mapToDouble(f -> ((Number) f).doubleValue()).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d frames, median %.1f ms, 95th percentile %.1f ms, longest %.1f ms%n",
        url.replaceAll(".*log/|/2026.*", ""),
        sorted.length,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[sorted.length - 1]);
    page.context().close();
  }
}
