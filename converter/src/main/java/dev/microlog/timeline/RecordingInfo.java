package dev.microlog.timeline;

/**
 * What a timeline says of the recording as a whole. Unknown texts are empty, unknown numbers -1.
 *
 * @param name the application, as in the store
 * @param startEpochMicros start of the recording, µs since 1970 (UTC)
 * @param zoneOffsetMinutes offset of the recorded machine's local time from UTC
 * @param durationMicros from the start to the last thing that was recorded
 * @param jvm name and version of the JVM
 * @param javaVersion e.g. {@code 25.0.3+9}
 * @param host name of the machine
 * @param processId of the recorded JVM
 * @param cores processors that the JVM saw
 * @param maxHeapBytes the limit of the heap
 * @param commandLine main class or jar with its arguments; secrets are replaced
 * @param executionPeriodMicros period of {@code jdk.ExecutionSample} when last set; -1 if off
 * @param nativePeriodMicros period of {@code jdk.NativeMethodSample} when last set; -1 if off
 * @param cpuPeriodMicros period of {@code jdk.CPUTimeSample} when last set; -1 if off
 * @param lostSamples samples that the recorder says it lost
 * @param lostBytes bytes that the recorder says it lost
 * @param source name of the file that was converted
 */
public record RecordingInfo(
    String name,
    double startEpochMicros,
    int zoneOffsetMinutes,
    double durationMicros,
    String jvm,
    String javaVersion,
    String host,
    double processId,
    int cores,
    double maxHeapBytes,
    String commandLine,
    double executionPeriodMicros,
    double nativePeriodMicros,
    double cpuPeriodMicros,
    double lostSamples,
    double lostBytes,
    String source) {

  /** Of a recording of which nothing is known yet. */
  public static final RecordingInfo UNKNOWN =
      new RecordingInfo("", 0, 0, 0, "", "", "", -1, -1, -1, "", -1, -1, -1, 0, 0, "");
}
