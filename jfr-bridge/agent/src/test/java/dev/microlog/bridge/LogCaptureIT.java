package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.JulLogs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of java.util.logging become events, once each, whatever handlers there are. */
class LogCaptureIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsEntries(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("summary=false").run(JulLogs.class);
    List<Event> logs = result.events("microlog.Log");
    assertEquals(
        List.of("plain", "order 7 of Ann", "failed", "through System.Logger"),
        logs.stream().map(log -> log.text("message")).toList());
    assertEquals("jul", logs.get(0).text("source"));
    assertEquals("info", logs.get(0).text("level"));
    assertEquals("shop.orders", logs.get(0).text("logger"));
    assertEquals("JulLogs.main", logs.get(0).caller());
    assertEquals("main", logs.get(0).thread());
    assertEquals("error", logs.get(2).text("level"));
    assertTrue(logs.get(2).text("throwable").startsWith("java.lang.IllegalStateException: outer"));
    assertTrue(
        logs.get(2).text("throwable").contains("Caused by: java.lang.RuntimeException: inner"));
    assertEquals(List.of(), result.events("microlog.Print"), "what a logger prints is its entry");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesTheStreamsAsTheyAre(Jdk jdk) throws Exception {
    String format = "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n";
    Result plain = new ChildJvm(jdk, store).option(format).withoutAgent().run(JulLogs.class);
    Result recorded =
        new ChildJvm(jdk, store).option(format).agent("summary=false").run(JulLogs.class);
    assertEquals(plain.stderrBytes(), recorded.stderrBytes());
    assertEquals(plain.stdoutBytes(), recorded.stdoutBytes());
  }
}
