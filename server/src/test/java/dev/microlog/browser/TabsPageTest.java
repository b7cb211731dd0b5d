package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.HtmlExport;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Excerpt;
import dev.microlog.timeline.analysis.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design, Log and Tips as a person uses them, from a server and from one file on the disk. */
class TabsPageTest extends PageFixture {
  private static final int MANY = 1_000_000;

  private Path root = unset();

  @Override
  void fill(Path folder) throws IOException {
    root = folder;
    Path app = Files.createDirectories(root.resolve("tabs"));
    TimelineFiles.write(TabsRecording.timeline(), app.resolve(ID + ".microlog"));
    Path many = Files.createDirectories(root.resolve("many"));
    TimelineFiles.write(TabsRecording.ofEntries(MANY, true), many.resolve(ID + ".microlog"));
  }

  @BeforeEach
  void open() {
    newPage(ColorScheme.DARK);
  }

  private void open(String tab) {
    page.navigate(address() + "/log/tabs/" + ID);
    tab(tab);
  }

  private Locator node(String id) {
    return page.locator(".drawing .node[data-id='" + id + "']");
  }

  private Locator button(String text) {
    return page.locator(
            "section:not([hidden]) button:visible", new Page.LocatorOptions().setHasText(text))
        .first();
  }

  // ---- design ----

  @Test
  void designShowsTheProgramAndFoldsTheRest() {
    open("DESIGN");
    assertThat(node("com.acme.shop.OrderService")).isVisible();
    assertThat(node("org.h2.*")).containsText("2 classes");
    assertThat(node("java.util.regex.*")).isVisible();
    assertThat(node("java.lang.Thread")).hasCount(0);
    assertTrue(page.locator(".drawing .node").count() <= 40);
    shot("design-dark");
  }

  @Test
  void designSaysThatItIsOfASelection() {
    open("DESIGN");
    assertThat(page.locator(".tool-bar:visible")).not().containsText("selection");
    go("/log/tabs/" + ID + "?tab=design&sel=0-1000000");
    assertThat(page.locator(".tool-bar:visible")).containsText("of the selection 0.00 s – 1.00 s");
  }

  @Test
  void theLogOfARangeShowsMarkdownAsTheLogDoes() {
    go("/log/tabs/" + ID + "?sel=0-60000000&panel=log");
    Locator entry =
        page.locator(".entry-line", new Page.LocatorOptions().setHasText("Slow")).first();
    assertThat(entry).not().containsText("#");
  }

  @Test
  void designUnfoldsAndFoldsAPackage() {
    open("DESIGN");
    node("org.h2.*").locator(".twig").click();
    idle();
    // a package that only encloses others is unfolded to these
    assertThat(node("org.h2.*")).hasCount(0);
    assertThat(page.locator(".drawing .node[data-id^='org.h2.']")).hasCount(2);
    button("First sight").click();
    idle();
    assertThat(node("org.h2.*")).isVisible();
    node("com.acme.shop.OrderService").click();
    idle();
    button("Fold com.acme.shop").click();
    idle();
    assertThat(node("com.acme.shop.OrderService")).hasCount(0);
    assertThat(node("com.acme.shop.*")).isVisible();
  }

  @Test
  void designHighlightsCallersAndCallees() {
    open("DESIGN");
    node("com.acme.shop.OrderService").hover();
    assertThat(node("org.h2.*")).hasClass(Pattern.compile(".*callee.*"));
    assertThat(node("com.acme.shop.web.CartController")).hasClass(Pattern.compile(".*caller.*"));
    assertThat(node("com.acme.shop.InventoryCache")).hasClass(Pattern.compile(".*faded.*"));
    page.mouse().move(5, 600);
    assertThat(page.locator(".drawing .faded")).hasCount(0);
  }

  @Test
  void aLineShowsItsMethodsAndLeadsToTheTimeline() {
    open("DESIGN");
    page.locator(".drawing .edge[aria-label^='OrderService calls org.h2']").dispatchEvent("click");
    idle();
    Locator panel = page.locator("section:not([hidden]) .panel:not([hidden])");
    assertThat(panel).containsText("JdbcStatement.execute");
    assertThat(panel).containsText("1 s");
    panel.locator("button.link").first().click();
    idle();
    assertThat(page.locator("[data-tab=TIMELINE]")).hasAttribute("aria-selected", "true");
    assertThat(page.locator(".popup:not([hidden]) h2")).hasText("JdbcStatement.execute");
  }

