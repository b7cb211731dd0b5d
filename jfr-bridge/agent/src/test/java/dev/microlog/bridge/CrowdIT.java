package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Crowd;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many threads, loggers that print, messages that log: no deadlock, nothing twice, each thread's
 * order kept.
 */
class CrowdIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsEachThreadsOrder(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("summary=false,lines=1000000").run(Crowd.class);
    assertEquals(0, result.exitCode());
    assertEquals("", result.stderr());
    List<Event> prints = result.events("microlog.Print");
    List<Event> logs = result.events("microlog.Log");
    List<String> numbers = IntStream.range(0, Crowd.ROUNDS).mapToObj(Integer::toString).toList();
    for (int i = 0; i < Crowd.THREADS; i++) {
      String thread = "talker-" + i;
      assertEquals(
          numbers.stream().map(number -> "print " + number).toList(), messages(prints, thread));
      assertEquals(
          numbers.stream().map(number -> "log " + number).toList(),
          messages(logs, thread).stream().filter(message -> message.startsWith("log ")).toList());
    }
  }

  private static List<String> messages(List<Event> events, String thread) {
    return events.stream()
        .filter(event -> event.thread().equals(thread))
        .map(event -> event.text("message"))
        .toList();
  }
}
