package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import dev.microlog.convert.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a recording says, the page shows it as text and goes on working. */
class HostilePageTest extends PageFixture {
  private static final String PATH = "/log/hostile/" + ID;

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("hostile"));
    TimelineFiles.write(HostileRecording.timeline(), app.resolve(ID + ".microlog"));
  }

  /** The page has no picture, script or frame but its own, and nothing is longer than it may be. */
  @AfterEach
  void nothingButText() {
    assertThat(page.locator("img, iframe, body script")).hasCount(0);
    assertThat(page.locator("a[href^='javascript:']")).hasCount(0);
    assertThat(page.locator(".toast.error")).hasCount(0);
    assertEquals(false, page.evaluate("document.body.scrollWidth > innerWidth"));
  }

  @Test
  void theTimelineIsDrawn() {
    newPage(ColorScheme.DARK);
    go(PATH);
    assertThat(canvas()).isVisible();
    press("w", "w", "d", "s", "0", "j", "j", "t", "g", "g", "g", "g", "g");
    assertThat(popup().locator(".why")).not().isEmpty();
    press("Escape", ".", ".", ".", ".", ".");
    assertThat(popup()).isVisible();
    shot("hostile");
    for (int thread = 0; thread < 5; thread++) {
      go(PATH + "?call=" + thread + ".0.900000");
      assertThat(popup().locator("h2")).not().isEmpty();
      press("Escape");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLAME",
        "TREE",
        "INVERTED",
        "BUTTERFLY",
        "HOT",
        "ALLOCATED",
        "WAITS",
        "LOG",
        "FINDINGS",
        "COMPARE"
      })
  void theRangeIsShown(String panel) {
    newPage(ColorScheme.LIGHT);
    go(PATH + "?sel=0-5000000&q=script&compare=0-2000000&panel=" + panel);
    assertThat(
            page.locator("section[aria-label='What happened in the range'] .content > *").first())
        .isVisible();
  }

  @Test
  void theOtherTabsAndThePaletteShowText() {
    newPage(ColorScheme.DARK);
    go(PATH);
    page.locator("[data-tab=LOG]").click();
    idle();
    assertThat(page.locator(".log-body")).containsText("<script>");
    press("Control+p");
    page.keyboard().type("script");
    idle();
    assertThat(page.locator(".palette li").first()).containsText("<script>");
    page.keyboard().press("Enter");
    idle();
    press("/");
    page.keyboard().type("([");
    idle();
    assertThat(page.locator(".search.bad")).hasCount(1);
    page.locator("[data-tab=TIMELINE]").click();
    idle();
    page.locator("[aria-label='Tracks and lanes']").click();
    assertThat(page.locator(".menu")).containsText("<script>");
  }
}