  @Test
  void aBoxIsDraggedWithItsLines() {
    open("DESIGN");
    Locator box = node("org.h2.*").locator(".box");
    BoundingBox before = box.boundingBox();
    String lines = (String) page.evaluate(ALL_LINES);
    page.mouse().move(before.x + 30, before.y + 20);
    page.mouse().down();
    page.mouse().move(before.x + 60, before.y + 60);
    page.mouse().move(before.x + 110, before.y + 70);
    page.mouse().up();
    BoundingBox after = box.boundingBox();
    assertEquals(before.x + 80, after.x, 2);
    assertEquals(before.y + 50, after.y, 2);
    assertNotEquals(lines, page.evaluate(ALL_LINES));
    assertThat(page.locator(".panel:not([hidden])")).hasCount(0);
    button("Lay out again").click();
    idle();
    assertEquals(before.x, box.boundingBox().x, 1);
    assertEquals(lines, page.evaluate(ALL_LINES));
  }

  private static final String ALL_LINES =
      "[...document.querySelectorAll('.drawing .line')].map(l => l.getAttribute('d')).join()";

  @Test
  void designIsMovedAndWalkedByTheKeyboard() {
    open("DESIGN");
    String view = page.locator(".drawing svg").getAttribute("viewBox");
    page.keyboard().press("w");
    page.keyboard().press("d");
    assertNotEquals(view, page.locator(".drawing svg").getAttribute("viewBox"));
    page.keyboard().press("0");
    assertEquals(view, page.locator(".drawing svg").getAttribute("viewBox"));
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertEquals(1, page.locator(".drawing .node:focus").count());
    page.keyboard().press("Enter");
    idle();
    assertThat(page.locator("section:not([hidden]) .panel:not([hidden])")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("section:not([hidden]) .panel:not([hidden])")).hasCount(0);
    page.locator(".drawing .node[data-id='org.h2.*']").focus();
    node("org.h2.*").click();
    page.keyboard().press("u");
    idle();
    assertThat(node("org.h2.*")).hasCount(0);
  }

  @Test
  void designMarksWhatTheSearchFinds() {
    open("DESIGN");
    page.keyboard().press("/");
    page.keyboard().type("Cursor|Inventory");
    idle();
    assertThat(node("org.h2.*")).hasClass(Pattern.compile(".*found.*"));
    assertThat(node("com.acme.shop.InventoryCache")).hasClass(Pattern.compile(".*found.*"));
    assertThat(page.locator(".drawing .found")).hasCount(2);
  }

  @Test
  void onlyMyCodeLeavesMyCode() {
    open("DESIGN");
    page.keyboard().press("m");
    idle();
    assertThat(page.locator(".drawing .node.jdk, .drawing .node.library")).hasCount(0);
    assertThat(node("com.acme.shop.OrderService")).isVisible();
  }

  @Test
  void theDiagramIsSavedAsDrawingAndAsPicture() throws IOException {
    open("DESIGN");
    Download drawing = page.waitForDownload(() -> button("SVG").click());
    assertEquals("tabs-" + ID + "-design.svg", drawing.suggestedFilename());
    String svg = Files.readString(drawing.path());
    assertTrue(svg.contains("OrderService") && !svg.contains("<script"), svg);
    Download picture = page.waitForDownload(() -> button("PNG").click());
    byte[] png = Files.readAllBytes(picture.path());
    assertTrue(png.length > 5000 && png[1] == 'P' && png[2] == 'N' && png[3] == 'G');
  }

  // ---- log ----

  @Test
  void logShowsAllKindsAndTheStatisticsAtTheEnd() {
    open("LOG");
    Locator rows = page.locator(".log-row");
    assertThat(rows.first()).containsText("Listening on port 8080");
    assertThat(page.locator(".log-row", new Page.LocatorOptions().setHasText("checkout region")))
        .hasCount(1);
    assertThat(rows.last()).containsText("/tmp/orders.txt");
    assertThat(page.locator(".log-row strong").first()).hasText("Slow");
    assertThat(page.locator(".log-row img")).hasCount(0);
    button("Statistics").click();
    assertThat(page.locator(".statistics").first()).containsText("Share of the time");
    assertThat(page.locator(".statistics").first()).containsText("OrderService.checkout");
    shot("log-statistics");
  }

