import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording holds according to the JDK's own reader: one line {@code kind amount} for each
 * kind of weight, bytes for {@code alloc} and milliseconds for the others. What has no stack, an
 * empty one or no thread is left out, as in the exports.
 *
 * <pre>java SourceTotals.java RECORDING.jfr</pre>
 */
final class SourceTotals {
  private static final Set<String> LOCK =
      Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.VirtualThreadPinned");
  private static final Set<String> IO =
      Set.of(
          "jdk.SocketRead", "jdk.SocketWrite", "jdk.FileRead", "jdk.FileWrite", "jdk.FileForce");
  private static final List<String> RECORDER =
      List.of(
          "dev.microlog.bridge.Agent", "dev.microlog.bridge.recorder.", "dev.microlog.bridge.weave.");

  public static void main(String[] args) throws Exception {
    Map<String, Double> totals = new TreeMap<>();
    for (String kind : List.of("alloc", "lock", "io")) {
      totals.put(kind, 0.0);
    }
    try (RecordingFile file = new RecordingFile(Path.of(args[0]))) {
      while (file.hasMoreEvents()) {
        add(file.readEvent(), totals);
      }
    }
    totals.forEach((kind, amount) -> System.out.println(kind + " " + amount));
  }

  private static void add(RecordedEvent event, Map<String, Double> totals) {
    RecordedThread thread = event.getThread();
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null || stack.getFrames().isEmpty() || thread == null) {
      return;
    }
    String type = event.getEventType().getName();
    if ((LOCK.contains(type) || IO.contains(type)) && ofRecorder(stack)) {
      return;
    }
    if (LOCK.contains(type)) {
      totals.merge("lock", event.getDuration().toNanos() / 1e6, Double::sum);
    } else if (IO.contains(type)) {
      totals.merge("io", event.getDuration().toNanos() / 1e6, Double::sum);
    } else if (type.equals("jdk.ObjectAllocationSample")) {
      totals.merge("alloc", (double) event.getLong("weight"), Double::sum);
    } else if (type.equals("jdk.ObjectAllocationInNewTLAB")) {
      totals.merge("alloc", (double) event.getLong("tlabSize"), Double::sum);
    } else if (type.equals("jdk.ObjectAllocationOutsideTLAB")) {
      totals.merge("alloc", (double) event.getLong("allocationSize"), Double::sum);
    }
  }

  /** Waits of Microlog's agent for itself are not the program's. */
  private static boolean ofRecorder(RecordedStackTrace stack) {
    return stack.getFrames().stream()
        .map(frame -> frame.getMethod().getType().getName())
        .anyMatch(type -> RECORDER.stream().anyMatch(type::startsWith));
  }
}
