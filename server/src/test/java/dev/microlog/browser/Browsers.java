package dev.microlog.browser;

import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Finds the Chromium of this machine. Nothing is ever downloaded. */
final class Browsers {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private static final String MISSING =
      "No Chromium was found, so the page was not tested. Install one (Debian: apt-get install"
          + " chromium), or name one in the environment variable MICROLOG_CHROMIUM.";

  private static final double ASSERTION_MILLIS = 20_000;

  private Browsers() {}

  static Playwright playwright() {
    // A page is waited for, not timed: on a busy machine its answer takes as long as it takes.
    PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MILLIS);
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** A path to Chromium; ends the test as skipped, or as failed if a browser is required. */
  static Path chromium() {
    String named = System.getenv("MICROLOG_CHROMIUM");
    if (named != null && Files.isExecutable(Path.of(named))) {
      return Path.of(named);
    }
    for (String place : PLACES) {
      if (Files.isExecutable(Path.of(place))) {
        return Path.of(place);
      }
    }
    if (Boolean.getBoolean("microlog.browser.required")) {
      fail(MISSING);
    }
    // Surefire does not say why a whole class was skipped.
    System.out.println(MISSING);
    Assumptions.abort(MISSING);
    throw new IllegalStateException(MISSING);
  }

  static Browser launch(Playwright playwright, Path chromium) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(List.of("--no-sandbox")));
  }
}
