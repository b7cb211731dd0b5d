package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Descriptors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program opens and never closes is reported with its stack, and nothing else is. */
class DescriptorIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void reportsWhatWasNeverClosed(Jdk jdk) throws Exception {
    Path file = Files.writeString(store.resolve("data.txt"), "some bytes");
    Result result =
        new ChildJvm(jdk, store)
            .agent("summary=false")
            .withApi()
            .run(Descriptors.class, file.toString());
    assertEquals("", result.stderr());
    List<Event> all = result.events("microlog.DescriptorLeak");
    assertTrue(
        all.get(0).text("stack").startsWith("java.io.FileInputStream.")
            && all.get(0).text("stack").contains("program.Descriptors.main("),
        "on demand: " + all.get(0).text("stack"));
    List<Event> leaks = all.subList(1, all.size());
    assertEquals(
        List.of(
            "channel",
            "channel",
            "channel",
            "directory",
            "directory",
            "file",
            "file",
            "socket",
            "socket",
            "socket",
            "socket",
            "socket"),
        leaks.stream().map(leak -> leak.text("kind")).sorted().toList());
    for (Event leak : leaks) {
      assertTrue(
          leak.text("stack").contains("program.Descriptors.leak(Descriptors.java:"),
          leak.text("stack"));
      assertEquals("main", leak.text("openedBy"));
      Duration age = Duration.between(leak.event().getInstant("opened"), Instant.now());
      assertTrue(age.compareTo(Duration.ofMinutes(2)) < 0 && !age.isNegative(), age.toString());
      String target = leak.text("target");
      switch (leak.text("kind")) {
        case "socket" -> assertTrue(target.matches(".*(localport=|127.0.0.1:).*"), target);
        case "directory" -> assertEquals(store.toString(), target);
        default -> assertEquals(file.toString(), target);
      }
    }
    assertTrue(
        result.events("microlog.Metric").stream()
            .anyMatch(
                metric ->
                    metric.text("lane").equals("descriptors.open")
                        && metric.event().getDouble("value") >= 3));
    // From then on JFR has an event of its own.
    assertEquals(
        jdk.version() < 21 && Files.exists(Path.of("/proc/self/status")),
        result.events("microlog.Metric").stream()
            .anyMatch(
                metric ->
                    metric.text("lane").equals("rss")
                        && metric.event().getDouble("value") >= 10_000_000));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void canBeTurnedOff(Jdk jdk) throws Exception {
    Path file = Files.writeString(store.resolve("data.txt"), "some bytes");
    Result result =
        new ChildJvm(jdk, store)
            .agent("summary=false,descriptors=false")
            .withApi()
            .run(Descriptors.class, file.toString());
    assertEquals(List.of(), result.events("microlog.DescriptorLeak"));
  }
}
