package dev.microlog.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.ChildJvm.Result;
import dev.microlog.bridge.program.Counts;
import dev.microlog.bridge.program.Floods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings that give way to the next one, and a JVM that is killed. */
class LongRunIT {
  @TempDir Path store;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void rotatesWithoutAGap(Jdk jdk) throws Exception {
    Result result = new ChildJvm(jdk, store).agent("name=counts,rotate=2s").run(Counts.class, "60");
    assertTrue(result.files().size() >= 2, result.files().toString());
    TreeSet<Integer> seen = new TreeSet<>();
    for (Path file : result.files()) {
      assertTrue(file.toString().endsWith(".jfr"), file.toString());
      for (Event print : Event.read(file, "microlog.Print")) {
        seen.add(Integer.parseInt(print.text("message")));
      }
      List<Event> names = Event.read(file, "microlog.Recording");
      assertEquals("counts", names.get(0).text("name"));
      assertEquals(
          file.getFileName().toString(),
          names.get(0).text("id") + ".jfr",
          "the first one is right");
    }
    assertEquals(IntStream.rangeClosed(1, 60).boxed().toList(), List.copyOf(seen));
    assertEquals(1, result.stderr().lines().count(), "one summary line: " + result.stderr());
    assertEquals(result.files().size(), entries(store.resolve("counts")), "no directory is left");
  }

  /** JFR tells the size of whole chunks, of 12 MB each: that is how finely sizes are kept. */
  @ParameterizedTest
  @MethodSource("jdks")
  void rotatesBySize(Jdk jdk) throws Exception {
    Result result =
        new ChildJvm(jdk, store)
            .agent("name=floods,summary=false,rotatesize=5MB")
            .run(Floods.class, "1200", "14000", "3");
    assertEquals("", result.stderr());
    assertTrue(result.files().size() >= 2, result.files().toString());
    TreeSet<Integer> seen = new TreeSet<>();
    for (Path file : result.files()) {
      assertTrue(file.toString().endsWith(".jfr") && Files.size(file) < 40_000_000, file + "");
      for (Event print : Event.read(file, "microlog.Print")) {
        seen.add(Integer.parseInt(print.text("message").replaceFirst(" .*", "")));
      }
    }
    assertEquals(IntStream.range(0, 3_600).boxed().toList(), List.copyOf(seen));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void losesAtMostTwoSecondsWhenKilled(Jdk jdk) throws Exception {
    Path out = Files.createTempFile(store, "out", ".txt");
    Process process =
        new ChildJvm(jdk, store).agent("name=killed").start(Counts.class, out, out, "600");
    ChildJvm.awaitLines(out, 40);
    int printed = Files.readAllLines(out).size();
    process.destroyForcibly();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<Path> files = ChildJvm.recordings(store);
    Path chunk =
        files.stream()
            .filter(file -> file.toString().contains(".repository"))
            .findFirst()
            .orElseThrow();
    Path salvaged = salvage(chunk);
    int recorded = Event.read(salvaged, "microlog.Print").size();
    assertTrue(printed >= 40 && recorded >= printed - 22, recorded + " of " + printed + " lines");
  }

  /**
   * A chunk that is being written says so in byte 64, and its size in bytes 8 to 15 of its header.
   */
  private Path salvage(Path chunk) throws Exception {
    byte[] bytes = Files.readAllBytes(chunk);
    long size = ByteBuffer.wrap(bytes).getLong(8);
    byte[] whole = Arrays.copyOf(bytes, (int) size);
    whole[64] = 0;
    return Files.write(store.resolve("salvaged.jfr"), whole);
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }
}
