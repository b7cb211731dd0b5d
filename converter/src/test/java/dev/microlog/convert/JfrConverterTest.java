package dev.microlog.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is converted agrees, event by event, with what {@code jdk.jfr.consumer} reads. */
class JfrConverterTest {
  private static final Map<String, String> WAITS =
      Map.of(
          "jdk.ThreadSleep", "SLEEP",
          "jdk.ThreadPark", "PARK",
          "jdk.JavaMonitorEnter", "MONITOR",
          "jdk.JavaMonitorWait", "WAIT",
          "jdk.FileWrite", "FILE_WRITE");

  @TempDir static Path directory = Path.of("");

  private static Timeline timeline = new TimelineBuilder().build();
  private static List<RecordedEvent> events = List.of();
  private static ConversionResult result =
      new ConversionResult(Path.of(""), timeline.recording(), 0, 0, 0, 0, List.of(), "");

  @BeforeAll
  static void recordAndConvert() throws Exception {
    Path jfr = directory.resolve("shop.jfr");
    TestRecordings.record(jfr, 3);
    Path file = directory.resolve("shop.microlog");
    result = JfrConverter.convert(jfr, file, ConversionOptions.defaults(), ConversionProgress.NONE);
    timeline = TimelineFiles.read(file);
    events = RecordingFile.readAllEvents(jfr);
  }

  @Test
  void everySampleIsThereOnItsThreadAtItsTimeWithItsStack() {
    List<Seen> expected = new ArrayList<>();
    for (RecordedEvent event : events) {
      String type = event.getEventType().getName();
      if (type.equals("jdk.ExecutionSample") || type.equals("jdk.NativeMethodSample")) {
        RecordedThread thread = event.getThread("sampledThread");
        expected.add(
            new Seen(
                Math.rint(micros(event.getStartTime()) / 100) * 100,
                (type.equals("jdk.ExecutionSample") ? " JAVA " : " NATIVE ")
                    + thread.getJavaThreadId()
                    + stack(event.getStackTrace())));
      }
    }
    List<Seen> found = new ArrayList<>();
    SampleTable samples = timeline.samples();
    for (int row = 0; row < samples.size(); row++) {
      found.add(
          new Seen(
              samples.timeMicros(row),
              " "
                  + samples.kind(row)
                  + " "
                  + (long) timeline.threads().id(samples.thread(row))
                  + stack(samples.stack(row))));
      assertEquals(10_000, samples.weightMicros(row));
    }
    assertTrue(expected.size() > 20, "only " + expected.size() + " samples were recorded");
    assertSame(expected, found);
  }

  @Test
  void everyWaitIsThereWithItsBordersAndItsStack() {
    List<Seen> expected = new ArrayList<>();
    for (RecordedEvent event : events) {
      String kind = WAITS.get(event.getEventType().getName());
      if (kind != null && event.getThread() != null) {
        expected.add(
            new Seen(
                Math.rint(micros(event.getStartTime())),
                kind
                    + " "
                    + event.getThread().getJavaThreadId()
                    + " for "
                    + Math.rint(event.getDuration().toNanos() / 1000.0)
                    + stack(event.getStackTrace())));
      }
    }
    List<Seen> found = new ArrayList<>();
    WaitTable waits = timeline.waits();
    for (int row = 0; row < waits.size(); row++) {
      found.add(
          new Seen(
              waits.startMicros(row),
              waits.kind(row)
                  + " "
                  + (long) timeline.threads().id(waits.thread(row))
                  + " for "
                  + waits.durationMicros(row)
                  + stack(waits.stack(row))));
    }
    assertTrue(expected.size() > 20, "only " + expected.size() + " waits were recorded");
    assertSame(expected, found);
  }

