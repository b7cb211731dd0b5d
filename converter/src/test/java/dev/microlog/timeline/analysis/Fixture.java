package dev.microlog.timeline.analysis;

import dev.microlog.timeline.FrameKind;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A timeline drawn as text: each thread's stacks as columns of letters, the root on top, one column
 * every 20 ms (the first at 20 ms).
 *
 * <pre>
 *   main    AAA.A       four samples: A→B at 20 ms, A→B at 40, A→C at 60, none at 80, A at 100
 *           BBC
 *   worker  ..D
 * </pre>
 *
 * <p>An upper-case letter is a method of yours ({@code app.Main.A}); {@code s p w r f e} are {@code
 * Thread.sleep}, {@code LockSupport.park}, {@code Object.wait}, {@code socketRead0}, {@code
 * readBytes} and {@code EPoll.wait}; other lower-case letters are methods of a library. {@code ?}
 * is a sample without a stack, {@code ~} the root of a truncated one.
 */
public final class Fixture {
  public static final int PERIOD = 20_000;

  private final TimelineBuilder builder = new TimelineBuilder();
  private final Map<String, Integer> threads = new LinkedHashMap<>();
  private double end;
  private int cores = 4;
  private int line = 1;
  private SampleKind kind = SampleKind.JAVA;
  private int period = PERIOD;

  private Fixture() {}

  public static Fixture of(String drawing) {
    return new Fixture().draw(drawing);
  }

  public static Fixture empty() {
    return new Fixture();
  }

  public TimelineBuilder builder() {
    return builder;
  }

  /** Samples drawn after this are of that kind. */
  public Fixture kind(SampleKind kind) {
    this.kind = kind;
    return this;
  }

  /** Columns drawn after this are that far apart. */
  public Fixture period(int micros) {
    period = micros;
    return this;
  }

  public Fixture cores(int cores) {
    this.cores = cores;
    return this;
  }

  public Fixture draw(String drawing) {
    return drawAt(0, drawing);
  }

  /** Draws with the first column one period after that instant. */
  public Fixture drawAt(double fromMillis, String drawing) {
    String[] lines = drawing.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      int column = lines[i].indexOf(' ');
      int thread = thread(lines[i].substring(0, column));
      while (lines[i].charAt(column) == ' ') {
        column++;
      }
      int last = i;
      while (last + 1 < lines.length && lines[last + 1].startsWith(" ")) {
        last++;
      }
      for (int x = column; x < lines[i].length(); x++) {
        StringBuilder stack = new StringBuilder();
        for (int y = i; y <= last && x < lines[y].length(); y++) {
          if (lines[y].charAt(x) != ' ') {
            stack.append(lines[y].charAt(x));
          }
        }
        if (!stack.isEmpty() && stack.charAt(0) != '.') {
          double at = fromMillis * 1000 + (x - column + 1) * (double) period;
          sample(thread, at, stack.toString());
        }
      }
      i = last;
    }
    return this;
  }

  private void sample(int thread, double micros, String stack) {
    char leaf = stack.charAt(stack.length() - 1);
    SampleKind actual = leaf == 'r' || leaf == 'e' || leaf == 'f' ? SampleKind.NATIVE : kind;
    builder.samples().add(thread, micros, stack(stack), actual, period);
    end = Math.max(end, micros);
  }

  public int thread(String name) {
    return threads.computeIfAbsent(
        name, n -> builder.threads().add(threads.size() + 1.0, n, "main", false));
  }

  /**
   * The stack of letters, the root first; -1 for a question mark. Each call is at a line of its
   * own.
   */
  public int stack(String letters) {
    int node = -1;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == '?') {
        return -1;
      }
      int frame = builder.frames().intern(method(letter), line % 7 + 1, FrameKind.COMPILED);
      node = builder.stacks().intern(node, frame);
    }
    line++;
    return node;
  }

  public int method(char letter) {
    return switch (letter) {
      case 's' -> method("java.lang.Thread", "sleep", MethodKind.JDK);
      case 'p' -> method("java.util.concurrent.locks.LockSupport", "park", MethodKind.JDK);
      case 'w' -> method("java.lang.Object", "wait", MethodKind.JDK);
      case 'r' -> method("java.net.SocketInputStream", "socketRead0", MethodKind.JDK);
      case 'f' -> method("java.io.FileInputStream", "readBytes", MethodKind.JDK);
      case 'e' -> method("sun.nio.ch.EPoll", "wait", MethodKind.JDK);
      case '~' -> method("", MethodTable.TRUNCATED, MethodKind.JDK);
      default ->
          Character.isUpperCase(letter)
              ? method("app.Main", String.valueOf(letter), MethodKind.YOURS)
              : method("lib.tool.Tool", String.valueOf(letter), MethodKind.LIBRARY);
    };
  }

  public int method(String type, String name, MethodKind methodKind) {
    return builder.methods().intern(type, name, "()V", methodKind);
  }

  /** A stack of methods written as {@code com.acme.Shop.checkout}, the root first. */
  public int stackOf(MethodKind methodKind, String... names) {
    int node = -1;
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      int method = method(name.substring(0, Math.max(0, dot)), name.substring(dot + 1), methodKind);
      node = builder.stacks().intern(node, builder.frames().intern(method, 1, FrameKind.COMPILED));
    }
    return node;
  }

  public Fixture wait(
      String thread, WaitKind waitKind, double startMillis, double millis, String stack) {
    return wait(thread, waitKind, startMillis, millis, stack, "", "");
  }

  /**
   * @param owner name of the thread that held the lock, or empty
   */
  public Fixture wait(
      String thread,
      WaitKind waitKind,
      double startMillis,
      double millis,
      String stack,
      String owner,
      String detail) {
    builder
        .waits()
        .add(
            thread(thread),
            startMillis * 1000,
            millis * 1000,
            waitKind,
            stack(stack),
            owner.isEmpty() ? -1 : thread(owner),
            -1,
            builder.strings().intern(detail));
    end = Math.max(end, (startMillis + millis) * 1000);
    return this;
  }

  public Fixture pause(double startMillis, double millis) {
    builder
        .pauses()
        .add(
            startMillis * 1000,
            millis * 1000,
            PauseKind.GC,
            builder.strings().intern("G1 Young: G1 Evacuation Pause"));
    return this;
  }

  public Fixture lane(String name, String unit, double millis, double value) {
    builder.lanes().add(name, unit, "test", millis * 1000, value);
    return this;
  }

  public Fixture log(String thread, double millis, Level level, String logger, String message) {
    builder
        .markers()
        .add(
            millis * 1000,
            thread(thread),
            level,
            builder.strings().intern("jul"),
            builder.strings().intern(logger),
            builder.strings().intern(message),
            -1,
            -1,
            -1);
    return this;
  }

  /** Makes the recording at least that long. */
  public Fixture lasting(double millis) {
    end = Math.max(end, millis * 1000);
    return this;
  }

  public Timeline timeline() {
    builder.recording(
        new RecordingInfo(
            "test",
            1.7e15,
            0,
            end + 10_000,
            "OpenJDK",
            "25",
            "host",
            1,
            cores,
            1e9,
            "app.Main",
            PERIOD,
            PERIOD,
            -1,
            0,
            0,
            "test.jfr"));
    builder.complete(true);
    return builder.build();
  }
}
