package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.bridge.event.PrintEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are passed over do not spoil the ones around them. */
class LineSkipTest {
  private static final StreamCharset UTF_8 = new StreamCharset(StandardCharsets.UTF_8, true);

  private final LineAssembler line = new LineAssembler("stdout", Thread.currentThread());

  @Test
  void keepsWholeLinesOnly(@TempDir Path folder) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(PrintEvent.NAME);
      recording.start();
      take("whole\nbegun ");
      skipOrTake("and ended\n");
      skipOrTake("skipped\n");
      skipOrTake("skipped at its beginning, ");
      take("and so at its end\nnext\n");
      recording.stop();
      Path file = folder.resolve("lines.jfr");
      recording.dump(file);
      assertEquals(
          List.of("whole", "begun and ended", "next"),
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.getEventType().getName().equals(PrintEvent.NAME))
              .map(event -> event.getString("message"))
              .toList());
    }
  }

  private void take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    line.write(bytes, 0, bytes.length, UTF_8);
  }

  private void skipOrTake(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!line.skip(bytes, 0, bytes.length, UTF_8)) {
      take(text);
    }
  }
}