  @Test
  void allocationsAndExceptionsAreCounted() {
    double allocated = 0;
    long thrown = 0;
    for (RecordedEvent event : events) {
      switch (event.getEventType().getName()) {
        case "jdk.ObjectAllocationSample" -> allocated += event.getLong("weight");
        case "jdk.JavaExceptionThrow" -> thrown++;
        default -> {}
      }
    }
    double found = 0;
    for (int row = 0; row < timeline.allocations().size(); row++) {
      found += timeline.allocations().weightBytes(row);
    }
    assertEquals(allocated, found, allocated / 1000, "what is rounded off goes to the next");
    assertEquals(thrown, timeline.exceptions().size());
    assertTrue(timeline.exceptions().message(0).length() > 0);
  }

  @Test
  void threadsHaveNamesStartAndEnd() {
    int busy = 0;
    for (int row = 0; row < timeline.threads().size(); row++) {
      if (timeline.threads().name(row).startsWith("busy-")) {
        busy++;
        assertTrue(timeline.threads().startMicros(row) >= 0);
        assertTrue(timeline.threads().endMicros(row) > timeline.threads().startMicros(row));
      }
    }
    assertEquals(6, busy);
  }

  @Test
  void theRecordingSaysWhatItIs() {
    assertEquals(5, result.chunks());
    assertEquals(List.of(), result.losses());
    assertEquals("shop", timeline.recording().name());
    assertEquals(10_000, timeline.recording().executionPeriodMicros());
    assertEquals(Runtime.version().toString(), timeline.recording().javaVersion());
    assertTrue(timeline.recording().jvm().length() > 0);
    assertTrue(timeline.complete());
    assertTrue(timeline.pauses().size() >= 3, "System.gc() three times");
    Lane cpu = timeline.lanes().find("cpu.machine");
    assertNotNull(cpu);
    assertTrue(cpu.size() >= 3);
    assertEquals("ratio", cpu.unit());
    assertEquals("jdk.CPULoad", cpu.source());
  }

  @Test
  void infoIsReadWithoutTheRest() throws Exception {
    TimelineFiles.Summary summary = TimelineFiles.readSummary(result.timeline());
    assertEquals(timeline.recording(), summary.recording());
    assertTrue(summary.complete());
    assertFalse(Files.exists(directory.resolve("shop.microlog.part")));
  }

  /** What happened, and when. */
  private record Seen(double micros, String what) {}

  /**
   * The same in any order. The second opinion takes every chunk's start from the wall clock, we
   * count ticks through: they may differ by what the clock was adjusted meanwhile.
   */
  private static void assertSame(List<Seen> expected, List<Seen> found) {
    Comparator<Seen> order = Comparator.comparing(Seen::what).thenComparingDouble(Seen::micros);
    expected.sort(order);
    found.sort(order);
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i).what, found.get(i).what);
      assertEquals(expected.get(i).micros, found.get(i).micros, 500, found.get(i).what);
    }
    assertEquals(expected.size(), found.size());
  }

  private static double micros(Instant time) {
    Instant start =
        Instant.EPOCH.plus((long) timeline.recording().startEpochMicros(), ChronoUnit.MICROS);
    return Duration.between(start, time).toNanos() / 1000.0;
  }

  private static String stack(@Nullable RecordedStackTrace trace) {
    StringBuilder out = new StringBuilder();
    if (trace != null) {
      for (RecordedFrame frame : trace.getFrames()) {
        if (!frame.getMethod().isHidden()) {
          out.append('\n').append(frame.getMethod().getName());
          out.append(':').append(frame.getLineNumber());
        }
      }
      if (trace.isTruncated()) {
        out.append("\n[truncated]:-1");
      }
    }
    return out.toString();
  }

  private static String stack(int leaf) {
    StringBuilder out = new StringBuilder();
    MethodTable methods = timeline.methods();
    for (int node = leaf; node >= 0; node = timeline.stacks().parent(node)) {
      int method = timeline.methodAt(node);
      int line = timeline.frames().line(timeline.stacks().frame(node));
      out.append('\n').append(methods.name(method)).append(':').append(line);
    }
    return out.toString();
  }
}
