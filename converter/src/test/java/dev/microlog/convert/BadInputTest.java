package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is refused in one line, and leaves nothing behind under a final name. */
class BadInputTest {
  private static final Path WALL = PublicRecordings.file("grafana_jfr-parser--wall.jfr");

  @TempDir Path directory = Path.of("");

  @Test
  void aFileThatIsNoRecording() throws Exception {
    refused(Files.writeString(directory.resolve("a.jfr"), "not a recording at all"), "no recorded");
    refused(Files.write(directory.resolve("b.jfr"), new byte[100_000]), "no recorded data");
  }

  @Test
  void aZipWithoutARecording() throws Exception {
    Path zip = directory.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.txt"));
      out.write(1);
    }
    refused(zip, "a.txt is no JFR recording");
  }

  @Test
  void anEmptyFile() throws Exception {
    refused(Files.createFile(directory.resolve("empty.jfr")), "is empty");
  }

  @Test
  void aFileThatIsNotThere() {
    Path missing = directory.resolve("missing.jfr");
    assertThrows(NoSuchFileException.class, () -> convert(missing));
    assertNothingLeft();
  }

  @Test
  void anEmptyDirectory() throws Exception {
    refused(Files.createDirectory(directory.resolve("repository")), "no recorded data");
  }

  @Test
  void aVersionFromTheFuture() throws Exception {
    byte[] bytes = Files.readAllBytes(WALL);
    bytes[5] = 9;
    refused(Files.write(directory.resolve("future.jfr"), bytes), "version 9");
  }

  @Test
  void aTimelineInPlaceOfARecording() throws Exception {
    Path timeline = directory.resolve("done.microlog");
    JfrConverter.convert(WALL, timeline, ConversionOptions.defaults(), ConversionProgress.NONE);
    refused(timeline, "is a timeline already");
    MalformedRecordingException e =
        assertThrows(MalformedRecordingException.class, () -> TimelineFiles.read(WALL));
    assertTrue(String.valueOf(e.getMessage()).contains("convert it first"), e.getMessage());
    Files.delete(timeline);
  }

  @Test
  void aTimelineFromTheFuture() throws Exception {
    byte[] segment = new dev.microlog.timeline.codec.TimelineEncoder().encode(timeline());
    segment[4] = 7;
    Path file = directory.resolve("future.timeline");
    Files.write(file, com.github.luben.zstd.Zstd.compress(segment));
    for (var read : List.<Reading>of(TimelineFiles::read, TimelineFiles::readInfo)) {
      MalformedRecordingException e =
          assertThrows(MalformedRecordingException.class, () -> read.from(file));
      assertTrue(String.valueOf(e.getMessage()).contains("version 7"), e.getMessage());
    }
  }

  @FunctionalInterface
  private interface Reading {
    Object from(Path file) throws IOException;
  }

  private static Timeline timeline() {
    return new dev.microlog.timeline.TimelineBuilder().build();
  }

  @Test
  void aStoreThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThrows(
        IOException.class,
        () ->
            JfrConverter.convert(
                WALL,
                file.resolve("x.microlog"),
                ConversionOptions.defaults(),
                ConversionProgress.NONE));
    assertNothingLeft();
  }

  @Test
  void aFileThatInflatesToTooMuch() throws Exception {
    Path bomb = directory.resolve("bomb.jfr.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(new byte[] {'F', 'L', 'R', 0});
      for (int i = 0; i < 100; i++) {
        out.write(new byte[100_000]);
      }
    }
    MalformedRecordingException e =
        assertThrows(
            MalformedRecordingException.class,
            () ->
                JfrConverter.convert(
                    bomb,
                    directory.resolve("bomb.microlog"),
                    ConversionOptions.defaults().withMaxInflatedBytes(1_000_000),
                    ConversionProgress.NONE));
    assertTrue(String.valueOf(e.getMessage()).contains("limit"), e.getMessage());
    assertNothingLeft();
  }

  /** 80 KB that inflate to 2.6 GB, of which the first bytes are those of a timeline. */
  @Test
  void aTimelineThatInflatesToTooMuch() throws Exception {
    Path bomb = directory.resolve("bomb.microlog");
    byte[] segment = {'m', 'l', 'o', 'g', 2, 0, 0, 0, 0x30, 0, 1, -1, -1, -1, -1, 1};
    try (OutputStream out = Files.newOutputStream(bomb)) {
      out.write(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0x38});
      out.write(new byte[] {(byte) (segment.length << 3), 0, 0});
      out.write(segment);
      for (int i = 0; i < 20_000; i++) {
        out.write(new byte[] {2, 0, 0x10, 0}); // 128 KB of zeros
      }
      out.write(new byte[] {1, 0, 0});
    }
    MalformedRecordingException e =
        assertThrows(MalformedRecordingException.class, () -> TimelineFiles.readSummary(bomb));
    assertTrue(String.valueOf(e.getMessage()).contains("too long"), e.getMessage());
  }

  @Test
  void timelinesCutAnywhereAreReadUpToTheirLastSegment() throws Exception {
    Path whole = directory.resolve("whole.microlog");
    Path fast = PublicRecordings.file("grafana_jfr-parser--FastSlow-2024-01-16-180855.jfr");
    JfrConverter.convert(fast, whole, ConversionOptions.defaults(), ConversionProgress.NONE);
    byte[] bytes = Files.readAllBytes(whole);
    int samples = TimelineFiles.read(whole).samples().size();
    int most = 0;
    for (int length = 1; length < bytes.length; length += 97) {
      Path cut = directory.resolve("cut");
      Files.write(cut, Arrays.copyOf(bytes, length));
      try {
        Timeline timeline = TimelineFiles.read(cut);
        assertFalse(timeline.complete());
        assertFalse(TimelineFiles.readSummary(cut).complete());
        most = Math.max(most, timeline.samples().size());
      } catch (MalformedRecordingException e) {
        assertEquals(0, most, "a longer part has less");
      }
    }
    assertTrue(most > 0 && most <= samples, most + " samples of " + samples);
    Files.delete(whole);
  }

  private void refused(Path file, String reason) {
    MalformedRecordingException e =
        assertThrows(MalformedRecordingException.class, () -> convert(file));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(reason), message);
    assertFalse(message.contains("\n"), message);
    assertNothingLeft();
  }

  private void convert(Path file) throws IOException {
    JfrConverter.convert(
        file,
        directory.resolve("out.microlog"),
        ConversionOptions.defaults(),
        ConversionProgress.NONE);
  }

  private void assertNothingLeft() {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> left =
          files.filter(file -> file.getFileName().toString().startsWith("out.")).toList();
      assertEquals(List.of(), left);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
