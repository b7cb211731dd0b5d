package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.convert.build.JvmTraits;
import dev.microlog.convert.chunk.ChunkHeader;
import dev.microlog.convert.chunk.ChunkSpan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tells JVMs apart, and what does not. Chunks start so many seconds after the first. */
class OneJvmTest {
  private static final long START_NANOS = 1_700_000_000_000_000_000L;
  private static final String VERSION = "OpenJDK 64-Bit Server VM (25.0.3+9) for linux-amd64";
  private static final double UNKNOWN = Double.NaN;

  private final OneJvm jvm = new OneJvm();

  @Test
  void oneProcessIsOneJvm() {
    assertNull(jvm.add(chunk("a", 0, 10), traits(4711, UNKNOWN, Map.of())));
    assertNull(jvm.add(chunk("b", 10, 10), traits(4711, UNKNOWN, Map.of())));
    assertEquals("", jvm.doubt());
  }

  @Test
  void twoProcessesAreTwo() {
    jvm.add(chunk("a", 0, 10), traits(4711, UNKNOWN, Map.of(1L, 11L)));
    assertEquals(
        "processes 4711 and 4712",
        jvm.add(chunk("b", 10, 10), traits(4712, UNKNOWN, Map.of(1L, 11L))));
  }

  @Test
  void containersCallEachProcessOne() {
    jvm.add(chunk("a", 100, 10), traits(1, startedAt(90, 100), Map.of()));
    assertNull(jvm.add(chunk("b", 110, 10), traits(1, startedAt(90, 110), Map.of())));
    assertEquals("", jvm.doubt());
    assertEquals(
        "started 5.0 s apart",
        jvm.add(chunk("c", 120, 10), traits(1, startedAt(95, 120), Map.of())));
  }

  @Test
  void processOneAloneProvesNothing() {
    jvm.add(chunk("a", 0, 10), traits(1, UNKNOWN, Map.of()));
    assertNull(jvm.add(chunk("b", 10, 10), traits(1, UNKNOWN, Map.of())));
    assertTrue(jvm.doubt().startsWith("Nothing says that b is of the same JVM"), jvm.doubt());
  }

  /** async-profiler tells the start of the process, the JDK that of its JVM, a moment later. */
  @Test
  void recordersDoNotAgreeOnTheStart() {
    jvm.add(chunk("a", 0, 10), traits(7, startedAt(-20, 0), Map.of()));
    var other = new JvmTraits(7, "25.0.3+9", startedAt(-21, 5), Map.of());
    assertNull(jvm.add(chunk("b", 5, 10), other));
  }

  @Test
  void aJavaThreadIsOneThreadOfTheSystem() {
    jvm.add(chunk("a", 0, 10), traits(-1, UNKNOWN, Map.of(1L, 101L, 30L, 130L)));
    assertNull(jvm.add(chunk("b", 10, 10), traits(-1, UNKNOWN, Map.of(30L, 130L, 31L, 131L))));
    assertEquals("", jvm.doubt());
    assertEquals(
        "Java thread 31 is the operating system's 131 in one and 999 in another",
        jvm.add(chunk("c", 20, 10), traits(-1, UNKNOWN, Map.of(31L, 999L))));
  }

  /** As in containers, where the first threads of every JVM have the same ids. */
  @Test
  void someThreadsMayAgreeByChance() {
    jvm.add(chunk("a", 0, 10), traits(1, UNKNOWN, Map.of(1L, 8L, 9L, 20L, 30L, 44L)));
    assertNotNull(
        jvm.add(chunk("b", 10, 10), traits(1, UNKNOWN, Map.of(1L, 8L, 9L, 20L, 30L, 47L))));
  }

  @Test
  void oneRecorderWritesOneChunkAtATime() {
    jvm.add(chunk("a", 0, 10), traits(-1, UNKNOWN, Map.of()));
    assertNull(jvm.add(chunk("b", 9.5, 10), traits(-1, UNKNOWN, Map.of())));
    assertEquals(
        "recorded at the same time", jvm.add(chunk("c", 12, 10), traits(-1, UNKNOWN, Map.of())));
  }

  /** The clock on the wall was set back by five seconds between the chunks. */
  @Test
  void aClockThatWasSetBack() {
    jvm.add(chunk("a", 0, 10), traits(-1, UNKNOWN, Map.of()));
    ChunkSpan later = chunk("b", 5, 10, 10);
    assertNull(jvm.add(later, traits(-1, UNKNOWN, Map.of())));
  }

  @Test
  void eachDoubtfulFileIsCounted() {
    jvm.add(chunk("a", 0, 10), traits(-1, UNKNOWN, Map.of()));
    jvm.add(chunk("b", 10, 10), traits(-1, UNKNOWN, Map.of()));
    jvm.add(chunk("b", 20, 10), traits(-1, UNKNOWN, Map.of()));
    jvm.add(chunk("c", 30, 10), traits(-1, UNKNOWN, Map.of()));
    assertTrue(jvm.doubt().startsWith("Nothing says that b and 1 more files are"), jvm.doubt());
  }

  @Test
  void chunksOfOneFileBelongTogether() {
    jvm.add(chunk("a", 0, 10), traits(4711, UNKNOWN, Map.of(1L, 11L)));
    assertNull(jvm.add(chunk("a", 5, 10), traits(4712, UNKNOWN, Map.of(1L, 12L))));
    assertEquals("", jvm.doubt());
  }

  private static JvmTraits traits(double process, double start, Map<Long, Long> threads) {
    return new JvmTraits(process, VERSION, start, threads);
  }

  /** What a chunk from that second on says of a JVM that was started at that one. */
  private static double startedAt(double seconds, double chunkSeconds) {
    return (seconds - chunkSeconds) * 1e6;
  }

  private static ChunkSpan chunk(String file, double seconds, double duration) {
    return chunk(file, seconds, seconds, duration);
  }

  private static ChunkSpan chunk(String file, double seconds, double tickSeconds, double duration) {
    ChunkHeader header =
        new ChunkHeader(
            2,
            1,
            1000,
            500,
            600,
            START_NANOS + (long) (seconds * 1e9),
            (long) (duration * 1e9),
            (long) (tickSeconds * 1e9),
            1_000_000_000,
            0,
            true);
    return new ChunkSpan(Path.of(file), file, 0, 1000, header, true);
  }
}
