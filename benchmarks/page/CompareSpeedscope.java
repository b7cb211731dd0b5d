import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.server.MicrologServer;
import dev.microlog.server.ServerOptions;
import dev.microlog.server.store.DirectoryStore;
import dev.microlog.server.store.JfrTimelineConversion;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * How soon a recording is seen, and what memory that takes, here and in speedscope: in turn, in the
 * same Chromium, see README.md beside this file.
 *
 * <p>{@code java -cp … CompareSpeedscope.java recording.microlog SPEEDSCOPE/dist/release rounds
 * recording.jfr recording.pprof …}
 */
public final class CompareSpeedscope {
  private static final String ID = "2026_11_22_06_31_51";

  /** Notes when the first canvas was there for a whole frame. */
  private static final String WATCH =
      "(function look() { var canvas = document.querySelector('canvas');"
          + " if (canvas && canvas.width > 0) requestAnimationFrame(function() {"
          + " window.firstCanvas = performance.now(); }); else requestAnimationFrame(look); })()";

  public static void main(String[] args) throws IOException {
    Path release = Path.of(args[1]);
    int rounds = Integer.parseInt(args[2]);
    List<Path> profiles = new ArrayList<>();
    for (String each : List.of(args).subList(3, args.length)) {
      profiles.add(Path.of(each));
    }
    Path root = Files.createTempDirectory("compare-speedscope");
    HttpServer files = serve(release, profiles);
    try {
      Path copy = Files.createDirectories(root.resolve("app")).resolve(ID + ".microlog");
      Files.copy(Path.of(args[0]), copy);
      System.out.printf("%,d samples%n", TimelineFiles.read(copy).samples().size());
      compare(root, files.getAddress().getPort(), profiles, rounds);
    } finally {
      files.stop(0);
      try (Stream<Path> left = Files.walk(root)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compare(Path root, int port, List<Path> profiles, int rounds)
      throws IOException {
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
                        .setArgs(List.of("--no-sandbox", "--enable-unsafe-swiftshader")))) {
      MicrologServer server = MicrologServer.start(ServerOptions.loopback(0, "benchmark"), store);
      List<Figures> figures = new ArrayList<>();
      figures.add(
          new Figures(
              "microlog",
              server.url().replaceAll("/+$", "") + "/log/app/" + ID,
              "performance.getEntriesByName('microlog:painted')[0]?.startTime"));
      for (int i = 0; i < profiles.size(); i++) {
        String base = "http://127.0.0.1:" + port + "/";
        figures.add(
            new Figures(
                "speedscope, " + profiles.get(i).getFileName(),
                base + "index.html#profileURL=" + base + "profile-" + i + "/"
                    + profiles.get(i).getFileName(),
                "window.firstCanvas"));
      }
      for (int round = 0; round < rounds; round++) {
        for (Figures each : figures) {
          measure(browser, each);
        }
      }
      figures.forEach(Figures::print);
      server.close();
    }
  }

  private static void measure(Browser browser, Figures figures) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    Page page = context.newPage();
    page.setDefaultTimeout(120_000);
    page.addInitScript(WATCH);
    page.navigate(figures.url);
    page.waitForFunction("() => " + figures.seen);
    figures.millis.add(((Number) page.evaluate(figures.seen)).doubleValue());
    // what follows the first picture belongs to the memory too
    page.waitForTimeout(3000);
    CDPSession session = context.newCDPSession(page);
    JsonObject all = session.send("Runtime.getHeapUsage");
    session.send("HeapProfiler.collectGarbage");
    JsonObject kept = session.send("Runtime.getHeapUsage");
    figures.heap.add(megabytes(all));
    figures.kept.add(megabytes(kept));
    context.close();
  }

  private static double megabytes(JsonObject usage) {
    double bytes = usage.get("usedSize").getAsDouble();
    if (usage.has("backingStorageSize")) {
      bytes += usage.get("backingStorageSize").getAsDouble();
    }
    return bytes / 1e6;
  }

  private static final class Figures {
    private final String name;
    private final String url;
    private final String seen;
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> heap = new ArrayList<>();
    private final List<Double> kept = new ArrayList<>();

    Figures(String name, String url, String seen) {
      this.name = name;
      this.url = url;
      this.seen = seen;
    }

    void print() {
      System.out.printf(
          Locale.ROOT,
          "%s: first canvas after %s ms; heap %s MB, after a collection %s MB%n",
          name,
          summary(millis),
          summary(heap),
          summary(kept));
    }
  }

  private static String summary(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  /** Serves speedscope and the files that it opens. */
  private static HttpServer serve(Path release, List<Path> profiles) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, release, profiles));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Path release, List<Path> profiles)
      throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      Path file =
          path.startsWith("profile-")
              ? profiles.get(Integer.parseInt(path.substring(8, path.indexOf('/'))))
              : release.resolve(path.isEmpty() ? "index.html" : path);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String type =
          path.endsWith(".html") ? "text/html"
              : path.endsWith(".js") ? "text/javascript"
              : path.endsWith(".css") ? "text/css"
              : path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      exchange.getResponseHeaders().add("Content-Type", type);
      byte[] bytes = Files.readAllBytes(file);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
