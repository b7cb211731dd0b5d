package dev.microlog.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.explain.model.ExplanationSettings;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a store of its own and a browser, one for all tests of a class; a page for each
 * test. Whatever the test does: an error on the console, a dialog, or a request to another origin
 * fails it.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageFixture {
  static final String ID = "2026_11_22_06_31_51";
  static final int WIDTH = 1440;
  static final int HEIGHT = 900;

  final List<String> complaints = new ArrayList<>();

  /** What the browser may complain of in a test, as parts of its words. */
  private final List<String> expected = new ArrayList<>();

  DirectoryStore store = unset();
  MicrologServer server = unset();
  Playwright playwright = unset();
  Browser browser = unset();
  BrowserContext context = unset();
  Page page = unset();
  private final Map<ColorScheme, BrowserContext> contexts = new EnumMap<>(ColorScheme.class);
  private String address = "";

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T unset() {
    return null;
  }

  /** How the server is to run. */
  ServerOptions options() {
    return ServerOptions.loopback(0, "test");
  }

  /** Puts recordings into the store before the server is started. */
  abstract void fill(Path root) throws IOException;

  @BeforeAll
  void start(@TempDir Path root) throws IOException {
    Path chromium = Browsers.chromium();
    fill(Files.createDirectories(root));
    store = DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
    start(ExplanationSettings.from(name -> null));
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright, chromium);
  }

  private void start(ExplanationSettings explanation) throws IOException {
    server = MicrologServer.start(options(), store, explanation);
    address = server.url().replaceAll("/+$", "");
  }

  /** Puts another server in the place of the first, with the same store. */
  void restart(ExplanationSettings explanation) throws IOException {
    server.close();
    start(explanation);
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

  /** Has the browser complain of what the test does on purpose, whenever its words arrive. */
  void expectComplaints(String... parts) {
    expected.addAll(List.of(parts));
  }

  @AfterEach
  void nothingWentWrong() {
    closePage();
    complaints.removeIf(complaint -> expected.stream().anyMatch(complaint::contains));
    expected.clear();
    assertEquals(List.of(), complaints);
  }

  private void closePage() {
    if (page != null) {
      page.evaluate("try { localStorage.clear(); } catch (e) { /* no page was opened */ }");
      page.close();
      page = unset();
      if (!contexts.containsValue(context)) {
        context.close();
      }
    }
  }

  /** Opens a page of a browser with other habits than ordinary ones. */
  void newPage(Browser.NewContextOptions options) {
    closePage();
    context = browser.newContext(options.setViewportSize(WIDTH, HEIGHT));
    newPage();
  }

  /** Opens a page; pages of one colour scheme share what the browser has fetched already. */
  void newPage(ColorScheme scheme) {
    closePage();
    context =
        contexts.computeIfAbsent(
            scheme,
            key ->
                browser.newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setColorScheme(key)));
    newPage();
  }

  private void newPage() {
    complaints.clear();
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address())
              && !request.url().startsWith("data:")
              && !request.url().startsWith("blob:")
              && !request.url().startsWith("file:")) {
            complaints.add("request to " + request.url());
          }
        });
  }

  /** Where the server is, or was. */
  String address() {
    return address;
  }

  void go(String path) {
    page.navigate(address() + path);
    idle();
  }

  void idle() {
    page.waitForSelector(
        "html[data-idle=true]",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
  }

  /** Chooses a tab of the open page. */
  void tab(String name) {
    idle();
    page.locator("[data-tab=" + name + "]").click();
    idle();
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
      idle();
    }
  }

  Locator canvas() {
    return page.locator(".canvas-box canvas");
  }

  Locator popup() {
    return page.locator(".popup:not([hidden])");
  }

  void shot(String name) {
    String folder = System.getProperty("microlog.screenshots", "");
    if (!folder.isEmpty()) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(name + ".png")));
    }
  }

  /** How far down something is, found as a person would: by pointing until the hint names it. */
  double placeOf(String hint, double x, double from) {
    for (double y = from; y < HEIGHT; y += 6) {
      page.mouse().move(x, y);
      idle();
      if (page.locator(".tip").isVisible() && page.locator(".tip").textContent().contains(hint)) {
        return y;
      }
    }
    throw new AssertionError("nothing here says " + hint);
  }

  /** Where the ruler is: its hint says so. */
  double rulerY() {
    return placeOf("Drag to select a range", 900, 60);
  }

  void drag(double fromX, double fromY, double toX, double toY) {
    page.mouse().move(fromX, fromY);
    page.mouse().down();
    page.mouse().move((fromX + toX) / 2, (fromY + toY) / 2);
    page.mouse().move(toX, toY);
    page.mouse().up();
    idle();
  }
}
