package dev.microlog.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.microlog.convert.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in windows from a phone's to a large screen's: all of it can be seen and reached. */
class WindowSizesTest extends PageFixture {
  private static final int MANY = 60;
  private static final String PATH = "/log/shop/" + ID;

  /** The least width of a field that one can still read what one types into. */
  private static final double READABLE = 90;

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("shop"));
    TimelineFiles.write(ShopRecording.timeline(), app.resolve(ID + ".microlog"));
    for (int i = 2; i <= MANY; i++) {
      Files.copy(app.resolve(ID + ".microlog"), app.resolve(ID + "_" + i + ".microlog"));
    }
  }

  @BeforeEach
  void open() {
    newPage(ColorScheme.DARK);
  }

  private List<Locator> shown(String selector) {
    return page.locator(selector).all().stream().filter(Locator::isVisible).toList();
  }

  private void liesInside(Locator element, int width) {
    BoundingBox box = element.boundingBox();
    assertTrue(
        box.x >= 0 && box.x + box.width <= width + 0.5,
        element.textContent() + " from " + box.x + " to " + (box.x + box.width) + " of " + width);
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 390, 620, 720, 900, 1024, 1100, 1280, 1920})
  void allOfTheHeaderIsInTheWindow(int width) {
    page.setViewportSize(width, 800);
    go(PATH + "?q=checkout");
    List<Locator> parts = shown(".header > .button, .header .tab, .search");
    assertEquals(width <= 860 ? 12 : 11, parts.size());
    for (Locator part : parts) {
      liesInside(part, width);
    }
    assertTrue(page.locator(".search input").boundingBox().width >= READABLE);
    assertTrue(page.locator(".canvas-box canvas").boundingBox().height > 400);
  }

  @Test
  void theNumbersOfHotMethodsAreInTheWindowOfAPhone() {
    page.setViewportSize(390, 844);
    go(PATH + "?sel=0-60000000&panel=hot");
    List<Locator> counts = shown(".panel tbody tr:first-child td");
    assertEquals(4, counts.size());
    counts.forEach(cell -> liesInside(cell, 390));
  }

  @Test
  void tipsScrollAsOneOnAPhone() {
    page.setViewportSize(390, 500);
    go(PATH + "?tab=tips");
    List<Locator> parts = shown(".split.tips > * > *");
    assertTrue(parts.size() > 4, "parts: " + parts.size());
    double free = 0;
    for (Locator part : parts) {
      BoundingBox box = part.boundingBox();
      assertTrue(box.y >= free - 0.5, part.textContent() + " begins inside the part before");
      free = box.y + box.height;
    }
    assertTrue(free > 500, "the end is below the window: " + free);
    parts.get(parts.size() - 1).scrollIntoViewIfNeeded();
    assertTrue(parts.get(0).boundingBox().y < 0, "what is first has moved with the rest");
  }

  @Test
  void theTimeOfTheRecordingIsNotCut() {
    for (int width : new int[] {900, 1100, 1280, 1440}) {
      page.setViewportSize(width, 800);
      go(PATH);
      BoundingBox subject = page.locator(".subject").boundingBox();
      BoundingBox time = page.locator(".subject > :nth-child(2)").boundingBox();
      assertTrue(time.width > 50, "at " + width + ": " + time.width);
      assertTrue(time.x + time.width <= subject.x + subject.width + 0.5, "at " + width);
    }
  }

  @Test
  void onPaperTheTimelineIsAsWideAsThePage() {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    go(PATH);
    BoundingBox box = page.locator(".canvas-box canvas").boundingBox();
    assertEquals(0, box.x, 0.5);
    assertEquals(WIDTH, box.width, 0.5);
  }

  @Test
  void theListOfRecordingsShowsTheOneThatIsOpen() {
    for (int i : new int[] {2, MANY / 2, MANY}) {
      go(PATH + "_" + i);
      BoundingBox list = page.locator(".recordings").boundingBox();
      BoundingBox link = page.locator(".recording[aria-current=true]").boundingBox();
      assertTrue(
          link.y >= list.y && link.y + link.height <= list.y + list.height,
          "recording " + i + " at " + link.y + " of " + list.height);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 720, 900})
  void theFieldsOfTheLogCanBeReadAndUsed(int width) {
    page.setViewportSize(width, 800);
    go(PATH + "?tab=log");
    List<Locator> fields =
        shown("section[aria-label='Log'] .fields select, section[aria-label='Log'] .fields input");
    assertEquals(4, fields.size());
    for (Locator field : fields) {
      assertTrue(field.boundingBox().width >= READABLE, field.getAttribute("aria-label"));
      liesInside(field, width);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 1280, 1440, 1920})
  void theTabsOfTheRangeStayWhereTheyAre(int width) {
    page.setViewportSize(width, 800);
    go(PATH + "?sel=2000000-5000000");
    BoundingBox before = page.locator("[data-panel=WAITS]").boundingBox();
    page.locator("[data-panel=WAITS]").click();
    idle();
    BoundingBox after = page.locator("[data-panel=WAITS]").boundingBox();
    assertEquals(before.y, after.y, 0.5);
    assertEquals(before.x, after.x, 14, "a chosen tab is bold, and a little wider");
  }

  @Test
  void wordsInTheTablesOfAPhoneAreNotBroken() {
    page.setViewportSize(390, 844);
    go(PATH + "?sel=0-60000000&panel=waits");
    Locator kind = page.locator(".panel tbody td:first-child").first();
    assertTrue(kind.boundingBox().height < 45, kind.textContent());
  }
}
