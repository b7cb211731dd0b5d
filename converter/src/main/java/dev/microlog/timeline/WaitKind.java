package dev.microlog.timeline;

/** Why a thread did not run. */
public enum WaitKind {
  /** It wanted to enter a monitor that another thread held ({@code jdk.JavaMonitorEnter}). */
  MONITOR("monitor"),
  /** {@code LockSupport.park}: locks, queues and pools of java.util.concurrent. */
  PARK("park"),
  /** {@code Thread.sleep}. */
  SLEEP("sleep"),
  /** {@code Object.wait}. */
  WAIT("wait"),
  SOCKET_READ("socket_read"),
  SOCKET_WRITE("socket_write"),
  FILE_READ("file_read"),
  FILE_WRITE("file_write"),
  CLASS_LOAD("class_load"),
  /** A virtual thread that parked but could not leave its carrier. */
  PINNED("pinned");

  private final String id;

  WaitKind(String id) {
    this.id = id;
  }

  /** The name in exports and in the command line's contract. */
  public String id() {
    return id;
  }

  /** Whether the thread waited for a device or a peer rather than for another thread. */
  public boolean isIo() {
    return this == SOCKET_READ || this == SOCKET_WRITE || this == FILE_READ || this == FILE_WRITE;
  }
}
