package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is secret in a recording is in no byte of its timeline. */
class SecretsTest {
  private static final String SECRET = "hunter2hunter2";

  @TempDir Path directory = Path.of("");

  @Name("microlog.Log")
  @StackTrace(false)
  static final class LogEvent extends Event {
    String level = "error";
    String source = "jul";
    String logger = "shop";
    String message = "connecting to jdbc:db://scott:" + SECRET + "@db.local/shop of user=anna";
    String throwable = "java.io.IOException: refused, password=" + SECRET + "\n\tat Shop.main";
    String context = "token=" + SECRET + "\nrequest=17";
    int omitted;
  }

  @Test
  void noSecretOfTheRecordingIsInTheTimeline() throws Exception {
    Path recording = directory.resolve("shop.jfr");
    record(recording);
    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    String environment =
        events.stream()
            .filter(event -> event.getEventType().getName().endsWith("EnvironmentVariable"))
            .filter(event -> event.getString("key").equals("PATH"))
            .map(event -> event.getString("value"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        events.stream().anyMatch(event -> event.toString().contains(SECRET)),
        "the recording itself has it");

    Path file = directory.resolve("shop.microlog");
    JfrConverter.convert(recording, file, ConversionOptions.defaults(), ConversionProgress.NONE);
    String bytes = bytes(file);
    assertTrue(bytes.contains("db.local"), "read as text");
    assertFalse(bytes.contains(SECRET));
    assertFalse(bytes.contains(environment), "environment variables are left out");

    Timeline timeline = TimelineFiles.read(file);
    assertEquals(
        "connecting to jdbc:db://<credentials>@db.local/shop of user=anna",
        timeline.markers().message(0));
    assertEquals("token=<secret>\nrequest=17", timeline.markers().context(0));
    assertTrue(timeline.markers().throwable(0).contains("refused, password=<secret>"));
    assertEquals(
        "Bearer <secret>", timeline.exceptions().message(timeline.exceptions().size() - 1));
  }

  private static void record(Path file) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable("microlog.Log");
      recording.enable("jdk.JavaExceptionThrow").withStackTrace();
      recording.enable("jdk.InitialEnvironmentVariable");
      recording.enable("jdk.InitialSystemProperty");
      recording.enable("jdk.JVMInformation");
      recording.start();
      new LogEvent().commit();
      try {
        throw new IllegalStateException("Bearer " + SECRET);
      } catch (IllegalStateException e) {
        recording.dump(file);
      }
    }
  }

  private static String bytes(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        ZstdInputStream in = new ZstdInputStream(raw)) {
      in.setContinuous(true);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
