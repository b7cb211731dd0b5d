package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkHeader;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a damaged recording is read, and what is lost is said. */
class SalvageTest {
  @TempDir static Path directory = Path.of("");

  private static byte[] whole = {};
  private static final List<byte[]> chunks = new ArrayList<>();
  private static int samples;

  @BeforeAll
  static void record() throws Exception {
    Path jfr = directory.resolve("whole.jfr");
    TestRecordings.record(jfr, 2);
    whole = Files.readAllBytes(jfr);
    for (int at = 0; at < whole.length; ) {
      int size = (int) ByteBuffer.wrap(whole, at + 8, 8).getLong();
      chunks.add(Arrays.copyOfRange(whole, at, at + size));
      at += size;
    }
    samples = convert(whole).samples().size();
    assertEquals(3, chunks.size());
    assertTrue(samples > 20, samples + " samples");
  }

  @Test
  void trailingGarbage() throws Exception {
    Timeline timeline = convert(join(whole, new byte[5000]));
    assertEquals(samples, timeline.samples().size());
    assertLoss(timeline, "5000 bytes");
  }

  @Test
  void garbageBetweenChunks() throws Exception {
    byte[] noise = new byte[3000];
    new Random(1).nextBytes(noise);
    Timeline timeline = convert(join(chunks.get(0), noise, chunks.get(1), chunks.get(2)));
    assertEquals(samples, timeline.samples().size());
    assertLoss(timeline, "3000 bytes");
  }

  @Test
  void garbageBeforeTheFirstChunk() throws Exception {
    Timeline timeline = convert(join(new byte[333], whole));
    assertEquals(samples, timeline.samples().size());
    assertLoss(timeline, "333 bytes");
  }

  @Test
  void aJvmThatWasKilled() throws Exception {
    byte[] killed = whole.clone();
    int last = whole.length - chunks.get(2).length;
    killed[last + 64] = 7;
    ByteBuffer.wrap(killed).putLong(last + 8, 0).putLong(last + 16, 0).putLong(last + 24, 0);
    Timeline timeline = convert(killed);
    assertEquals(samples, timeline.samples().size());
    assertLoss(timeline, "never finished");
  }

