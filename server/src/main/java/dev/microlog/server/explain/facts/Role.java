package dev.microlog.server.explain.facts;

import java.util.BitSet;

/**
 * Threads that do the same: those whose names differ in numbers only.
 *
 * @param name e.g. {@code http-worker-*}
 * @param threads rows of the thread table
 * @param jvm whether they belong to the JVM rather than to the program
 * @param runningMicros time in which they ran or wanted to, over all threads
 * @param blockedMicros waiting for a monitor
 * @param parkedMicros parked by a lock, a queue or a pool in the middle of work
 * @param waitingMicros in {@code Object.wait} in the middle of work
 * @param sleepingMicros asleep
 * @param ioMicros reading, writing or waiting for a file or a socket in the middle of work
 * @param idleMicros waiting for work
 * @param pausedMicros stopped by the collector or another operation of the VM
 */
public record Role(
    String name,
    BitSet threads,
    int size,
    int firstThread,
    boolean jvm,
    double runningMicros,
    double blockedMicros,
    double parkedMicros,
    double waitingMicros,
    double sleepingMicros,
    double ioMicros,
    double idleMicros,
    double pausedMicros) {

  /** All that is known of its threads but waiting for work. */
  public double busyMicros() {
    return runningMicros
        + blockedMicros
        + parkedMicros
        + waitingMicros
        + sleepingMicros
        + ioMicros
        + pausedMicros;
  }
}
