package dev.microlog.browser;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;

/**
 * A recording with a known story: two workers check carts out, every 500 ms one call; the seventh
 * of the first waits 1.3 s for the cache's monitor, which {@code cache-refresher} holds while it
 * reloads. Names and messages are hostile where a person's would not be.
 */
final class ShopRecording {
  static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  static final double DURATION_MICROS = 10e6;

  private static final int PERIOD = 10_000;

  private final TimelineBuilder builder = new TimelineBuilder();
  private final double querySlowness;

  private ShopRecording(double querySlowness) {
    this.querySlowness = querySlowness;
  }

  static Timeline timeline() {
    return new ShopRecording(1).build();
  }

  /** The same, but each query of the first worker takes so many times as long. */
  static Timeline slower(double querySlowness) {
    return new ShopRecording(querySlowness).build();
  }

  private Timeline build() {
    builder.recording(
        new RecordingInfo(
            "shop",
            1_795_329_111_123_000.0,
            60,
            DURATION_MICROS,
            "OpenJDK",
            "25.0.3+9",
            "host",
            1234,
            2,
            512e6,
            "com.acme.shop.Main",
            PERIOD,
            20_000,
            -1,
            0,
            0,
            "shop.jfr"));
    int first = builder.threads().add(31, "http-worker-1", "main", false);
    int second = builder.threads().add(32, "http-worker-2", "main", false);
    int refresher = builder.threads().add(33, "cache-refresher", "main", false);
    int hostile = builder.threads().add(34, HOSTILE, "main", false);
    int run = stack(-1, "java.lang.Thread", "run", 840, MethodKind.JDK);
    int post = stack(run, "com.acme.shop.CartController", "post", 51, MethodKind.YOURS);
    int checkout = stack(post, "com.acme.shop.OrderService", "checkout", 142, MethodKind.YOURS);
    int price = stack(checkout, "com.acme.shop.PriceRules", "apply", 33, MethodKind.YOURS);
    int query = stack(checkout, "org.h2.jdbc.JdbcStatement", "execute", 231, MethodKind.LIBRARY);
    int get = stack(checkout, "com.acme.shop.InventoryCache", "get", 77, MethodKind.YOURS);
    int reload =
        stack(
            stack(run, "com.acme.shop.CacheRefresher", "run", 20, MethodKind.YOURS),
            "com.acme.shop.InventoryCache",
            "reload",
            99,
            MethodKind.YOURS);
    for (int call = 0; call < 18; call++) {
      double start = 200_000 + call * 500_000.0;
      if (call == 7) {
        builder
            .waits()
            .add(
                first,
                start + 40_000,
                1_300_000,
                WaitKind.MONITOR,
                get,
                refresher,
                -1,
                builder.strings().intern("com.acme.shop.InventoryCache"));
        seen(first, start - PERIOD, run);
        samples(first, start, 40_000, price);
        samples(refresher, start, 1_340_000, reload);
        seen(first, start + 1_340_000, run);
        continue;
      }
      boolean waiting = call == 8 || call == 9;
      if (!waiting) {
        seen(first, start - PERIOD, run);
        samples(first, start, 90_000, price);
        samples(first, start + 90_000, 120_000 * querySlowness, query);
        seen(first, start + 90_000 + 120_000 * querySlowness, run);
      }
      samples(second, start + 50_000, 80_000, query);
      samples(second, start + 130_000, 90_000 + call * 2000, price);
    }
    int evil = stack(run, "com.acme." + HOSTILE, HOSTILE, 1, MethodKind.YOURS);
    samples(hostile, 1_000_000, 500_000, evil);
    builder.pauses().add(2_000_000, 24_000, PauseKind.GC, builder.strings().intern("G1 Young"));
    builder.pauses().add(6_000_000, 31_000, PauseKind.GC, builder.strings().intern("G1 Young"));
    marker(500_000, first, Level.INFO, "Listening on port 8080", checkout);
    marker(3_760_000, first, Level.WARN, "payment retried (2 of 3)", checkout);
    marker(5_100_000, second, Level.ERROR, "payment failed", checkout);
    marker(7_000_000, hostile, Level.INFO, HOSTILE, evil);
    int cpu = builder.lanes().lane("cpu.machine", "ratio", "jdk.CPULoad");
    int heap = builder.lanes().lane("heap.used", "bytes", "jdk.GCHeapSummary");
    for (int second1 = 0; second1 <= 10; second1++) {
      builder.lanes().add(cpu, second1 * 1e6, 0.4 + 0.3 * Math.sin(second1));
      builder.lanes().add(heap, second1 * 1e6, 100e6 + second1 % 4 * 60e6);
    }
    int leaf = run;
    for (int i = 0; i < 6; i++) {
      leaf = stack(leaf, "com.acme.shop.Tree", "visit", 12, MethodKind.YOURS);
    }
    int walker = builder.threads().add(35, "tree-walker", "main", false);
    samples(walker, 500_000, 300_000, leaf);
    for (int i = 1; i <= 6; i++) {
      int pool = builder.threads().add(40 + i, "pool-1-thread-" + i, "main", false);
      samples(pool, 2_000_000 + i * 300_000, 150_000, query);
    }
    for (int i = 1; i <= 3; i++) {
      int virtual = builder.threads().add(900 + i, "", "VirtualThreads", true);
      samples(virtual, 3_000_000 + i * 100_000, 50_000, price);
    }
    int cart = builder.strings().intern("com.acme.shop.Cart");
    int bytes = builder.strings().intern("byte[]");
    for (int i = 0; i < 20; i++) {
      builder.allocations().add(first, 300_000 + i * 400_000.0, price, cart, 64_000);
      builder.allocations().add(second, 310_000 + i * 400_000.0, query, bytes, 512_000);
    }
    builder.complete(true);
    return builder.build();
  }

  private int stack(int parent, String type, String method, int line, MethodKind kind) {
    int row = builder.methods().intern(type, method, "()V", kind);
    int frame = builder.frames().intern(row, line, FrameKind.COMPILED);
    return builder.stacks().intern(parent, frame);
  }

  /** The caller seen for one period: what it calls before or after that begins or ends there. */
  private void seen(int thread, double start, int caller) {
    samples(thread, start, PERIOD, caller);
  }

  private void samples(int thread, double start, double duration, int stack) {
    for (double at = 0; at < duration; at += PERIOD) {
      builder.samples().add(thread, start + at, stack, SampleKind.JAVA, PERIOD);
    }
  }

  private void marker(double time, int thread, Level level, String message, int stack) {
    int source = builder.strings().intern("jul");
    int logger = builder.strings().intern("com.acme.shop");
    builder
        .markers()
        .add(time, thread, level, source, logger, builder.strings().intern(message), -1, -1, stack);
  }
}
