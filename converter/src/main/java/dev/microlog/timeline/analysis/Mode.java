package dev.microlog.timeline.analysis;

import dev.microlog.timeline.WaitKind;

/** What a call tree weighs. */
public enum Mode {
  /** All time that is known of, running or waiting, in µs. */
  WALL("wall"),
  /** CPU time, in µs. */
  CPU("cpu"),
  /** Allocated memory, in bytes. */
  ALLOCATION("alloc"),
  /** Time waiting for locks: monitors and parking, in µs. */
  LOCK("lock"),
  /** Time waiting for files and sockets, in µs. */
  IO("io");

  private final String id;

  Mode(String id) {
    this.id = id;
  }

  /** The name on the command line and in URLs. */
  public String id() {
    return id;
  }

  /** Whether weights are bytes rather than µs. */
  public boolean isBytes() {
    return this == ALLOCATION;
  }

  /**
   * The mode of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Mode of(String id) {
    for (Mode mode : values()) {
      if (mode.id.equals(id)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no mode " + id);
  }

  /**
   * Whether waits of that kind weigh something: locks in {@link #LOCK}, files and sockets in {@link
   * #IO}.
   */
  public boolean counts(WaitKind kind) {
    return switch (this) {
      case WALL -> true;
      case CPU, ALLOCATION -> false;
      case LOCK -> kind == WaitKind.MONITOR || kind == WaitKind.PARK || kind == WaitKind.PINNED;
      case IO -> kind.isIo();
    };
  }
}
