package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.microlog.convert.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelinePageTest extends PageFixture {
  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + ".microlog"));
  }

  @BeforeEach
  void open() {
    open(ColorScheme.DARK);
  }

  private void open(ColorScheme scheme) {
    newPage(scheme);
    go("/log/shop/" + ID);
  }

  /** Selects a call by the address, as a shared link does. */
  private void select(int thread, int depth, double seconds) {
    go("/log/shop/" + ID + "?call=" + thread + "." + depth + "." + (long) (seconds * 1e6));
  }

  @Test
  void showsTheRecordingAndItsMarks() {
    assertThat(page.locator(".recording")).hasCount(1);
    assertThat(page.locator(".subject")).containsText("shop");
    assertThat(page.locator(".subject")).containsText("JDK 25");
    assertThat(canvas()).isVisible();
    Object marks = page.evaluate("performance.getEntriesByType('mark').map(m => m.name).join(' ')");
    assertEquals("microlog:response microlog:decoded microlog:painted microlog:complete", marks);
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
    assertThat(popup.locator(".why")).containsText("as long as usual");
    assertThat(popup.locator(".why")).containsText("InventoryCache");
    assertThat(popup.locator(".why")).containsText("cache-refresher");
    assertThat(popup).containsText("payment retried (2 of 3)");
    shot("timeline-dark");
    popup.getByText("InventoryCache.reload").first().click();
    idle();
    assertThat(popup.locator("h2")).hasText("InventoryCache.reload");
    page.keyboard().press("Escape");
    idle();
    assertThat(page.locator(".popup:not([hidden])")).hasCount(0);
  }

  @Test
  void clickingTheCanvasSelectsACall() {
    go("/log/shop/" + ID + "?t=200000-420000");
    double y = placeOf("com.acme.shop.OrderService.checkout", 900, 200);
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
    assertThat(page.locator("section[aria-label='What happened in the range']")).isVisible();
    assertThat(page.locator("section[aria-label='What happened in the range'] strong"))
        .containsText("selected");
    for (String tab : List.of("TREE", "INVERTED", "BUTTERFLY", "HOT", "WAITS", "FINDINGS")) {
      page.locator("[data-panel=" + tab + "]").click();
      idle();
      assertThat(page.locator("section[aria-label='What happened in the range'] .content"))
          .not()
          .isEmpty();
    }
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
  void lightFollowsTheSystem() {
    open(ColorScheme.LIGHT);
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    select(0, 2, 4.4);
    shot("timeline-light");
  }

  @Test
  void aRecordingThatIsNotThereSaysSo() {
    go("/log/shop/2020_01_01_00_00_00");
    assertThat(page.locator(".notice")).containsText("There is no such recording");
    expectComplaints("404");
  }
}
