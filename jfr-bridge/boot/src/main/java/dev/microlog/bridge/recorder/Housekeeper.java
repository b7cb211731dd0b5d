package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import dev.microlog.bridge.event.MetricEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a running recorder once a second, in a thread of its own: what was left out, room on
 * the disk, rotation, a sign of life for the store, and the metrics that JFR does not have.
 */
final class Housekeeper implements Runnable {
  private static final long PERIOD_MILLIS = 1_000;

  /** Counting descriptors means reading a directory as long as their number. */
  private static final int METRICS_EVERY = 2;

  private static final int SIGN_EVERY = 60;

  /** Linux; elsewhere the lane stays empty. */
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  /** Linux; from JDK 21 on JFR tells the resident set size itself. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final String RESIDENT = "VmRSS:";
  private static final int FIRST_WITH_RESIDENT_SIZE = 21;

  private final Recorder recorder;
  private final Duration keep;

  /** Whether the last rotation failed. It is tried again each second, and that is said once. */
  private boolean isRotationLate;

  private boolean hasResidentSize =
      Runtime.version().feature() < FIRST_WITH_RESIDENT_SIZE && Files.isReadable(STATUS);

  private Housekeeper(Recorder recorder, Duration keep) {
    this.recorder = recorder;
    this.keep = keep;
  }

  /**
   * Begins.
   *
   * @param keep how long recordings are kept; zero for ever
   */
  static void start(Recorder recorder, Duration keep) {
    Thread thread = new Thread(null, new Housekeeper(recorder, keep), "Microlog", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  @SuppressWarnings("BusyWait") // the thread's one purpose
  public void run() {
    try {
      removeRemains();
      for (int second = 0; recorder.files() != null; second++) {
        Capture.reportLosses();
        watchDisk();
        rotate();
        if (second % METRICS_EVERY == 0) {
          writeMetrics();
        }
        if (second % SIGN_EVERY == SIGN_EVERY - 1) {
          giveSign();
        }
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Each by itself: what fails, for now or for good, ends neither the others nor its own next try.

  private void removeRemains() {
    RecordingFiles files = recorder.files();
    try {
      if (files != null) {
        Remains.remove(files.directory(), keep, Instant.now());
      }
    } catch (IOException | DirectoryIteratorException ignored) {
      // What cannot be removed stays; the next recording tries again.
    } catch (Throwable e) {
      Capture.failed("removal of what killed JVMs left", e);
    }
  }

  private void watchDisk() {
    try {
      recorder.stopIfDiskIsFull();
    } catch (Throwable e) {
      Capture.failed("watch over the disk", e);
    }
  }

  private void rotate() {
    try {
      recorder.rotateIfDue();
      isRotationLate = false;
    } catch (Throwable e) {
      if (!isRotationLate) {
        Capture.warn("the recording goes on, the next one cannot begin yet: " + e.getMessage());
      }
      isRotationLate = true;
    }
  }

  private void giveSign() {
    RecordingFiles files = recorder.files();
    if (files != null) {
      files.giveSign();
    }
  }

  private void writeMetrics() {
    try {
      writeDescriptors();
      writeResidentSize();
    } catch (Throwable e) {
      Capture.failed("metrics", e);
    }
  }

  private static void writeDescriptors() {
    MetricEvent event = new MetricEvent();
    if (event.isEnabled()) {
      String @Nullable [] open = DESCRIPTORS.list();
      if (open != null) {
        event.lane = "descriptors.open";
        event.unit = "count";
        // The listing itself holds one.
        event.value = Math.max(0, open.length - 1);
        event.commit();
      }
    }
  }

  private void writeResidentSize() throws IOException {
    if (hasResidentSize) {
      long kilobytes = residentKilobytes(Files.readString(STATUS));
      if (kilobytes < 0) {
        hasResidentSize = false;
        return;
      }
      MetricEvent event = new MetricEvent();
      event.lane = "rss";
      event.unit = "bytes";
      event.value = kilobytes * 1024.0;
      event.commit();
    }
  }

  /** The number in {@code VmRSS: 38228 kB}; -1 where there is none. */
  static long residentKilobytes(String status) {
    int start = status.indexOf(RESIDENT);
    int end = start < 0 ? -1 : status.indexOf(" kB", start);
    if (end < 0) {
      return -1;
    }
    try {
      return Long.parseLong(status.substring(start + RESIDENT.length(), end).trim());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
