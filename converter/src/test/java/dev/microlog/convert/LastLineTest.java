package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A last line without newline belongs to the thread that printed it, not to the one that ends. */
class LastLineTest {
  @TempDir Path directory = Path.of("");

  @Name("microlog.Print")
  @StackTrace(false)
  static final class PrintEvent extends Event {
    String stream = "stdout";
    final String message;
    int omitted;
    final @Nullable String printer;

    PrintEvent(String message, @Nullable String printer) {
      this.message = message;
      this.printer = printer;
    }
  }

  @Test
  void belongsToTheThreadThatPrintedIt() throws Exception {
    Path recording = directory.resolve("shop.jfr");
    CountDownLatch end = new CountDownLatch(1);
    try (Recording whole = new Recording()) {
      whole.enable("microlog.Print");
      whole.start();
      for (String name : new String[] {"worker-7", "twin", "twin"}) {
        CountDownLatch printed = new CountDownLatch(1);
        new Thread(() -> print(name + " began", printed, end), name).start();
        printed.await();
      }
      try (Recording next = new Recording()) {
        next.start(); // begins another chunk, in which the worker does nothing
      }
      new PrintEvent("name? ", "worker-7").commit();
      new PrintEvent("which twin? ", "twin").commit();
      new PrintEvent("who? ", "gone").commit();
      new PrintEvent("own", null).commit();
      whole.dump(recording);
    } finally {
      end.countDown();
    }

    Path file = directory.resolve("shop.microlog");
    JfrConverter.convert(recording, file, ConversionOptions.defaults(), ConversionProgress.NONE);
    Timeline timeline = TimelineFiles.read(file);
    MarkerTable markers = timeline.markers();
    Map<String, String> printers = new TreeMap<>();
    for (int row = 0; row < markers.size(); row++) {
      int thread = markers.thread(row);
      printers.put(
          markers.message(row), thread < 0 ? "nobody" : timeline.threads().displayName(thread));
    }
    assertEquals(
        Map.of(
            "worker-7 began", "worker-7",
            "twin began", "twin",
            "name? ", "worker-7",
            "which twin? ", "nobody",
            "who? ", "nobody",
            "own", Thread.currentThread().getName()),
        printers);
  }

  private static void print(String message, CountDownLatch printed, CountDownLatch end) {
    new PrintEvent(message, null).commit();
    printed.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
