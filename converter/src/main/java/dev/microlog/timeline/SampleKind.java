package dev.microlog.timeline;

/** What the sampler saw a thread do. */
public enum SampleKind {
  /** It ran Java code, or was about to ({@code jdk.ExecutionSample}). */
  JAVA,
  /** It was in native code, running or waiting ({@code jdk.NativeMethodSample}). */
  NATIVE,
  /** It had used up its share of CPU time ({@code jdk.CPUTimeSample}); the weight is CPU time. */
  CPU,
  /** It was not running (async-profiler's wall-clock samples in a sleeping state). */
  WAITING
}