  @Test
  void theToolbarOfTheLogIsOneLine() {
    open("LOG");
    assertTrue(page.locator("section:not([hidden]) .tool-bar").boundingBox().height < 48);
    page.setViewportSize(1180, 800);
    assertTrue(page.locator("section:not([hidden]) .tool-bar").boundingBox().height < 48);
  }

  @Test
  void anEntryUnfoldsWithItsCausesAndMarkdown() {
    open("LOG");
    page.locator(".log-row", new Page.LocatorOptions().setHasText("An order is lost")).click();
    Locator panel = page.locator("section:not([hidden]) .panel:not([hidden])");
    assertThat(panel.locator(".throwable summary").nth(1)).containsText("no space left");
    panel.locator(".throwable .link").first().click();
    assertThat(page.locator(".dialog")).containsText("Source links");
    page.keyboard().press("Escape");
    page.locator(".log-row", new Page.LocatorOptions().setHasText("Slow")).click();
    assertThat(panel.locator(".markdown li").first()).hasText("one");
    assertThat(panel.locator("a")).hasCount(0);
    panel.locator(".message-box > .choice").click();
    assertThat(panel.locator("pre").first()).containsText("javascript:alert(1)");
    shot("log-entry");
  }

  @Test
  void logFiltersAndGoesToTheTimelineAndBack() {
    open("LOG");
    page.locator("[aria-label='Filter by text or regex…']").fill("lost|port");
    assertThat(page.locator(".log-row")).hasCount(2);
    page.locator(".log-row").last().dblclick(new Locator.DblclickOptions().setDelay(150));
    idle();
    assertThat(page.locator("[data-tab=TIMELINE]")).hasAttribute("aria-selected", "true");
    button("Show in Log").click();
    idle();
    assertThat(page.locator(".log-row[aria-selected=true]")).containsText("An order is lost");
  }

  @Test
  void theSearchGoesFromEntryToEntryInTheLog() {
    open("LOG");
    Locator search = page.locator("input[aria-label^=Search]");
    Locator found = page.locator(".search .found");
    Locator chosen = page.locator(".log-row[aria-selected=true]");
    search.fill("port|order");
    search.press("Enter");
    idle();
    assertThat(chosen).containsText("Listening on port 8080");
    assertThat(chosen.locator("mark")).hasText("port");
    assertThat(found).hasText(Pattern.compile("1 of \\d+ log"));
    assertThat(page.locator("[data-tab=LOG]")).hasAttribute("aria-selected", "true");
    shot("log-search");
    page.locator("[aria-label^='Next match']").click();
    idle();
    assertThat(found).hasText(Pattern.compile("2 of \\d+ log"));
    assertThat(chosen).hasClass(Pattern.compile(".*found.*"));
    search.press("Shift+Enter");
    search.press("Shift+Enter");
    idle();
    String last = found.textContent();
    assertTrue(last.matches("(\\d+) of \\1 log"), last);
    search.fill("nowhere to be found");
    search.press("Enter");
    assertThat(found).hasText("not in this log");
    assertThat(page.locator(".log-row.found")).hasCount(0);
  }

  @Test
  void theSearchScrollsToWhatItFindsInALongLog() {
    page.navigate(address() + "/log/many/" + ID);
    tab("LOG");
    Locator search = page.locator("input[aria-label^=Search]");
    search.fill("the last of");
    search.press("Enter");
    idle();
    Locator last = page.locator(".log-row", new Page.LocatorOptions().setHasText("the last of"));
    assertThat(last).isInViewport();
    assertThat(last).hasAttribute("aria-selected", "true");
  }

