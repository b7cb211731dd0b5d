package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.TimelineEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one JVM become one timeline, those of several none: in a directory and in a zip. */
class SeveralFilesTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalProcesses(boolean zip) throws Exception {
    assertSeveral(
        publicRecordings(zip, "grafana_jfr-parser--nativemem.jfr", "grafana_jfr-parser--wall.jfr"),
        "processes 33054 and 62639");
  }

  /** Neither names its process; the main thread is another of the operating system. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalJvmsByTheirThreads(boolean zip) throws Exception {
    byte[] one = Files.readAllBytes(PublicRecordings.file("moditect_jfr-analytics--basic.jfr"));
    byte[] other = anHourLater(one);
    assertEquals(2, convert(several(zip, List.of(one, other))).chunks());
    replace(other, "main" + compressed(6403), "main" + compressed(6531));
    assertSeveral(
        several(zip, List.of(one, other)),
        "Java thread 1 is the operating system's 6403 in one and 6531 in another");
  }

  /** As in containers that were restarted: the process is called the same. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void severalJvmsByTheirStart(boolean zip) throws Exception {
    Path recording = PublicRecordings.file("grafana_jfr-parser--wall.jfr");
    byte[] one = Files.readAllBytes(recording);
    byte[] other = anHourLater(one);
    assertEquals(2, convert(several(zip, List.of(one, other))).chunks());
    long start = jvmStartMillis(recording);
    replace(other, compressed(start), compressed(start + 30_000));
    assertSeveral(several(zip, List.of(one, other)), "started 30.0 s apart");
  }

  private static long jvmStartMillis(Path recording) throws IOException {
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("jdk.JVMInformation")) {
        return event.getInstant("jvmStartTime").toEpochMilli();
      }
    }
    throw new IllegalArgumentException(recording + " does not say when its JVM was started");
  }

  /** A number as chunks have it: seven bits a byte, the least significant first. */
  private static String compressed(long number) {
    StringBuilder bytes = new StringBuilder();
    long rest = number;
    for (; rest > 0x7F; rest >>>= 7) {
      bytes.append((char) ((rest & 0x7F) | 0x80));
    }
    return bytes.append((char) rest).toString();
  }

  private static byte[] anHourLater(byte[] chunk) {
    byte[] later = chunk.clone();
    ByteBuffer header = ByteBuffer.wrap(later);
    return header.putLong(32, header.getLong(32) + 3_600_000_000_000L).array();
  }

  private static void replace(byte[] bytes, String before, String after) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(before), "no such bytes");
    byte[] result = text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(result, 0, bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void chunksOfOneJvmThatIsNotNamed(boolean zip) throws Exception {
    Path whole = directory.resolve("whole.jfr");
    record(whole, List.of("jdk.ThreadSleep"));
    List<byte[]> chunks = chunks(Files.readAllBytes(whole));
    assertEquals(3, chunks.size());
    ConversionResult result = convert(several(zip, chunks));
    assertEquals("", result.doubt());
    List<String> joined = TimelineEvents.of(TimelineFiles.read(result.timeline()));
    assertEquals(TimelineEvents.of(TimelineFiles.read(convert(whole).timeline())), joined);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereNothingTellsItIsSaid(boolean zip) throws Exception {
    Path whole = directory.resolve("whole.jfr");
    record(whole, List.of("jdk.CPULoad"));
    ConversionResult result = convert(several(zip, chunks(Files.readAllBytes(whole))));
    assertEquals(3, result.chunks());
    assertTrue(result.doubt().contains("and 1 more files"), result.doubt());
    Finding finding = TimelineFiles.read(result.timeline()).findings().get(0);
    assertEquals("The files may be of several JVMs", finding.title());
    assertEquals(result.doubt(), finding.detail());
    assertEquals("", convert(whole).doubt());
  }

  /** In a directory such files are read; so they are in a zip. */
  @Test
  void compressedFilesInAZip() throws Exception {
    Path whole = directory.resolve("whole.jfr");
    record(whole, List.of("jdk.ThreadSleep"));
    Path zip = directory.resolve("compressed.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.jfr.gz"));
      GZIPOutputStream gz = new GZIPOutputStream(out);
      gz.write(Files.readAllBytes(whole));
      gz.finish();
      out.putNextEntry(new ZipEntry("b.jfr.gz"));
      out.write(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0});
    }
    ConversionResult result = convert(zip);
    assertEquals(3, result.chunks());
    assertEquals(1, result.losses().size());
    assertTrue(result.losses().get(0).contains("b.jfr.gz"), result.losses().toString());
    byte[] cut = Arrays.copyOf(Files.readAllBytes(zip), (int) Files.size(zip) / 2);
    ConversionResult rest = convert(Files.write(directory.resolve("cut.zip"), cut));
    assertTrue(rest.losses().toString().contains("cannot be unpacked further"));
  }

  private void assertSeveral(Path recordings, String why) {
    for (ConversionOptions.Parser parser : ConversionOptions.Parser.values()) {
      ConversionOptions options = ConversionOptions.defaults().withParser(parser);
      var failure =
          assertThrows(MalformedRecordingException.class, () -> convert(recordings, options));
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.contains("recordings of several JVMs (" + why), message);
    }
  }

  private Path publicRecordings(boolean zip, String... names) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : names) {
      files.add(Files.readAllBytes(PublicRecordings.file(name)));
    }
    return several(zip, files);
  }

  private Path several(boolean zip, List<byte[]> files) throws IOException {
    if (!zip) {
      Path folder = Files.createDirectories(directory.resolve("several"));
      for (int i = 0; i < files.size(); i++) {
        Files.write(folder.resolve(i + ".jfr"), files.get(i));
      }
      return folder;
    }
    Path file = directory.resolve("several.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (int i = 0; i < files.size(); i++) {
        entries.putNextEntry(new ZipEntry(i + ".jfr"));
        entries.write(files.get(i));
      }
    }
    return file;
  }

  /** Three chunks with these events and no others, of this JVM. */
  private static void record(Path file, List<String> events) throws Exception {
    try (Recording recording = new Recording()) {
      for (String event : events) {
        var settings = recording.enable(event).withoutStackTrace();
        if (event.equals("jdk.CPULoad")) {
          settings.withPeriod(Duration.ofMillis(20));
        } else {
          settings.withThreshold(Duration.ofMillis(1));
        }
      }
      recording.setToDisk(true);
      recording.start();
      Thread.sleep(100);
      try (Recording rotate = new Recording()) {
        // Starting another recording ends the chunk, and so does stopping it.
        rotate.start();
        Thread.sleep(100);
      }
      Thread.sleep(100);
      recording.dump(file);
    }
  }

  private static List<byte[]> chunks(byte[] recording) {
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < recording.length; ) {
      int size = (int) ByteBuffer.wrap(recording, at + 8, 8).getLong();
      chunks.add(Arrays.copyOfRange(recording, at, at + size));
      at += size;
    }
    return chunks;
  }

  private ConversionResult convert(Path recording) throws IOException {
    return convert(recording, ConversionOptions.defaults());
  }

  private ConversionResult convert(Path recording, ConversionOptions options) throws IOException {
    Path timeline = directory.resolve("out.microlog");
    return JfrConverter.convert(recording, timeline, options, ConversionProgress.NONE);
  }
}
