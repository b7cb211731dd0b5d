package dev.microlog.examples.schedule;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What a recording and its timeline hold, as lines that can be compared: kind, thread, stack and
 * how often; the recording read by the JDK's own reader. Without descriptors, of which timelines
 * keep those alone that tell overloaded methods apart.
 */
final class SecondOpinion {
  private static final Map<String, String> KINDS =
      Map.of(
          "jdk.ExecutionSample", SampleKind.JAVA.name(),
          "jdk.NativeMethodSample", SampleKind.NATIVE.name(),
          "jdk.CPUTimeSample", SampleKind.CPU.name(),
          "jdk.ThreadSleep", WaitKind.SLEEP.name(),
          "jdk.ThreadPark", WaitKind.PARK.name(),
          "jdk.JavaMonitorEnter", WaitKind.MONITOR.name(),
          "jdk.JavaMonitorWait", WaitKind.WAIT.name(),
          "jdk.SocketRead", WaitKind.SOCKET_READ.name());

  private SecondOpinion() {}

  /** What {@code jdk.jfr.consumer} reads. */
  static Map<String, Integer> of(Path recording) throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      String kind = KINDS.get(event.getEventType().getName());
      RecordedThread thread =
          event.hasField("sampledThread") ? event.getThread("sampledThread") : event.getThread();
      boolean isWait = !event.getEventType().getName().endsWith("Sample");
      boolean leftOut = isWait && isOfRecorder(event.getStackTrace());
      if (kind != null && !leftOut) {
        // null for a thread that began so late that JFR did not tell its name any more
        long id = thread != null && thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -1;
        lines.merge(kind + " " + id + stack(event.getStackTrace()), 1, Integer::sum);
      }
    }
    return lines;
  }

  /** What the timeline holds. */
  static Map<String, Integer> of(Timeline timeline) {
    Map<String, Integer> lines = new TreeMap<>();
    var samples = timeline.samples();
    for (int row = 0; row < samples.size(); row++) {
      lines.merge(
          samples.kind(row)
              + " "
              + id(timeline, samples.thread(row))
              + stack(timeline, samples.stack(row)),
          1,
          Integer::sum);
    }
    var waits = timeline.waits();
    for (int row = 0; row < waits.size(); row++) {
      if (KINDS.containsValue(waits.kind(row).name())) {
        lines.merge(
            waits.kind(row)
                + " "
                + id(timeline, waits.thread(row))
                + stack(timeline, waits.stack(row)),
            1,
            Integer::sum);
      }
    }
    return lines;
  }

  private static long id(Timeline timeline, int thread) {
    long id = (long) timeline.threads().id(thread);
    return id > 0 ? id : -1;
  }

  /** The waits of the agent itself are left out of timelines. */
  private static boolean isOfRecorder(@Nullable RecordedStackTrace trace) {
    return trace != null
        && trace.getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .anyMatch(
                type ->
                    type.startsWith("dev.microlog.bridge.Agent")
                        || type.startsWith("dev.microlog.bridge.recorder.")
                        || type.startsWith("dev.microlog.bridge.weave."));
  }

  private static String stack(@Nullable RecordedStackTrace trace) {
    List<RecordedFrame> frames = trace == null ? List.of() : trace.getFrames();
    var out = new StringBuilder();
    for (RecordedFrame frame : frames) {
      if (!frame.getMethod().isHidden()) {
        out.append(" < ").append(frame.getMethod().getName());
        out.append(':').append(frame.getLineNumber() > 0 ? frame.getLineNumber() : -1);
      }
    }
    return out + (trace != null && trace.isTruncated() ? " < [truncated]:-1" : "");
  }

  private static String stack(Timeline timeline, int leaf) {
    var out = new StringBuilder();
    MethodTable methods = timeline.methods();
    for (int node = leaf; node >= 0; node = timeline.stacks().parent(node)) {
      int method = timeline.methodAt(node);
      out.append(" < ").append(methods.name(method));
      out.append(':').append(timeline.frames().line(timeline.stacks().frame(node)));
    }
    return out.toString();
  }
}
