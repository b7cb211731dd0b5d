package dev.microlog.convert;

import dev.microlog.convert.chunk.ChunkHeader;

/**
 * Puts chunks on one axis. Each chunk has an anchor: a wall-clock time and the ticks that its
 * events count from. The wall clock may be set while a JVM runs and ticks may not, so ticks decide
 * as long as both come from one machine.
 */
final class RecordingClock {
  /** A clock that was set by more than this is taken for another machine's. */
  private static final double MAX_STEP_MICROS = 600e6;

  private final ChunkHeader first;
  private final long anchorNanos;

  RecordingClock(ChunkHeader first) {
    this.first = first;
    anchorNanos = first.startNanos() - first.startNanos() % 1000;
  }

  /** The start of the recording, µs since 1970. */
  double startEpochMicros() {
    return Math.floor(anchorNanos / 1000.0);
  }

  /** Where a chunk starts, in µs since the start of the recording. */
  double startMicros(ChunkHeader chunk) {
    double byClock = (chunk.startNanos() - anchorNanos) / 1000.0;
    if (chunk.ticksPerSecond() != first.ticksPerSecond()) {
      return byClock;
    }
    double ticks = (double) chunk.startTicks() - first.startTicks();
    double byTicks =
        ticks * 1e6 / first.ticksPerSecond() + (first.startNanos() - anchorNanos) / 1000.0;
    boolean oneMachine = ticks >= 0 && Math.abs(byTicks - byClock) <= MAX_STEP_MICROS;
    return oneMachine ? byTicks : byClock;
  }
}
