package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.timeline.WaitKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation of each example says can be seen and clicked.
 *
 * <p>The recordings are those that the tests of the examples have made just before, or those of the
 * store that {@code -Dmicrolog.examples.store} names. {@code -Dmicrolog.screenshots=docs/images}
 * makes the pictures of {@code examples/README.md} anew.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplePagesTest {
  private static final double ALL = Double.POSITIVE_INFINITY;
  private static final String ID = "2026_11_22_06_31_51";
  private static final String POPUP = ".popup:not([hidden])";
  private static final String PANEL = "section[aria-label='What happened in the range']";
  private static final int WIDTH = 1320;
  private static final int HEIGHT = 660;
  private static final int WEBP_QUALITY = 60;

  private final List<String> complaints = new ArrayList<>();
  private Path root = unset();
  private DirectoryStore store = unset();
  private MicrologServer server = unset();
  private Playwright playwright = unset();
  private Browser browser = unset();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  /**
   * One thing to look at.
   *
   * @param example its name, also that of the picture
   * @param where how to get there
   * @param place the part of the page that says it
   * @param text what it says
   * @param then what is done before the picture is made
   */
  record Stop(
      String example, UnaryOperator<Sight> where, String place, String text, Consumer<Page> then) {
    Stop(String example, UnaryOperator<Sight> where, String place, String text) {
      this(example, where, place, text, page -> {});
    }

    /** With the popup closed again, since it would hide the shape of the whole. */
    static Stop shape(String example, UnaryOperator<Sight> where, String text) {
      return new Stop(example, where, POPUP, text, page -> page.keyboard().press("Escape"));
    }

    /** That, without the frames of libraries. */
    static Stop mine(String example, UnaryOperator<Sight> where, String text) {
      return new Stop(
          example,
          where,
          POPUP,
          text,
          page -> {
            page.keyboard().press("Escape");
            page.getByText("Only my code").first().click();
          });
    }

    String app() {
      return "examples-" + example;
    }

    @Override
    public String toString() {
      return example;
    }
  }

  static Stream<Stop> tour() {
    return Stream.of(
        new Stop(
            "bookstore",
            s -> s.pin("http-", "pricing").blocked("http-", "pricing", 1.2),
            POPUP,
            "held by pricing"),
        Stop.mine("hello", s -> s.call("Hello.greet", "main", ALL), "Hello.greet"),
        Stop.mine("memory", s -> s.call("Memory.fill", "main", ALL), "Memory.fill"),
        new Stop("files", s -> s.panel("findings"), PANEL, "Files.looksLikeText"),
        new Stop("leak", s -> s.panel("findings"), PANEL, "Leak"),
        Stop.shape(
            "threads",
            s ->
                s.pin("starved", "idle", "consumer", "producer")
                    .wait(WaitKind.PARK, "starved-1", 1.5),
            "FutureTask"),
        new Stop(
            "virtual-threads",
            s -> s.with("fold", "virtual").call("VirtualThreads.slowly", "", 0.3),
            POPUP,
            "slowly"),
        new Stop(
            "locks",
            s -> s.pin("teller", "auditor", "guard").blocked("teller-", "auditor", 1.5),
            POPUP,
            "auditor"),
        new Stop(
            "io",
            s -> s.pin("server", "client").wait(WaitKind.SOCKET_WRITE, "server-slow", 1),
            POPUP,
            "Io.answer"),
        new Stop(
            "logging",
            s -> s.with("tab", "log"),
            "main",
            "cannot save",
            page ->
                page.locator("input[placeholder^='Filter by']").last().fill("round|save|basket")),
        new Stop("go", s -> s.with("tab", "design").mine(), "main", "Playout"),
        Stop.shape(
            "binary-trees", s -> s.part(0.3, 0.6).call("Tree.grow", "gardener", ALL), "grow"),
        Stop.shape(
            "classes",
            s -> s.pin("first", "second").call("Settings.<clinit>", "first", 0.7),
            "<clinit>"),
        Stop.shape(
            "data-frames", s -> s.part(0.4, 1).call("DataFrames.boxed", "main", ALL), "boxed"),
        Stop.mine("start-stop", s -> s.call("StartStop.work", "main", 0.1), "work"),
        Stop.shape(
            "http-server",
            s -> s.pin("client").part(0.4, 0.7).call("HttpServer.search", "", ALL),
            "search"),
        new Stop(
            "outlier",
            s -> s.pin("main", "archiver").call("Outlier.quote", "main", 2),
            POPUP,
            "archiver"));
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    root = folder;
    Path chromium = Browsers.chromium();
    Path recordings =
        Path.of(System.getProperty("microlog.examples.store", "../examples/target/recordings"));
    for (Stop stop : tour().toList()) {
      Path newest = newest(recordings.resolve(stop.app()));
      if (newest != null) {
        Path app = Files.createDirectories(root.resolve(stop.app()));
        Files.copy(newest, app.resolve(ID + ".microlog"));
      }
    }
    store = DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
    server = MicrologServer.start(ServerOptions.loopback(0, "test"), store);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright, chromium);
  }

  private static @Nullable Path newest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".microlog"))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
      playwright.close();
      server.close();
      store.close();
    }
  }

  @ParameterizedTest
  @MethodSource("tour")
  void showsWhatItsDocumentationSays(Stop stop) throws IOException {
    Path recording = root.resolve(stop.app()).resolve(ID + ".microlog");
    Assumptions.assumeTrue(Files.exists(recording), "the tests of the examples have not run");
    Sight sight = stop.where().apply(new Sight(TimelineFiles.read(recording)));
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(ColorScheme.DARK))) {
      Page page = context.newPage();
      page.onPageError(complaints::add);
      page.navigate(
          server.url().replaceAll("/+$", "") + "/log/" + stop.app() + "/" + ID + sight.query());
      idle(page);
      assertThat(page.locator(stop.place()).first()).containsText(stop.text());
      stop.then().accept(page);
      idle(page);
      picture(page, context, stop.example());
    }
    assertEquals(List.of(), complaints);
  }

  private static void idle(Page page) {
    page.waitForSelector(
        "html[data-idle=true]",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
  }

  /**
   * What is right of the list of recordings. Chromium writes WebP where Playwright's own method
   * writes only PNG and JPEG.
   */
  private static void picture(Page page, BrowserContext context, String name) throws IOException {
    String folder = System.getProperty("microlog.screenshots", "");
    if (folder.isEmpty()) {
      return;
    }
    double left = page.locator("main").boundingBox().x;
    var clip = new JsonObject();
    clip.addProperty("x", left);
    clip.addProperty("y", 0);
    clip.addProperty("width", WIDTH - left);
    clip.addProperty("height", HEIGHT);
    clip.addProperty("scale", 1);
    var options = new JsonObject();
    options.add("clip", clip);
    options.addProperty("format", "webp");
    options.addProperty("quality", WEBP_QUALITY);
    JsonObject answer = context.newCDPSession(page).send("Page.captureScreenshot", options);
    Path target = Path.of(folder, "examples", name + ".webp");
    Files.createDirectories(target.getParent());
    Files.write(target, Base64.getDecoder().decode(answer.get("data").getAsString()));
  }
}
