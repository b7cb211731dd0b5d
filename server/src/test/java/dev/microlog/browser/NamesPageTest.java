package dev.microlog.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.ColorScheme;
import dev.microlog.convert.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of things to those who do not see them, and what their numbers count. */
class NamesPageTest extends PageFixture {
  private static final String PATH = "/log/tabs/" + ID;

  @Override
  void fill(Path root) throws IOException {
    Path app = Files.createDirectories(root.resolve("tabs"));
    TimelineFiles.write(TabsRecording.timeline(), app.resolve(ID + ".microlog"));
  }

  @BeforeEach
  void open() {
    newPage(ColorScheme.DARK);
  }

  @Test
  void theBoxesOfTheDesignSayAllThatTheyShow() {
    go(PATH + "?tab=design");
    String tree = page.locator(".drawing svg").ariaSnapshot();
    List<String> boxes = tree.lines().filter(line -> line.contains(" of the time shown")).toList();
    assertEquals(page.locator(".drawing .node").count(), boxes.size(), tree);
    Pattern named =
        Pattern.compile(
            ".*button \"[^\"]+, (class of|package with) [^\"]+, [0-9.,]+ (s|ms|µs), (< )?[0-9.]+ %"
                + " of the time shown, called by (none|\\d+), calls (none|\\d+)\".*");
    boxes.forEach(line -> assertTrue(named.matcher(line).matches(), line));
    assertTrue(tree.contains("button \"OrderService, class of com.acme.shop, "), tree);
  }

  @Test
  void theLogSaysWhatItCounts() {
    go(PATH + "?tab=log");
    assertThat(page.locator(".tool-bar:visible [role=status]"))
        .hasAttribute("title", Pattern.compile("Prints and logs, regions, .*"));
  }

  @Test
  void hotMethodsCountTheCallsThatReachIntoTheRange() {
    go(PATH + "?sel=1010000-1012000&panel=hot");
    assertThat(page.locator(".panel:visible thead")).containsText("Calls");
    List<String> counts = page.locator(".panel:visible tbody td:last-child").allTextContents();
    assertFalse(counts.isEmpty());
    assertFalse(counts.contains("0"), counts.toString());
    go(PATH + "?sel=0-60000000&panel=hot&mode=cpu");
    assertThat(page.locator(".panel:visible thead")).containsText("Samples");
  }
}
