package dev.microlog.bridge.recorder;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * One recording from its start to its file.
 *
 * @param recording JFR's side of it
 * @param files where it lies
 * @param ended released when its file is complete, or given up
 */
record Session(Recording recording, RecordingFiles files, CountDownLatch ended) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long it has been running, or ran. */
  Duration length() {
    Instant start = recording.getStartTime();
    Instant stop = recording.getStopTime();
    return start == null
        ? Duration.ZERO
        : Duration.between(start, stop == null ? Instant.now() : stop);
  }

  /** Ends it; its file is complete when this returns. */
  void stop() {
    try {
      recording.stop();
      recording.close();
    } catch (IllegalStateException e) {
      // The JVM is ending and JFR's own hook was faster: it completes the file.
    }
    awaitEnd();
  }

  /** Waits until its file is complete, a bounded time. */
  boolean awaitEnd() {
    try {
      return ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