  /** Before its first flush a chunk does not say what its events are. */
  @Test
  void aJvmThatWasKilledInItsFirstSecond() throws Exception {
    byte[] killed = Arrays.copyOf(chunks.get(0), firstMetadata(chunks.get(0)));
    killed[64] = 1;
    ByteBuffer.wrap(killed).putLong(8, 68).putLong(16, 0).putLong(24, 0);
    var failure = assertThrows(NothingRecordedException.class, () -> convert(killed));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.endsWith("its JVM was killed in its first second"), message);
    assertTrue(message.length() - directory.toString().length() < 90, message);
    Path repository = Files.createDirectories(directory.resolve("killed").resolve("2026_4711"));
    assertThrows(NothingRecordedException.class, () -> convert(directory.resolve("killed")));
    Files.createFile(repository.resolve("2026.jfr"));
    assertThrows(NothingRecordedException.class, () -> convert(directory.resolve("killed")));
  }

  private static int firstMetadata(byte[] chunk) throws IOException {
    return new ChunkIndex(new Chunk(chunk, ChunkHeader.read(chunk, 0), "", 0)).metadata(0);
  }

  /** The longer the part, the more is read of it; the whole chunks before are there in any case. */
  @Test
  void aChunkCutAnywhere() throws Exception {
    int before = chunks.get(0).length;
    int first = convert(chunks.get(0)).samples().size();
    int most = 0;
    for (int length = before + 1; length < whole.length; length += (whole.length - before) / 40) {
      Timeline timeline = convert(Arrays.copyOf(whole, length));
      assertTrue(timeline.samples().size() >= first, "cut at " + length);
      assertFalse(timeline.findings().isEmpty(), "cut at " + length);
      most = Math.max(most, timeline.samples().size());
    }
    assertTrue(most > first, "nothing was read of the chunk that was cut");
  }

  @Test
  void aHoleInAChunk() throws Exception {
    byte[] torn = chunks.get(0).clone();
    int events = events(convert(torn));
    ChunkIndex index = new ChunkIndex(new Chunk(torn, ChunkHeader.read(torn, 0), "", 0));
    int hole = index.event(index.eventCount() / 2) + 1;
    Arrays.fill(torn, hole, hole + 2000, (byte) 0);
    Timeline timeline = convert(torn);
    assertTrue(events(timeline) > events / 2, events(timeline) + " of " + events);
    assertLoss(timeline, "belong to no event");
  }

  private static int events(Timeline timeline) {
    return timeline.waits().size() + timeline.samples().size() + timeline.allocations().size();
  }

  /** A chunk of a killed JVM that ends in the middle of a repeated metadata event. */
  @Test
  void aCutInRepeatedMetadata() throws Exception {
    byte[] chunk = chunks.get(0);
    int metadata = (int) ByteBuffer.wrap(chunk).getLong(24);
    byte[] again = Arrays.copyOfRange(chunk, metadata, metadata + 20_000);
    byte[] cut = join(chunk, again);
    cut[64] = 7;
    ByteBuffer.wrap(cut).putLong(8, 0).putLong(16, 0).putLong(24, 0);
    Timeline expected = convert(chunk);
    Timeline timeline = convert(cut);
    assertEquals(expected.samples().size(), timeline.samples().size());
    assertEquals(expected.waits().size(), timeline.waits().size());
    assertEquals(expected.threads().size(), timeline.threads().size());
    assertLoss(timeline, "20000 bytes");
  }

  @Test
  void metadataThatIsGone() throws Exception {
    byte[] torn = whole.clone();
    int last = whole.length - chunks.get(2).length;
    int metadata = (int) ByteBuffer.wrap(torn).getLong(last + 24);
    Arrays.fill(torn, last + metadata + 10, last + metadata + 2000, (byte) 0x55);
    assertEquals(samples, convert(torn).samples().size());
  }

  @Test
  void compressedRecordings() throws Exception {
    List<String> expected = TimelineEvents.of(convert(whole));
    Path gz = directory.resolve("a.jfr.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(whole);
    }
    assertEquals(expected, TimelineEvents.of(convert(gz)));
    Path zst = directory.resolve("a.jfr.zst");
    Files.write(zst, Zstd.compress(whole));
    assertEquals(expected, TimelineEvents.of(convert(zst)));
    Path zip = directory.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.jfr"));
      out.write(whole);
    }
    assertEquals(expected, TimelineEvents.of(convert(zip)));
    byte[] cut = Arrays.copyOf(Files.readAllBytes(gz), (int) (Files.size(gz) * 3 / 4));
    Timeline rest = convert(cut);
    assertTrue(rest.samples().size() > 0);
    assertLoss(rest, "cannot be unpacked");
  }

  @Test
  void aZipWithOtherFilesBesideTheRecording() throws Exception {
    Path zip = directory.resolve("sent.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("logs/"));
      out.putNextEntry(new ZipEntry("logs/README.txt"));
      out.write("how to reproduce it".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("logs/a.jfr"));
      out.write(whole);
    }
    Timeline timeline = convert(zip);
    assertEquals(samples, timeline.samples().size());
    assertLoss(timeline, "logs/README.txt is no JFR recording");
  }

  @Test
  void aRepository() throws Exception {
    Path repository = Files.createDirectory(directory.resolve("repository"));
    Files.write(repository.resolve("2026_11_22_06_31_51.jfr"), chunks.get(0));
    Files.write(repository.resolve("2026_11_22_06_31_52.jfr"), chunks.get(1));
    Files.write(repository.resolve("2026_11_22_06_31_53.jfr"), chunks.get(2));
    Files.write(repository.resolve("dump.jfr"), whole);
    assertEquals(samples, convert(repository).samples().size());
  }

  @Test
  void theInputIsNotChanged() throws Exception {
    Path file = directory.resolve("input.jfr");
    byte[] torn = Arrays.copyOf(whole, whole.length - 1000);
    Files.write(file, torn);
    convert(file);
    assertArrayEquals(torn, Files.readAllBytes(file));
  }

  private static void assertLoss(Timeline timeline, String text) {
    List<String> details =
        timeline.findings().stream()
            .filter(finding -> finding.kind() == Finding.Kind.DATA_LOSS)
            .map(Finding::detail)
            .toList();
    assertTrue(details.stream().anyMatch(detail -> detail.contains(text)), details.toString());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static Timeline convert(byte[] recording) throws IOException {
    return convert(Files.write(directory.resolve("input.jfr"), recording));
  }

  private static Timeline convert(Path recording) throws IOException {
    Path file = directory.resolve("out.microlog");
    JfrConverter.convert(recording, file, ConversionOptions.defaults(), ConversionProgress.NONE);
    return TimelineFiles.read(file);
  }
}
