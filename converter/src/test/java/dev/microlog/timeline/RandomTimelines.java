package dev.microlog.timeline;

import java.util.Random;

/** Makes timelines that use every column, from a seed. */
public final class RandomTimelines {
  private final Random random;
  private final TimelineBuilder builder = new TimelineBuilder();

  public RandomTimelines(long seed) {
    random = new Random(seed);
  }

  /** The next part of one recording: dictionaries grow, events are new. */
  public Timeline next(int rows, boolean last) {
    builder.clearRows();
    builder.complete(last);
    builder.recording(
        new RecordingInfo(
            text(),
            1.8e15 + number(1e9),
            -210,
            number(1e12),
            text(),
            "25",
            "host",
            4711,
            8,
            4294967296.0,
            text(),
            20000,
            -1,
            10000,
            number(10),
            -1,
            "in.jfr"));
    for (int i = 0; i < rows; i++) {
      int method = builder.methods().intern(text(), text(), text(), pick(MethodKind.values()));
      int frame =
          builder.frames().intern(method, random.nextInt(500) - 1, pick(FrameKind.values()));
      builder.stacks().intern(random.nextInt(builder.stacks().size() + 1) - 1, frame);
    }
    for (int i = 0; i < 3; i++) {
      builder.threads().add(random.nextInt(1000) - 500, text(), text(), random.nextBoolean());
    }
    builder.threads().endMicros(random.nextInt(builder.threads().size()), number(1e9));
    for (int i = 0; i < rows; i++) {
      events();
    }
    return builder.build();
  }

  private void events() {
    builder
        .samples()
        .add(
            thread(),
            number(1e6) * 100,
            stack(),
            pick(SampleKind.values()),
            1000 * random.nextInt(3));
    builder
        .waits()
        .add(
            thread(),
            number(1e9) - 5000,
            number(1e12),
            pick(WaitKind.values()),
            stack(),
            thread(),
            number(1e6) - 1,
            string());
    double cpu = number(1e7);
    builder.threadLoads().add(thread(), number(1e9), cpu * 2, cpu);
    builder.pauses().add(number(1e9), number(1e5), pick(PauseKind.values()), string());
    builder.allocations().add(thread(), number(1e6) * 100, stack(), string(), number(1e9));
    builder.exceptions().add(thread(), number(1e9), stack(), string(), string());
    builder.regions().add(thread(), number(1e9), number(1e9), string());
    builder
        .markers()
        .add(
            number(1e9),
            thread(),
            pick(Level.values()),
            string(),
            string(),
            string(),
            string(),
            string(),
            stack());
    double time = number(1e9);
    builder.lanes().add("heap.used", "bytes", "jdk.GCHeapSummary", time, number(1e12));
    builder.lanes().add("cpu.jvm.user", "ratio", "jdk.CPULoad", time, random.nextInt(10001) / 1e4);
    builder.lanes().add("odd", "1/s", "test", number(1e9), random.nextGaussian());
    builder
        .leaks()
        .add(
            pick(LeakKind.values()),
            string(),
            string(),
            number(1e9) - 1,
            number(100),
            number(1e9) - 1,
            number(1e9),
            thread(),
            stack(),
            string());
    if (random.nextInt(10) == 0) {
      builder.add(
          new Finding(
              pick(Finding.Kind.values()),
              pick(Finding.Severity.values()),
              text(),
              text(),
              thread(),
              number(1e9) - 1,
              number(1e9),
              random.nextInt(builder.methods().size() + 1) - 1));
    }
  }

  private double number(double limit) {
    return Math.floor(random.nextDouble() * limit);
  }

  private int thread() {
    return random.nextInt(builder.threads().size());
  }

  private int stack() {
    return random.nextInt(builder.stacks().size() + 1) - 1;
  }

  private int string() {
    return random.nextInt(4) == 0 ? -1 : builder.strings().intern(text());
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private String text() {
    String[] texts = {
      "",
      "a",
      "java.lang.Thread",
      "größer",
      "猫",
      "😀",
      "GET /orders/17 took 12 ms",
      "x".repeat(200),
      "line\nline",
      "order " + random.nextInt(1000)
    };
    return pick(texts);
  }
}
