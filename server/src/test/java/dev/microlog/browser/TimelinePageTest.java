package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelinePageTest {
  private static final String ID = "2026_11_22_06_31_51";

  private static final int WIDTH = 1440;

  private static final int HEIGHT = 900;

  private final List<String> complaints = new ArrayList<>();
  private DirectoryStore store = unset();
  private MicrologServer server = unset();
  private Playwright playwright = unset();
  private Browser browser = unset();
  private BrowserContext context = unset();
  private Page page = unset();

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeAll
  void start(@TempDir Path root) throws IOException {
    Path chromium = Browsers.chromium();
    Path app = Files.createDirectories(root.resolve("shop"));
    TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + ".microlog"));
    store = DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
    server = MicrologServer.start(ServerOptions.loopback(0, "test"), store);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright, chromium);
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

  @BeforeEach
  void open() {
    open(ColorScheme.DARK);
  }

  private void open(ColorScheme scheme) {
    complaints.clear();
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setColorScheme(scheme));
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
          if (!request.url().startsWith(server.url().replaceAll("/+$", ""))
              && !request.url().startsWith("data:")
              && !request.url().startsWith("blob:")) {
            complaints.add("request to " + request.url());
          }
        });
    go("/log/shop/" + ID);
  }

  @AfterEach
  void nothingWentWrong() {
    context.close();
    assertEquals(List.of(), complaints);
  }

  private void go(String path) {
    page.navigate(server.url().replaceAll("/+$", "") + path);
    idle();
  }

  private void idle() {
    page.waitForSelector(
        "html[data-idle=true]",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
  }

  private Locator canvas() {
    return page.locator(".canvas-box canvas");
  }

  /** Selects a call by the address, as a shared link does. */
  private void select(int thread, int depth, double seconds) {
    go("/log/shop/" + ID + "?call=" + thread + "." + depth + "." + (long) (seconds * 1e6));
  }

  private void shot(String name) {
    String folder = System.getProperty("microlog.screenshots", "");
    if (!folder.isEmpty()) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(name + ".png")));
    }
  }

  @Test
  void showsTheRecordingAndItsMarks() {
    assertThat(page.locator(".recording")).hasCount(1);
    assertThat(page.locator(".subject")).containsText("shop");
    assertThat(page.locator(".subject")).containsText("JDK 25");
    assertThat(canvas()).isVisible();
    Object marks = page.evaluate("performance.getEntriesByType('mark').map(m => m.name).join(' ')");
    assertEquals("microlog:response microlog:decoded microlog:painted", marks);
    Object frames = page.evaluate("performance.getEntriesByName('microlog:frame').length > 0");
    assertEquals(true, frames);
  }

  @Test
  void zoomsAtThePointerAndGoesBack() {
    page.mouse().move(900, 450);
    page.mouse().wheel(0, -600);
    idle();
    assertThat(page).hasURL(Pattern.compile(".*\\?t=\\d+-\\d+"));
    String zoomed = page.url();
    page.keyboard().press("d");
    idle();
    assertTrue(!page.url().equals(zoomed), page.url());
    page.goBack();
    idle();
    assertThat(page).hasURL(zoomed);
    page.keyboard().press("0");
    idle();
    assertThat(page).hasURL(Pattern.compile(".*/log/shop/" + ID));
  }

  @Test
  void aClickOnACallSaysWhyItTookSoLong() {
    select(0, 2, 4.4);
    Locator popup = page.locator(".popup:not([hidden])");
    assertThat(popup.locator("h2")).hasText("OrderService.checkout");
    assertThat(popup).containsText("OrderService.java:142");
    assertThat(popup.locator(".why")).containsText("longer than usual");
    assertThat(popup.locator(".why")).containsText("InventoryCache");
    assertThat(popup.locator(".why")).containsText("cache-refresher");
    assertThat(popup).containsText("payment retried (2 of 3)");
    shot("timeline-dark");
    popup.locator(".why button").last().click();
    idle();
    assertThat(popup.locator("h2")).hasText("InventoryCache.reload");
    page.keyboard().press("Escape");
    idle();
    assertThat(page.locator(".popup:not([hidden])")).hasCount(0);
  }

  @Test
  void clickingTheCanvasSelectsACall() {
    go("/log/shop/" + ID + "?t=200000-420000");
    double y = placeOf("com.acme.shop.OrderService.checkout", 200);
    page.mouse().click(900, y);
    idle();
    assertThat(page.locator(".popup:not([hidden]) h2")).hasText("OrderService.checkout");
    assertThat(page).hasURL(Pattern.compile(".*call=\\d+\\.\\d+\\.\\d+.*"));
    assertThat(page.locator(".popup:not([hidden]) h2")).hasCount(1);
  }

  @Test
  void similarCallsLeadToTheirPlaces() {
    select(0, 2, 0.25);
    Locator calls = page.locator(".popup .call");
    assertTrue(calls.count() > 10, "calls: " + calls.count());
    calls.last().click();
    idle();
    assertThat(page.locator(".popup .call[aria-current=true]")).hasCount(1);
    page.locator(".popup [aria-label='Previous call of this method']").click();
    idle();
    assertThat(page.locator(".popup .actions").first()).containsText("of");
  }

  @Test
  void selectingOnTheRulerOpensThePanel() {
    // the ruler is above the first track
    double ruler = rulerY();
    page.mouse().move(700, ruler);
    page.mouse().down();
    page.mouse().move(900, ruler);
    page.mouse().move(1000, ruler);
    page.mouse().up();
    idle();
    assertThat(page.locator("section.panel")).isVisible();
    assertThat(page.locator("section.panel strong")).containsText("selected");
    for (String tab : List.of("TREE", "INVERTED", "BUTTERFLY", "HOT", "WAITS", "FINDINGS")) {
      page.locator("[data-panel=" + tab + "]").click();
      idle();
      assertThat(page.locator("section.panel .content")).not().isEmpty();
    }
  }

  /** Where the ruler is: its hint says so. */
  private double rulerY() {
    return placeOf("Drag to select a range", 60);
  }

  /** How far down something is, found as a person would: by pointing until the hint names it. */
  private double placeOf(String hint, double from) {
    for (double y = from; y < HEIGHT; y += 6) {
      page.mouse().move(900, y);
      idle();
      if (page.locator(".tip").isVisible() && page.locator(".tip").textContent().contains(hint)) {
        return y;
      }
    }
    throw new AssertionError("nothing here says " + hint);
  }

  @Test
  void searchCountsWhatItFinds() {
    page.keyboard().press("/");
    page.keyboard().type("checkout|Cart");
    idle();
    assertThat(page.locator(".found")).containsText("·");
    page.keyboard().press("Escape");
    idle();
    assertThat(page.locator(".found")).hasText("");
  }

  @Test
  void hostileNamesAreText() {
    select(3, 1, 1.2);
    assertThat(page.locator(".popup:not([hidden]) h2")).containsText("<script>");
    page.locator("[data-tab=LOG]").click();
    idle();
    assertThat(page.locator("img")).hasCount(0);
    assertThat(page.locator("body script")).hasCount(0);
  }

  @Test
  void lightFollowsTheSystem() {
    context.close();
    open(ColorScheme.LIGHT);
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    select(0, 2, 4.4);
    shot("timeline-light");
  }

  @Test
  void aRecordingThatIsNotThereSaysSo() {
    go("/log/shop/2020_01_01_00_00_00");
    assertThat(page.locator(".notice")).containsText("There is no such recording");
    complaints.removeIf(text -> text.contains("404"));
  }
}
