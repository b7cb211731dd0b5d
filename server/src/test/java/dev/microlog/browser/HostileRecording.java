package dev.microlog.browser;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import java.util.List;

/** A recording whose every text is out to harm, with intervals that cannot be. */
final class HostileRecording {
  static final String SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  static final String MARKDOWN = "[click](javascript:alert(3)) ![x](https://evil.example/x.png)";
  static final String RIGHT_TO_LEFT = "\u202Eelif.\u05E9\u05DC\u05D5\u05DD\u202C";
  static final String COMBINING = "Z\u0351\u036B\u0343\u036A\u0302".repeat(60);
  static final String LONG = "very.long.".repeat(100_000);

  private final TimelineBuilder builder = new TimelineBuilder();

  private HostileRecording() {}

  static Timeline timeline() {
    return new HostileRecording().build();
  }

  private Timeline build() {
    builder.recording(
        new RecordingInfo(
            SCRIPT, 1e15, 0, 5e6, SCRIPT, SCRIPT, SCRIPT, 1, 2, -1, SCRIPT, 20_000, -1, -1, 0, 0,
            SCRIPT));
    for (String text : List.of(SCRIPT, MARKDOWN, RIGHT_TO_LEFT, COMBINING, LONG)) {
      thread(text);
    }
    int detail = builder.strings().intern(SCRIPT);
    builder.pauses().add(1e6, 0, PauseKind.GC, detail);
    builder.pauses().add(2e6, 10_000, PauseKind.SAFEPOINT, detail);
    int lane = builder.lanes().lane(SCRIPT, "bytes", SCRIPT);
    builder.lanes().add(lane, 0, Double.MAX_VALUE);
    builder.lanes().add(lane, 1e6, -1);
    builder.complete(true);
    return builder.build();
  }

  private void thread(String text) {
    int row = builder.threads().add(builder.threads().size() + 1, text, text, false);
    int method = builder.methods().intern("com.acme." + text, text, "()V", MethodKind.YOURS);
    int stack =
        builder.stacks().intern(-1, builder.frames().intern(method, -1, FrameKind.COMPILED));
    for (int i = 0; i < 60; i++) {
      builder.samples().add(row, 500_000 + i * 20_000.0, stack, SampleKind.JAVA, 20_000);
    }
    int string = builder.strings().intern(text);
    builder.waits().add(row, 2_000_000, 0, WaitKind.MONITOR, stack, row, -1, string);
    builder.waits().add(row, 2_050_000, -700_000, WaitKind.SLEEP, stack, -1, -1, string);
    builder.waits().add(row, 2_100_000, 900_000, WaitKind.MONITOR, stack, 0, -1, string);
    builder.allocations().add(row, 600_000, stack, string, -1);
    builder.regions().add(row, 700_000, 0, string);
    builder
        .markers()
        .add(
            800_000 + row * 100_000.0,
            row,
            Level.ERROR,
            string,
            string,
            string,
            string,
            string,
            stack);
    builder.add(
        new Finding(
            Finding.Kind.RULE,
            Finding.Severity.ERROR,
            text.length() > 1000 ? text.substring(0, 1000) : text,
            text + "\n" + text,
            row,
            900_000,
            0,
            method));
  }
}
