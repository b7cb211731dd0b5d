package dev.microlog.browser;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;

/**
 * A recording with something for each tab: two packages and a library that call each other, a
 * contended monitor, entries with Markdown, with a throwable, of hostile text.
 */
final class TabsRecording {
  static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  static final String THROWABLE =
      """
      java.lang.IllegalStateException: the order is lost
      \tat com.acme.shop.OrderService.checkout(OrderService.java:142)
      \t... 12 more
      Caused by: java.io.IOException: no space left
      \tat com.acme.store.Disk.write(Disk.java:17)
      """;

  private final TimelineBuilder builder = new TimelineBuilder();
  private final int first;

  private TabsRecording(String name) {
    builder.recording(
        new RecordingInfo(
            name,
            1_795_329_111_123_000.0,
            60,
            10e6,
            "OpenJDK",
            "25.0.3+9",
            "host",
            1234,
            2,
            512e6,
            "com.acme.shop.Main",
            10_000,
            -1,
            -1,
            0,
            0,
            "shop.jfr"));
    first = builder.threads().add(31, "http-worker-1", "main", false);
  }

  static Timeline timeline() {
    TabsRecording recording = new TabsRecording("tabs");
    recording.fill();
    recording.builder.complete(true);
    return recording.builder.build();
  }

  /** A recording of log entries alone. */
  static Timeline ofEntries(int count, boolean complete) {
    TabsRecording recording = new TabsRecording("entries");
    for (int i = 0; i < count; i++) {
      recording.log(i * 10.0, Level.INFO, "jul", "entry " + (i % 1000 == 0 ? i : i % 1000), "");
    }
    recording.log(count * 10.0, Level.INFO, "jul", "the last of " + count, "");
    recording.builder.complete(complete);
    return recording.builder.build();
  }

  private void fill() {
    int second = builder.threads().add(32, "cache-refresher", "main", false);
    int run = stack(-1, "java.lang.Thread", "run", MethodKind.JDK);
    int main = stack(run, "com.acme.shop.Main", "main", MethodKind.YOURS);
    int post = stack(main, "com.acme.shop.web.CartController", "post", MethodKind.YOURS);
    int checkout = stack(post, "com.acme.shop.OrderService", "checkout", MethodKind.YOURS);
    int query = stack(checkout, "org.h2.jdbc.JdbcStatement", "execute", MethodKind.LIBRARY);
    int index = stack(query, "org.h2.index.Cursor", "next", MethodKind.LIBRARY);
    int regex = stack(checkout, "java.util.regex.Pattern", "compile", MethodKind.JDK);
    int reload = stack(run, "com.acme.shop.InventoryCache", "reload", MethodKind.YOURS);
    int evil = stack(checkout, "com.acme.evil." + HOSTILE, HOSTILE, MethodKind.YOURS);
    samples(first, 1e6, 1e6, index);
    samples(first, 2e6, 0.6e6, regex);
    samples(first, 3e6, 0.2e6, evil);
    samples(second, 4e6, 1e6, reload);
    builder
        .waits()
        .add(
            first,
            4e6,
            1e6,
            WaitKind.MONITOR,
            checkout,
            second,
            -1,
            builder.strings().intern("com.acme.shop.InventoryCache"));
    builder.pauses().add(2e6, 24_000, PauseKind.GC, builder.strings().intern("G1 Young"));
    builder.regions().add(first, 2e6, 1e6, builder.strings().intern("checkout region"));
    log(0.5e6, Level.INFO, "jul", "Listening on port 8080", "");
    log(
        1.5e6,
        Level.WARN,
        "api",
        "# Slow\n\n**three** times\n\n- one\n- [bad](javascript:alert(1))",
        "");
    log(2.5e6, Level.ERROR, "logback", "An order is lost", THROWABLE);
    log(3.5e6, Level.INFO, "stdout", HOSTILE, "");
    int heap = builder.lanes().lane("heap.used", "bytes", "jdk.GCHeapSummary");
    builder.lanes().add(heap, 1e6, 100e6);
    var strings = builder.strings();
    builder
        .leaks()
        .add(
            LeakKind.DESCRIPTOR,
            strings.intern("file"),
            strings.intern("/tmp/orders.txt"),
            1e6,
            1,
            -1,
            -1,
            first,
            checkout,
            -1);
    builder.add(
        new Finding(
            Finding.Kind.RULE,
            Finding.Severity.WARNING,
            "Stop the world",
            "Score 74. Pauses.",
            -1,
            -1,
            0,
            -1));
  }

  private int stack(int parent, String type, String method, MethodKind kind) {
    int row = builder.methods().intern(type, method, "()V", kind);
    return builder.stacks().intern(parent, builder.frames().intern(row, 12, FrameKind.COMPILED));
  }

  private void samples(int thread, double start, double duration, int stack) {
    for (double at = 0; at < duration; at += 10_000) {
      builder.samples().add(thread, start + at, stack, SampleKind.JAVA, 10_000);
    }
  }

  private void log(double time, Level level, String source, String message, String throwable) {
    var strings = builder.strings();
    boolean print = source.equals("stdout");
    builder
        .markers()
        .add(
            time,
            first,
            level,
            strings.intern(source),
            print ? -1 : strings.intern("com.acme.shop.OrderService"),
            strings.intern(message),
            throwable.isEmpty() ? -1 : strings.intern(throwable),
            -1,
            -1);
  }
}
