package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.bridge.event.PrintEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Characters of several bytes, each printed by itself. */
class LineCharsetTest {
  static Stream<Charset> charsets() {
    return Stream.of(
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_16,
        StandardCharsets.UTF_16BE,
        StandardCharsets.UTF_16LE);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void bytesMayComeOneByOne(Charset charset, @TempDir Path folder) throws Exception {
    StreamCharset stream = StreamCharset.of(charset.name());
    LineAssembler line = new LineAssembler("stdout", Thread.currentThread());
    try (Recording recording = new Recording()) {
      recording.enable(PrintEvent.NAME);
      recording.start();
      for (byte each : "Gr\u00fc\u00dfe \ud83d\ude00\nnext\n".getBytes(charset)) {
        line.write(new byte[] {each}, 0, 1, stream);
      }
      recording.stop();
      Path file = folder.resolve("lines.jfr");
      recording.dump(file);
      assertEquals(
          List.of("Gr\u00fc\u00dfe \ud83d\ude00", "next"),
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.getEventType().getName().equals(PrintEvent.NAME))
              .map(event -> event.getString("message"))
              .toList());
    }
  }
}
