package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.ReducedMotion;
import dev.microlog.convert.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the timeline day by day, with pointer, keys and fingers. */
class TimelineHabitsTest extends PageFixture {
  private static final String OTHER = "2026_11_21_10_00_00";
  private static final String PATH = "/log/shop/" + ID;

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + ".microlog"));
    TimelineFiles.write(ShopRecording.slower(2), app.resolve(OTHER + ".microlog"));
  }

  @BeforeEach
  void open() {
    newPage(ColorScheme.DARK);
    go(PATH);
  }

  private Locator chips() {
    return page.locator(".chip:visible");
  }

  private Locator found() {
    return page.locator(".found");
  }

  private String picture() {
    return (String)
        page.evaluate("document.querySelector('.canvas-box canvas').toDataURL('image/png')");
  }

  /** By the browser, while it reads the script, and not by the script once more. */
  @Test
  void theRecordingIsAskedForOnceAndBeforeTheScriptRuns() {
    Object requests =
        page.evaluate(
            "performance.getEntriesByType('resource').filter(r => r.name.includes('/shop/'))"
                + ".map(r => r.initiatorType + (r.startTime < performance.getEntriesByType("
                + "'navigation')[0].domInteractive ? ' early' : ' late'))");
    assertEquals(List.of("link early"), requests);
  }

  // Moving

  @Test
  void keysButtonsAndHistoryMove() {
    press("w");
    page.waitForURL(Pattern.compile(".*t=.*"));
    String zoomed = page.url();
    press("ArrowRight");
    page.waitForURL(url -> !url.equals(zoomed));
    page.locator(".tools [aria-label^='Back']").click();
    page.waitForURL(zoomed);
    page.locator(".tools [aria-label^='Forward']").click();
    page.waitForURL(url -> !url.equals(zoomed));
    press("z");
    page.waitForURL(zoomed);
    page.locator(".tools [aria-label^='Zoom out']").click();
    page.waitForURL(url -> !url.equals(zoomed));
    press("0");
    page.waitForURL(Pattern.compile(".*" + ID + "$"));
    assertThat(page.locator(".tools [aria-label^='Forward']")).isDisabled();
  }

  @Test
  void draggingAndTheMinimapMove() {
    go(PATH + "?t=2000000-4000000");
    double y = rulerY() + 40;
    drag(900, y, 700, y);
    page.waitForURL(Pattern.compile(".*t=23\\d+-43\\d+"));
    page.mouse().click(1300, 65);
    idle();
    page.waitForURL(Pattern.compile(".*t=[78]\\d{6}-.*"));
  }

  @Test
  void fingersMoveZoomAndChoose() {
    newPage(new Browser.NewContextOptions().setHasTouch(true));
    go(PATH + "?t=200000-420000");
    double y = placeOf("com.acme.shop.OrderService.checkout", 900, 200);
    page.touchscreen().tap(900, y);
    idle();
    assertThat(popup().locator("h2")).hasText("OrderService.checkout");
    press("Escape");
    CDPSession fingers = context.newCDPSession(page);
    touch(fingers, "touchStart", 700, y, 900, y);
    touch(fingers, "touchMove", 600, y, 1000, y);
    touch(fingers, "touchMove", 500, y, 1100, y);
    touch(fingers, "touchEnd");
    page.waitForURL(url -> window(url)[1] - window(url)[0] < 100_000);
    double[] zoomed = window(page.url());
    touch(fingers, "touchStart", 900, y);
    touch(fingers, "touchMove", 850, y);
    touch(fingers, "touchMove", 800, y);
    touch(fingers, "touchEnd");
    page.waitForURL(url -> window(url)[0] > zoomed[0]);
  }

  private static double[] window(String url) {
    var matcher = Pattern.compile("[?&]t=(\\d+)-(\\d+)").matcher(url);
    return matcher.find()
        ? new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))}
        : new double[] {0, ShopRecording.DURATION_MICROS};
  }

  private static void touch(CDPSession session, String type, double... places) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < places.length; i += 2) {
      JsonObject point = new JsonObject();
      point.addProperty("x", places[i]);
      point.addProperty("y", places[i + 1]);
      point.addProperty("id", i);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", event);
  }

  // Search

  @Test
  void searchGoesFromMatchToMatch() {
    press("/");
    page.keyboard().type("OrderService.checkout|payment");
    idle();
    assertThat(found()).containsText("2 log");
    String count = found().textContent().replaceAll(" .*", "");
    assertTrue(Integer.parseInt(count) > 30, count);
    press("Enter");
    assertThat(popup().locator("h2")).hasText("OrderService.checkout");
    assertThat(found()).containsText("1 of " + count);
    press("Enter");
    assertThat(found()).containsText("2 of " + count);
    press("Shift+Enter");
    assertThat(found()).containsText("1 of " + count);
    page.locator("[aria-label^='Previous match']").click();
    idle();
    assertThat(found()).containsText(count + " of " + count);
    page.locator("[aria-label^='Next match']").click();
    idle();
    assertThat(found()).containsText("1 of " + count);
  }

  @Test
  void searchFindsThreadsToo() {
    String before = picture();
    press("/");
    page.keyboard().type("cache-ref");
    idle();
    assertThat(found()).hasText("1 thread");
    assertNotEquals(before, picture());
  }

  @Test
  void whoLeavesTheSearchIsWhereTheyWere() {
    Locator tab = page.locator("[data-tab=TIMELINE]");
    tab.focus();
    press("/");
    page.keyboard().type("x");
    press("Escape");
    assertThat(tab).isFocused();
  }

  // Only my code, folding

  @Test
  void aMethodIsMergedFocusedAndDropped() {
    go(PATH + "?t=200000-420000");
    double y = placeOf("com.acme.shop.OrderService.checkout", 900, 200);
    choose(900, y, "Merge into its callers");
    assertThat(chips()).hasText(Pattern.compile("Merged: OrderService.checkout.*"));
    assertThat(page).hasURL(Pattern.compile(".*merge=com.acme.shop.OrderService.checkout.*"));
    chips().locator("button").click();
    idle();
    assertThat(chips()).hasCount(0);
    choose(900, y, "Focus: only inside its calls");
    assertThat(chips()).hasText(Pattern.compile("Only inside OrderService.checkout.*"));
    go(PATH + "?sel=0-10000000&panel=hot&focus=com.acme.shop.OrderService.checkout");
    assertThat(page.locator(".panel tbody")).not().containsText("CartController");
    go(PATH + "?sel=0-10000000&panel=hot&drop=com.acme.shop.OrderService.checkout");
    assertThat(page.locator(".panel tbody")).not().containsText("PriceRules");
    assertThat(page.locator(".panel tbody")).containsText("InventoryCache.reload");
  }

  private void choose(double x, double y, String item) {
    page.mouse().click(x, y, new Mouse.ClickOptions().setButton(MouseButton.RIGHT));
    page.locator(".menu button", new Page.LocatorOptions().setHasText(item)).click();
    idle();
  }

  @Test
  void recursionIsCollapsed() {
    go(PATH + "?q=Tree.visit");
    assertThat(found()).containsText("6 · ");
    go(PATH + "?q=Tree.visit&norecursion=1");
    assertThat(found()).containsText("1 · ");
    assertThat(chips()).hasText(Pattern.compile("Recursion collapsed.*"));
  }

  @Test
  void packagesAreChosenAndKept() {
    press("Control+p");
    page.keyboard().type("Colours and packages");
    press("Enter");
    Locator field = page.locator("textarea.packages");
    assertEquals("com.acme", field.inputValue().lines().findFirst().orElse(""));
    shot("legend");
    field.fill("org.h2");
    page.locator(".dialog .primary").click();
    idle();
    assertThat(chips()).hasText(Pattern.compile("Your packages: org.h2.*"));
    press("m");
    go(PATH + "?sel=0-10000000&panel=hot&mine=1");
    assertThat(page.locator(".panel tbody tr")).hasCount(1);
    assertThat(page.locator(".panel tbody")).containsText("JdbcStatement.execute");
  }

  // Tracks

  @Test
  void tracksAreFoldedPinnedAndHiddenByKeys() {
    press("j", "j", "t");
    assertThat(page).hasURL(Pattern.compile(".*fold=t\\d+.*"));
    press("p");
    assertThat(page).hasURL(Pattern.compile(".*pin=t\\d+.*"));
    press("h");
    assertThat(page).hasURL(Pattern.compile(".*hide=t\\d+.*"));
    assertThat(chips()).hasText(Pattern.compile("1 hidden track.*"));
    chips().locator("button").click();
    idle();
    assertThat(chips()).hasCount(0);
    assertThat(page.locator(".speech")).containsText("Thread ");
  }

  @Test
  void lanesAndTheOrderAreChosenInTheMenu() {
    String before = picture();
    page.locator("[aria-label='Tracks and lanes']").click();
    page.locator(".menu button", new Page.LocatorOptions().setHasText("Lane CPU")).click();
    idle();
    assertNotEquals(before, picture());
    page.locator("[aria-label='Tracks and lanes']").click();
    // a menu may hold no field, a dialog may
    assertThat(page.locator(".menu")).hasAttribute("role", "dialog");
    assertThat(page.locator(".menu [role=menuitem]")).hasCount(0);
    page.locator(".menu button", new Page.LocatorOptions().setHasText("Sort by name")).click();
    idle();
    assertThat(page).hasURL(Pattern.compile(".*sort=name.*"));
  }

  // The range panel

  @Test
  void theRangeIsSeenInAllModesAndViewsAndExported() throws IOException {
    go(PATH + "?sel=0-9000000");
    for (String mode : List.of("CPU", "Allocation", "Lock", "I/O", "Wall")) {
      page.locator(".panel .choice", new Page.LocatorOptions().setHasText(mode)).first().click();
      idle();
    }
    page.locator("[data-panel=ALLOCATED]").click();
    idle();
    assertThat(page.locator(".panel tbody")).containsText("byte[]");
    assertThat(page.locator(".panel tbody")).containsText("com.acme.shop.Cart");
    Download download =
        page.waitForDownload(
            () ->
                page.locator(".panel .choice", new Page.LocatorOptions().setHasText("Export"))
                    .click());
    String text = Files.readString(download.path());
    assertTrue(text.startsWith("Class\tBytes"), text);
    page.locator("[data-panel=WAITS]").click();
    idle();
    assertThat(page.locator(".panel tbody")).containsText("com.acme.shop.InventoryCache");
    page.locator(".panel tbody .link").first().click();
    idle();
    assertThat(popup().first()).isVisible();
    press("Escape");
    page.locator("[data-panel=LOG]").click();
    idle();
    assertThat(page.locator(".panel .content")).containsText("payment retried");
  }

  @Test
  void aRangeIsSelectedByKeys() {
    go(PATH + "?t=2000000-4000000");
    press("r");
    assertThat(page).hasURL(Pattern.compile(".*sel=2000000-4000000.*"));
    press("Escape");
    assertThat(page.locator("section[aria-label='What happened in the range']")).isHidden();
  }

  @Test
  void hiddenTracksDoNotCount() {
    go(PATH + "?sel=0-10000000&panel=hot");
    assertThat(page.locator(".panel tbody")).containsText("InventoryCache.reload");
    go(PATH + "?sel=0-10000000&panel=hot&hide=t2");
    assertThat(page.locator(".panel tbody")).not().containsText("InventoryCache.reload");
  }

  // Findings, markers

  @Test
  void findingsAreMarkedOnTheAxis() {
    double y = placeOf("click says why", 168 + 1048 * 0.37 + 224, 60);
    page.mouse().click(168 + 1048 * 0.37 + 224, y);
    idle();
    assertThat(popup().locator(".why")).not().isEmpty();
    assertThat(popup()).containsText("of ");
    shot("finding");
    String title = popup().locator("h2").textContent();
    press("g");
    assertNotEquals(title, popup().locator("h2").textContent());
    press("Escape");
    assertThat(popup()).hasCount(0);
  }

  @Test
  void theListOfFindingsLeadsToThePlaceAndSaysWhy() {
    page.locator("header .button", new Page.LocatorOptions().setHasText("Findings")).click();
    idle();
    Locator card =
        page.locator(".card", new Page.LocatorOptions().setHasText("OrderService.checkout took"));
    assertThat(card.first()).containsText("as long as usual");
    card.first().locator(".link").first().click();
    idle();
    assertThat(popup().locator(".why")).containsText("InventoryCache");
  }

  @Test
  void entriesAreReadOneAfterTheOther() {
    press(".");
    assertThat(popup()).containsText("Listening on port 8080");
    press(".");
    assertThat(popup()).containsText("payment retried");
    press(",");
    assertThat(popup()).containsText("Listening on port 8080");
    popup().locator("button", new Locator.LocatorOptions().setHasText("Show in Log")).click();
    idle();
    assertThat(page.locator("[data-tab=LOG]")).hasAttribute("aria-selected", "true");
  }

  // Compare

  @Test
  void twoRecordingsAreCompared() {
    go(PATH + "?panel=compare&compare=shop/" + OTHER);
    Locator flame = page.locator(".diff-flame canvas");
    assertThat(flame).isVisible();
    assertThat(page.locator(".panel tbody")).containsText("org.h2.jdbc.JdbcStatement.execute");
    assertThat(
            page.locator(
                    ".panel tbody tr",
                    new Page.LocatorOptions().setHasText("JdbcStatement.execute"))
                .locator(".better"))
        .hasCount(1);
    shot("compare");
    flame.hover();
    assertThat(page.locator(".tip")).containsText("other ");
  }

  /** The list of recordings comes after the timeline, which the page's head asked for. */
  @Test
  void aSharedComparisonOffersTheOtherRecordings() {
    page.route(
        "**/api/recordings",
        route -> {
          page.waitForCondition(() -> page.locator(".panel select").isVisible());
          route.resume();
        });
    go(PATH + "?panel=compare");
    assertThat(page.locator(".panel select option[value='shop/" + OTHER + "']")).hasCount(1);
  }

  @Test
  void twoRangesAreCompared() {
    go(PATH + "?sel=0-3000000&panel=compare");
    page.locator(".panel button", new Page.LocatorOptions().setHasText("Keep this range")).click();
    idle();
    double ruler = rulerY();
    drag(800, ruler, 1100, ruler);
    assertThat(page).hasURL(Pattern.compile(".*compare=0-3000000.*"));
    assertThat(page.locator(".diff-flame canvas")).isVisible();
  }

  // The popup of a call

  @Test
  void theCallPopupIsMovedWalkedAndUsed() {
    go(PATH + "?call=0.2.4400000");
    assertThat(popup().locator(".why")).containsText("as long as usual");
    assertThat(popup().locator(".histogram button.outlier").first()).isVisible();
    double left = popup().boundingBox().x;
    Locator title = popup().locator("h2");
    drag(
        title.boundingBox().x + 5,
        title.boundingBox().y + 5,
        title.boundingBox().x - 195,
        title.boundingBox().y + 45);
    assertEquals(left - 200, popup().boundingBox().x, 3);
    popup().locator("button", new Locator.LocatorOptions().setHasText("Only this method")).click();
    idle();
    assertThat(found()).containsText("·");
    press("Shift+ArrowUp");
    assertThat(popup().locator("h2")).hasText("CartController.post");
    press("Shift+ArrowDown");
    assertThat(popup().locator("h2")).hasText("OrderService.checkout");
    assertThat(page.locator(".speech")).containsText("OrderService.checkout");
    press("f");
    page.waitForURL(Pattern.compile(".*t=3\\d+-5\\d+.*"));
  }

  @Test
  void sourceLinksOpenWhereTheSettingSays() {
    go(PATH + "?call=0.2.4400000");
    page.evaluate("window.open = url => { window.opened = url; }");
    Locator link = popup().locator(".link", new Locator.LocatorOptions().setHasText(".java:142"));
    link.click();
    page.locator(".dialog select").selectOption("web");
    page.locator(".dialog input").fill("https://code.example/shop/blob/main");
    page.locator(".dialog .primary").click();
    idle();
    link.click();
    assertEquals(
        "https://code.example/shop/blob/main/com/acme/shop/OrderService.java#L142",
        page.evaluate("window.opened"));
  }

  // State, list and files

  @Test
  void aSharedAddressGivesTheSameView() {
    go(PATH + "?t=3000000-5500000&sel=3600000-4900000&q=checkout&mine=1&call=0.1.4400000");
    page.mouse().move(5, 5);
    idle();
    String first = picture();
    page.reload();
    idle();
    page.mouse().move(5, 5);
    idle();
    assertEquals(first, picture());
    assertThat(popup().locator("h2")).hasText("OrderService.checkout");
  }

  /** The call is on a thread far down, in a pool that is folded. */
  @Test
  void aLinkToACallBringsItsTrackIntoView() {
    page.setViewportSize(WIDTH, 420);
    go(PATH + "?t=2960000-3000000&call=7.3.2980000");
    assertThat(popup().locator("h2")).hasText("JdbcStatement.execute");
    assertThat(popup()).containsText("pool-1-thread-3");
    page.keyboard().press("Escape");
    idle();
    placeOf("JdbcStatement.execute", 1300, 60);
  }

  @Test
  void recordingsSwitchByUpAndDown() {
    page.locator(".recording[aria-current=true]").focus();
    press("ArrowDown");
    assertThat(page).hasURL(Pattern.compile(".*/log/shop/" + OTHER));
    assertThat(page.locator(".recording[aria-current=true]")).isFocused();
    press("ArrowUp");
    assertThat(page).hasURL(Pattern.compile(".*/log/shop/" + ID));
  }

  @Test
  void filesAreChosenDroppedConvertedAndDeleted(@TempDir Path folder) throws IOException {
    Path microlog = folder.resolve("copied.microlog");
    TimelineFiles.write(ShopRecording.timeline(), microlog);
    page.locator(".drop input").setInputFiles(microlog);
    page.waitForURL(Pattern.compile(".*/log/copied/.*"));
    idle();
    assertThat(page.locator(".recording[aria-current=true]")).hasCount(1);
    String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(microlog));
    page.evaluate(
        "text => { const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));"
            + " const data = new DataTransfer();"
            + " data.items.add(new File([bytes], 'dropped.microlog'));"
            + " for (const type of ['dragenter', 'dragover', 'drop'])"
            + "   window.dispatchEvent(new DragEvent(type,"
            + "     {dataTransfer: data, bubbles: true, cancelable: true})); }",
        base64);
    page.waitForURL(Pattern.compile(".*/log/dropped/.*"));
    idle();
    assertThat(canvas()).isVisible();
    Locator row = page.locator(".recording[aria-current=true]");
    row.hover();
    row.locator(".delete").click();
    page.locator(".dialog .primary").click();
    page.waitForURL(url -> !url.contains("dropped"));
    idle();
    assertThat(page.locator(".recordings h2")).not().containsText(new String[] {"dropped"});
  }

  @Test
  void aRecordingOfJfrIsConvertedAndShown(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path jfr = folder.resolve("incident.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withThreshold(Duration.ofMillis(10)).withStackTrace();
      recording.start();
      Thread.sleep(300);
      recording.dump(jfr);
    }
    page.locator(".drop input").setInputFiles(jfr);
    page.waitForURL(Pattern.compile(".*/log/incident/.*"));
    assertThat(canvas()).isVisible();
    idle();
    assertThat(page.locator(".recording[aria-current=true]")).hasCount(1);
    press("/");
    page.keyboard().type("aRecordingOfJfrIsConvertedAndShown");
    press("Enter");
    assertThat(popup().locator("h2")).containsText("aRecordingOfJfrIsConvertedAndShown");
    assertThat(popup().locator(".why")).containsText("It slept for");
  }

  @Test
  void aFileThatIsNoRecordingIsRefusedInWords(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no recording");
    page.locator(".drop input").setInputFiles(text);
    assertThat(page.locator(".toast.error")).containsText("notes.txt is neither");
    Path broken = Files.writeString(folder.resolve("broken.microlog"), "no recording");
    page.locator(".drop input").setInputFiles(broken);
    assertThat(page.locator(".toast.error").last()).containsText("was not taken");
    expectComplaints("422");
  }

  @Test
  void theRecordingIsDownloaded() throws IOException {
    press("Control+p");
    page.keyboard().type("Download");
    Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));
    assertTrue(download.suggestedFilename().endsWith(".microlog"));
    assertEquals(
        ShopRecording.timeline().samples().size(),
        TimelineFiles.read(download.path()).samples().size());
  }

  // Habits

  @Test
  void everythingIsReachedByKeyboard() {
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      page.keyboard().press("Tab");
      reached
          .append(
              page.evaluate(
                  "(e => (e.getAttribute('aria-label') || e.textContent || e.tagName).trim()"
                      + " + (e.matches('body, :focus-visible') ? '' : ' INVISIBLE'))"
                      + "(document.activeElement)"))
          .append('\n');
    }
    for (String name :
        List.of(
            "Microlog",
            "Timeline",
            "Search methods",
            "Only my code",
            "Findings",
            "Keys and colours",
            "Filter recordings",
            "Zoom out",
            "Tracks and lanes",
            "Timeline of all threads")) {
      assertTrue(reached.toString().contains(name), name + " in\n" + reached);
    }
    assertTrue(!reached.toString().contains("INVISIBLE"), reached.toString());
  }

  /** A hundred recordings would be two hundred stops. */
  @Test
  void theListOfRecordingsIsSkipped() {
    page.keyboard().press("Tab");
    assertThat(page.locator(":focus")).hasText("Skip to the view");
    press("Enter", "Tab");
    assertThat(page.locator("main :focus")).hasCount(1);
  }

  @Test
  void thePanelIsMadeHigherByKeysAndSaysHowHighItIs() {
    go(PATH + "?sel=2000000-5000000");
    Locator edge = page.locator(".panel .edge");
    int before = Integer.parseInt(edge.getAttribute("aria-valuenow"));
    edge.focus();
    press("ArrowUp");
    int after = Integer.parseInt(edge.getAttribute("aria-valuenow"));
    assertEquals(before + 40, after, 2);
    assertTrue(Integer.parseInt(edge.getAttribute("aria-valuemax")) >= after);
  }

  @Test
  void keysInTheFlameGraphDoNotMoveTheTimeline() {
    go(PATH + "?t=1000000-3000000&sel=2000000-5000000");
    String address = page.url();
    Locator flame = page.locator(".panel .scroll");
    flame.focus();
    assertThat(flame).isFocused();
    press("ArrowRight");
    assertEquals(address, page.url());
  }

  @Test
  void thePageHasAHeading() {
    assertThat(page.locator("h1")).hasText("shop");
  }

  @Test
  void helpPaletteAndThemeOpenAndClose() {
    press("?");
    assertThat(page.locator(".dialog")).containsText("zoom in, zoom out");
    press("Escape");
    assertThat(page.locator(".dialog")).hasCount(0);
    press("Control+p");
    page.keyboard().type("Tips");
    press("Enter");
    assertThat(page.locator("[data-tab=TIPS]")).hasAttribute("aria-selected", "true");
    page.locator("[aria-label='Dark or light']").click();
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
  }

  @Test
  void reducedMotionIsRespected() {
    newPage(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
    go(PATH);
    assertEquals(
        "0s",
        page.evaluate("getComputedStyle(document.querySelector('.button')).transitionDuration"));
  }
}
