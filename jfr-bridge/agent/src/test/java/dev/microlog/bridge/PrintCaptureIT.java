package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Prints;
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
    Result result = new ChildJvm(jdk, store).agent("name=prints,summary=false").run(Prints.class);
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
  void leavesTheStreamsAsTheyAre(Jdk jdk) throws Exception {
    Result plain = new ChildJvm(jdk, store).withoutAgent().run(Prints.class);
    Result recorded = new ChildJvm(jdk, store).agent("summary=false").run(Prints.class);
    assertEquals(plain.stdoutBytes(), recorded.stdoutBytes());
    assertEquals(plain.stderrBytes(), recorded.stderrBytes());
    assertEquals(plain.exitCode(), recorded.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void readsAnyCharset(Jdk jdk) throws Exception {
    for (String charset : List.of("ISO-8859-15", "UTF-16LE", "Shift_JIS")) {
      Path own = java.nio.file.Files.createDirectories(store.resolve(charset));
      Result result =
          new ChildJvm(jdk, own)
              .agent("summary=false")
              .run(dev.microlog.bridge.program.Charsets.class, charset);
      assertEquals(
          List.of("erste Zeile €", "zweite"),
          result.events("microlog.Print").stream()
              .map(print -> print.text("message").replace('?', '€'))
              .toList(),
          charset);
    }
  }
}
