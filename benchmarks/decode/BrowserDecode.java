import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a segment of samples takes to decode in Chromium: the page, which is Java, and {@code
 * decode.js} beside this file, in turn, each in a page of its own that has decoded nothing before.
 *
 * <p>{@code java -cp … BrowserDecode.java FILE.microlog decode.js [rounds]}
 */
public final class BrowserDecode {
  private static final String ID = "2026_11_22_06_31_51";

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
    String script = Files.readString(Path.of(args[1]));
    Path root = Files.createTempDirectory("browser-decode");
    try {
      Files.copy(
          Path.of(args[0]),
          Files.createDirectories(root.resolve("app")).resolve(ID + ".microlog"));
      measure(root, script, rounds);
    } finally {
      try (Stream<Path> left = Files.walk(root)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void measure(Path root, String script, int rounds) throws IOException {
    try (DirectoryStore store =
            DirectoryStore.open(StoreDirectory.open(root), new JfrTimelineConversion());
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      MicrologServer server = MicrologServer.start(ServerOptions.loopback(0, "benchmark"), store);
      String base = server.url().replaceAll("/+$", "");
      List<Double> java = new ArrayList<>();
      List<Double> byHand = new ArrayList<>();
      List<Double> byHandAgain = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        java.add(page(browser, base + "/log/app/" + ID));
        List<?> two = byHand(browser, base, script);
        byHand.add(((Number) two.get(0)).doubleValue());
        byHandAgain.add(((Number) two.get(1)).doubleValue());
      }
      System.out.println("page " + summary(java));
      System.out.println("by hand " + summary(byHand));
      System.out.println("by hand, the tenth time " + summary(byHandAgain));
      System.out.printf(Locale.ROOT, "ratio %.2f%n", median(java) / median(byHand));
      server.close();
    }
  }

  private static double page(Browser browser, String url) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    Page page = context.newPage();
    page.setDefaultTimeout(120_000);
    page.navigate(url);
    page.waitForSelector(
        "html[data-idle=true]",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    double millis =
        ((Number)
                page.evaluate(
                    "performance.getEntriesByName('microlog:decoded')[0].startTime"
                        + " - performance.getEntriesByName('microlog:response')[0].startTime"))
            .doubleValue();
    context.close();
    return millis;
  }

  private static List<?> byHand(Browser browser, String base, String script) {
    BrowserContext context = browser.newContext();
    Page page = context.newPage();
    page.navigate(base + "/api/recordings");
    Object millis =
        page.evaluate(
            "async () => {"
                + script
                + "const answer = await fetch('/api/recordings/app/" + ID + "');"
                + "const bytes = new Uint8Array(await answer.arrayBuffer());"
                + "let first = -1, last = -1;"
                + "for (let i = 0; i < 10; i++) {"
                + "  const start = performance.now(), found = decodeSamples(bytes);"
                + "  last = performance.now() - start;"
                + "  if (first < 0) first = last;"
                + "  if (!found.rows) throw new Error('no samples');"
                + "}"
                + "return [first, last]; }");
    context.close();
    return (List<?>) millis;
  }

  private static double median(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray()[values.size() / 2];
  }

  private static String summary(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "median %.1f ms (%.1f to %.1f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