  @Test
  void logIsSavedAsTextAndAsLinesOfJson() throws IOException {
    open("LOG");
    button("Save").click();
    Download json =
        page.waitForDownload(
            () -> page.locator(".menu button").getByText("Download as JSON Lines").click());
    List<String> lines = Files.readAllLines(json.path());
    assertTrue(
        lines.get(0).startsWith("{\"type\":\"log\",\"thread\":\"http-worker-1\""), lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"type\":\"statistic\"")));
    button("Save").click();
    Download text =
        page.waitForDownload(
            () -> page.locator(".menu button").getByText("Download as text").click());
    assertTrue(Files.readString(text.path()).contains("Caused by: java.io.IOException"));
  }

  @Test
  void aMillionEntriesScroll() {
    page.navigate(address() + "/log/many/" + ID);
    tab("LOG");
    assertThat(page.locator(".tool-bar [role=status]:visible")).containsText("1,000,00");
    assertThat(page.locator(".log-row").first()).containsText("entry 0");
    page.locator(".log-body").focus();
    for (int i = 0; i < 20; i++) {
      page.locator(".log-body").evaluate("(e, i) => e.scrollTop = e.scrollHeight / 20 * i", i);
      idle();
      int rows = page.locator(".log-row").count();
      assertTrue(rows > 20 && rows < 120, rows + " rows in the document");
    }
    page.keyboard().press("End");
    idle();
    assertThat(
            page.locator(".log-row", new Page.LocatorOptions().setHasText("the last of 1000000")))
        .isVisible();
    page.locator("[aria-label='Filter by text or regex…']").fill("entry 7$");
    assertThat(page.locator(".tool-bar [role=status]:visible")).containsText("1000 entries");
  }

  @Test
  void logFollowsTheEndWhileARecordingGrows() throws IOException {
    Path app = Files.createDirectories(root.resolve("growing"));
    Path part = app.resolve(ID + ".microlog.part");
    TimelineFiles.write(TabsRecording.ofEntries(300, false), part);
    // the server looks at its store once a second: the page asks again for what it has not seen yet
    page.navigate(address() + "/log/growing/" + ID);
    tab("LOG");
    Locator last = page.locator(".log-row", new Page.LocatorOptions().setHasText("the last of"));
    assertThat(last).hasText(Pattern.compile(".*the last of 300"));
    assertThat(button("Follow")).hasAttribute("aria-pressed", "true");
    TimelineFiles.write(TabsRecording.ofEntries(900, false), part);
    assertThat(last)
        .hasText(
            Pattern.compile(".*the last of 900"),
            new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    expectComplaints("404");
  }

  /** Nothing that happens elsewhere in the store has it read again. */
  @Test
  void aRecordingThatWasCutIsReadOnce() throws IOException {
    go("/log/tabs/" + ID);
    Path file = Files.createDirectories(root.resolve("cut")).resolve(ID + ".microlog");
    TimelineFiles.write(TabsRecording.ofEntries(300, false), file);
    List<String> reads = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().endsWith("/api/recordings/cut/" + ID)) {
            reads.add(request.method());
          }
        });
    Locator cut = page.locator(".recordings h2", new Page.LocatorOptions().setHasText("cut"));
    assertThat(cut).isVisible();
    cut.locator("xpath=following-sibling::a[1]").click();
    idle();
    assertThat(canvas()).isVisible();
    for (String other : List.of("other-1", "other-2", "other-3")) {
      Path app = Files.createDirectories(root.resolve(other));
      TimelineFiles.write(TabsRecording.ofEntries(1, true), app.resolve(ID + ".microlog"));
      assertThat(page.locator(".recordings h2", new Page.LocatorOptions().setHasText(other)))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
      idle();
    }
    assertEquals(List.of("GET"), reads);
  }

  // ---- tips ----

  @Test
  void tipsGiveAdviceWithEvidenceAndLibrariesByTime() {
    open("TIPS");
    Locator lock = page.locator("[data-rule=contended-lock]");
    assertThat(lock).containsText("What to do");
    assertThat(page.locator("[data-rule=regex-in-loop]")).containsText("compiles patterns");
    assertThat(page.locator("[data-library]").first()).hasAttribute("data-library", "H2");
    Locator regex = page.locator("[data-library='Regular expressions']");
    assertThat(regex.locator("a").first())
        .hasAttribute("href", Pattern.compile("https://docs.oracle.com/en/java/javase/25/.*"));
    assertThat(regex.locator("a", new Locator.LocatorOptions().setHasText("Search")))
        .hasAttribute("href", Pattern.compile(".*JDK%2025.*"));
    assertThat(page.locator("[data-kind=rule]")).containsText("Score 74");
    assertThat(page.locator("[data-kind=fd_leak]")).containsText("/tmp/orders.txt");
    shot("tips-dark");
    lock.locator("button.link").first().click();
    idle();
    assertThat(page.locator("[data-tab=TIMELINE]")).hasAttribute("aria-selected", "true");
    assertThat(page.locator(".popup:not([hidden]) h2")).hasText("OrderService.checkout");
  }

  // ---- one file on the disk ----

  @Test
  void allTabsWorkFromTheDisk(@TempDir Path folder) throws IOException {
    Path recording = root.resolve("tabs").resolve(ID + ".microlog");
    Path file = folder.resolve("tabs.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      HtmlExport.write(
          recording,
          StoreDirectory.keyOf(recording),
          HtmlExport.answers(TimelineFiles.read(recording)),
          out);
    }
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      newPage(new Browser.NewContextOptions().setColorScheme(scheme).setOffline(true));
      page.navigate(file.toUri().toString());
      tab("DESIGN");
      assertThat(node("com.acme.shop.OrderService")).isVisible();
      node("org.h2.*").locator(".twig").click();
      idle();
      assertThat(page.locator(".drawing .node[data-id^='org.h2.']")).hasCount(2);
      assertThat(node("com.acme.shop.OrderService")).isVisible();
      shot("disk-design-unfolded-" + scheme);
      button("Unfold all").click();
      idle();
      assertThat(node("java.util.regex.Pattern")).isVisible();
      page.keyboard().press("m");
      idle();
      assertThat(page.locator(".drawing .node.library")).hasCount(0);
      tab("LOG");
      assertThat(page.locator(".log-row").first()).containsText("Listening");
      tab("TIPS");
      assertThat(page.locator("[data-rule=contended-lock]")).isVisible();
      assertThat(page.locator("[data-library=H2]")).isVisible();
      shot("disk-tips-" + scheme);
      tab("EXPLANATION");
      assertThat(page.locator("section:not([hidden])").last()).containsText("InventoryCache");
      tab("TIMELINE");
      assertThat(page.locator(".canvas-box canvas").first()).isVisible();
      assertEquals(List.of(), complaints);
    }
  }

  /** From 1 s to 3 s of the recording: its first entry is at 0.5 s, its last at 3.5 s. */
  @Test
  void aPartOfARecordingWorksFromTheDisk(@TempDir Path folder) throws IOException {
    Timeline whole = TabsRecording.timeline();
    Timeline part = Excerpt.of(whole, Selection.range(whole, 1e6, 3e6));
    Path file = folder.resolve("part.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      HtmlExport.write(part, new RecordingKey("tabs", ID), out);
    }
    String text = Files.readString(file);
    assertTrue(!text.contains("Listening on port"), "an entry that is outside is not in the file");
    newPage(new Browser.NewContextOptions().setOffline(true));
    page.navigate(file.toUri().toString());
    idle();
    assertThat(page.locator(".canvas-box canvas").first()).isVisible();
    shot("part-timeline");
    tab("DESIGN");
    assertThat(node("com.acme.shop.OrderService")).isVisible();
    shot("part-design");
    tab("LOG");
    Locator rows = page.locator(".log-row");
    assertThat(page.locator(".log-row", new Page.LocatorOptions().setHasText("Slow"))).hasCount(1);
    assertThat(rows.getByText("An order is lost")).hasCount(1);
    assertThat(rows.getByText("Listening on port 8080")).hasCount(0);
    shot("part-log");
    tab("TIPS");
    assertThat(page.locator("[data-library=H2]")).isVisible();
    shot("part-tips");
    tab("EXPLANATION");
    assertThat(page.locator("section:not([hidden])").last()).containsText("ran for 2 s");
    shot("part-explanation");
    assertEquals(List.of(), complaints);
  }

  @Test
  void theServerCutsTheExportedPageToTheRange() {
    String export = address() + "/api/recordings/tabs/" + ID + "/export?format=html";
    APIResponse whole = page.request().get(export);
    APIResponse part = page.request().get(export + "&from=1.000000s&to=3.000000s");
    assertEquals(200, part.status());
    String disposition = part.headers().getOrDefault("content-disposition", "");
    assertTrue(disposition.endsWith(".part.html\""), disposition);
    assertTrue(part.body().length < whole.body().length);
    assertEquals(400, page.request().get(export + "&from=1h").status());
  }
}
