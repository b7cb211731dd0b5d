package dev.microlog.convert.build;

import dev.microlog.timeline.Level;
import java.util.ArrayList;
import java.util.List;

/** What the events of a chunk say of the recording as a whole. Unknown texts are empty. */
final class RecordingFacts {
  /** A thread's share of all processors since the reading before. */
  record Load(int thread, double micros, double share) {}

  /**
   * The last line of a thread, which printed no newline: the thread that ended the recording wrote
   * it, and knew the printer's name.
   */
  record LastLine(double micros, String printer, Level level, String stream, String message) {}

  String name = "";
  String jvm = "";
  String javaVersion = "";
  String commandLine = "";
  String zone = "";
  double processId = -1;

  /** As jdk.JVMInformation has them; see {@link JvmTraits}. */
  String jvmVersion = "";

  double jvmStartMicros = Double.NaN;
  int cores = -1;
  double maxHeapBytes = -1;
  double executionPeriodMicros = -1;
  double nativePeriodMicros = -1;
  double cpuPeriodMicros = -1;
  double lostSamples;
  double lostBytes;
  double lastEventMicros;
  int availableProcessors = -1;
  final List<Load> loads = new ArrayList<>();
  final List<LastLine> lastLines = new ArrayList<>();
  final List<String> losses = new ArrayList<>();

  /** Notes that something happened at that time. */
  void happened(double micros) {
    if (micros > lastEventMicros) {
      lastEventMicros = micros;
    }
  }
}
