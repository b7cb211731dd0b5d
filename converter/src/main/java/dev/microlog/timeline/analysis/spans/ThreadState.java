package dev.microlog.timeline.analysis.spans;

/** What a thread did, as far as the recording tells. */
public enum ThreadState {
  /** It ran Java code. */
  RUNNING,
  /** It ran native code. */
  NATIVE,
  /**
   * Between two samples that belong together it was not seen: it ran, or waited for a processor.
   */
  RUNNABLE,
  /** It wanted a monitor that another thread held. */
  BLOCKED,
  /** It waited in {@code Object.wait}. */
  WAITING,
  /** It was parked by a lock, a queue or a pool. */
  PARKED,
  SLEEPING,
  /** It read or wrote a file or a socket, or waited for one to be ready. */
  IO,
  /** It loaded a class. */
  CLASS_LOADING,
  /** All threads stood still for the collector or another operation of the VM. */
  PAUSED;

  /** Whether the thread used a processor, or would have. */
  public boolean isActive() {
    return this == RUNNING || this == NATIVE || this == RUNNABLE || this == CLASS_LOADING;
  }
}
