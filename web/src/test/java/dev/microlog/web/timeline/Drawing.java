package dev.microlog.web.timeline;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.TimelineBuilder;

/**
 * Recordings drawn as text: a column is an instant, 20 ms after the one before, a row a depth.
 *
 * <pre>
 *   AAAA AA      root frames
 *   BBC  B
 * </pre>
 *
 * <p>A letter is the method {@code com.acme.A.run}; small letters are methods of the JDK.
 */
final class Drawing {
  static final int PERIOD_MICROS = 20_000;

  final TimelineBuilder builder = new TimelineBuilder();

  Drawing(double durationMillis) {
    builder.recording(
        new RecordingInfo(
            "test",
            0,
            0,
            durationMillis * 1000,
            "",
            "",
            "",
            1,
            2,
            -1,
            "",
            PERIOD_MICROS,
            -1,
            -1,
            0,
            0,
            ""));
    builder.complete(true);
  }

  /** Adds a thread with the samples of a drawing; returns its row. */
  int thread(String name, String... rows) {
    int thread = builder.threads().add(builder.threads().size() + 1, name, "main", false);
    int columns = 0;
    for (String row : rows) {
      columns = Math.max(columns, row.length());
    }
    for (int column = 0; column < columns; column++) {
      int stack = stack(column, rows);
      if (stack >= 0) {
        double time = PERIOD_MICROS / 2.0 + column * (double) PERIOD_MICROS;
        builder.samples().add(thread, time, stack, SampleKind.JAVA, PERIOD_MICROS);
      }
    }
    return thread;
  }

  private int stack(int column, String... rows) {
    int stack = -1;
    for (String row : rows) {
      char letter = column < row.length() ? row.charAt(column) : ' ';
      if (letter == ' ') {
        return stack;
      }
      stack = builder.stacks().intern(stack, frame(letter));
    }
    return stack;
  }

  int frame(char letter) {
    boolean jdk = Character.isLowerCase(letter);
    int method =
        builder
            .methods()
            .intern(
                (jdk ? "java.lang." : "com.acme.") + letter,
                "run",
                "()V",
                jdk ? MethodKind.JDK : MethodKind.YOURS);
    return builder.frames().intern(method, 1, FrameKind.COMPILED);
  }

  Scene scene() {
    return new Scene(builder.build());
  }
}
