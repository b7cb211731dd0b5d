package dev.microlog.bridge.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.bridge.event.LogEvent;
import dev.microlog.bridge.event.LossEvent;
import dev.microlog.bridge.event.PrintEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program may survive that its stack is used up; so do the captures. */
class OverflowTest {
  private static final int STACK_BYTES = 300_000;
  private static final int ENDLESS = 1_000_000;

  @Test
  void goesOnAfterStackOverflow(@TempDir Path folder) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(PrintEvent.NAME);
      recording.enable(LogEvent.NAME);
      recording.enable(LossEvent.class);
      recording.start();
      Capture.start(100_000, 100, true);
      take("before"); // all classes are there then
      Thread thread = new Thread(null, OverflowTest::work, "deep", STACK_BYTES);
      thread.start();
      thread.join();
      take("after, on another thread");
      Capture.reportLosses();
      Capture.stop();
      Path file = folder.resolve("overflow.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      for (String type : List.of(PrintEvent.NAME, LogEvent.NAME)) {
        List<String> messages = texts(events, type, "message");
        assertTrue(messages.containsAll(List.of("after", "after, on another thread")), type);
      }
      assertEquals(List.of("entries"), texts(events, "microlog.Loss", "what"));
    }
  }

  private static void work() {
    try {
      descend(0);
    } catch (StackOverflowError e) {
      take("after");
    }
  }

  /** On its way back it has less stack than a capture takes, and then a little more each time. */
  private static int descend(int depth) {
    try {
      return depth < ENDLESS ? 1 + descend(depth + 1) : 0;
    } finally {
      take("deep");
    }
  }

  private static void take(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    PrintSink.capture(null, bytes, 0, bytes.length, true);
    LogRecord entry = new LogRecord(Level.INFO, text);
    JulSink.enter();
    try {
      JulSink.publish(entry);
    } finally {
      JulSink.exit();
    }
  }

  private static List<String> texts(List<RecordedEvent> events, String type, String field) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .map(event -> event.getString(field))
        .toList();
  }
}
