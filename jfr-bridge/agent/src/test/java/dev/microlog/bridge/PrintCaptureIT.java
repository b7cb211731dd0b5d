package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Charsets;
import dev.microlog.bridge.program.Floods;
import dev.microlog.bridge.program.Overflows;
import dev.microlog.bridge.program.Prints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prints become events, line by line, and reach the program's own streams untouched. */
class PrintCaptureIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsLineByLine(Jdk jdk) throws Exception {
    Result plain = new ChildJvm(jdk, store).withoutAgent().run(Prints.class);
    Result result = new ChildJvm(jdk, store).agent("name=prints,summary=false").run(Prints.class);
    assertEquals(plain.stdoutBytes(), result.stdoutBytes());
    assertEquals(plain.stderrBytes(), result.stderrBytes());
    assertEquals(plain.exitCode(), result.exitCode());
    List<Event> prints = result.events("microlog.Print");
    assertEquals(
        List.of(
            "whole line",
            "two parts",
            "formatted 42",
            "an error, äöü €",
            "raw",
            "100 %",
            "chars",
            "x".repeat(16_384),
            "",
            "from the worker",
            "no newline at the end"),
        prints.stream().map(print -> print.text("message")).toList());
    assertEquals("stdout", prints.get(0).text("stream"));
    assertEquals("stderr", prints.get(3).text("stream"));
    assertEquals(20_000 - 16_384, prints.get(7).event().getInt("omitted"));
    assertEquals("Prints.main", prints.get(0).caller());
    assertEquals("main", prints.get(0).thread());
    assertEquals("Prints.work", prints.get(9).caller());
    assertEquals("worker", prints.get(9).thread());
    assertEquals("main", prints.get(10).text("printer"));
    assertFalse(prints.get(10).hasStack(), "the stack would be that of the end");
    assertTrue(prints.get(0).event().getDuration().isZero());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void readsAnyCharset(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .agent("summary=false")
            .run(Charsets.class, "ISO-8859-15", "UTF-16LE", "Shift_JIS");
    assertEquals(
        List.of("erste Zeile €", "zweite", "erste Zeile €", "zweite", "erste Zeile ?", "zweite"),
        result.events("microlog.Print").stream().map(print -> print.text("message")).toList());
  }

  /** The first thing that a program prints or logs, when its stack is used up. */
  @ParameterizedTest
  @MethodSource("jdks")
  void survivesAnOverflowOfTheStack(Jdk jdk) throws Exception {
    for (String what : List.of("print", "log")) {
      for (String mode : List.of("-Xint", "-Xmixed")) {
        Result result =
            new ChildJvm(jdk, Files.createDirectory(store.resolve(what + mode)))
                .option(mode)
                .agent("name=deep,summary=false")
                .run(Overflows.class, what);
        assertEquals(0, result.exitCode(), result.stderr());
        assertFalse(result.stderr().contains("Microlog:"), result.stderr());
        for (String type : List.of("microlog.Print", "microlog.Log")) {
          List<String> messages =
              result.events(type).stream().map(event -> event.text("message")).toList();
          assertTrue(messages.contains("after"), what + mode + type + result.stderr());
          assertEquals(
              type.equals(what.equals("log") ? "microlog.Log" : "microlog.Print"),
              messages.contains("deep"));
        }
      }
    }
  }

  /** Whatever is in bulk is counted, and no line is recorded in part. */
  @ParameterizedTest
  @MethodSource("jdks")
  void countsWhatIsTooMuch(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .agent("summary=false,lines=50")
            .run(Floods.class, "5000", "10", "2");
    List<Event> prints = result.events("microlog.Print");
    assertTrue(prints.size() >= 500 && prints.size() < 1_000, prints.size() + " lines");
    for (Event print : prints) {
      assertTrue(print.text("message").matches("\\d+ {10}\\."), print.text("message"));
    }
    long lost =
        result.events("microlog.Loss").stream()
            .filter(loss -> loss.text("what").equals("lines"))
            .mapToLong(loss -> loss.event().getLong("count"))
            .sum();
    assertEquals(10_000, prints.size() + lost);
  }
}
