package dev.microlog.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;

/** Recordings of this very JVM, made by JFR itself. */
final class TestRecordings {
  private static final Object LOCK = new Object();
  static volatile double sink;

  private TestRecordings() {}

  /**
   * About two seconds of work, sleep, allocation, contention and errors, in so many parts with a
   * chunk or two each.
   */
  static void record(Path file, int parts) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ActiveSetting");
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.ThreadSleep").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.enable("jdk.JavaMonitorWait").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.enable("jdk.FileWrite").withThreshold(Duration.ZERO).withStackTrace();
      recording.enable("jdk.ObjectAllocationSample").withStackTrace();
      recording.enable("jdk.JavaExceptionThrow").withStackTrace();
      recording.enable("jdk.GCPhasePause");
      recording.enable("jdk.GarbageCollection");
      recording.enable("jdk.GCHeapSummary");
      recording.enable("jdk.CPULoad").withPeriod(Duration.ofMillis(200));
      recording.enable("jdk.JVMInformation");
      recording.enable("jdk.ThreadStart");
      recording.enable("jdk.ThreadEnd");
      recording.setToDisk(true);
      recording.start();
      for (int i = 0; i < parts; i++) {
        busyProgram();
        if (i < parts - 1) {
          try (Recording rotate = new Recording()) {
            // Starting another recording ends the chunk, and so does stopping it.
            rotate.enable("jdk.CPULoad");
            rotate.start();
          }
        }
      }
      recording.dump(file);
    }
  }

  private static void busyProgram() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(TestRecordings::work, "busy-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.gc();
  }

  private static void work() {
    for (int i = 0; i < 8; i++) {
      compute(System.nanoTime() + 20_000_000);
      try {
        Path file = Files.createTempFile("microlog", "test");
        Files.write(file, new byte[10_000]);
        Files.delete(file);
        Thread.sleep(10);
        synchronized (LOCK) {
          Thread.sleep(5);
        }
        throw new IllegalStateException("thrown for the test");
      } catch (IllegalStateException e) {
        sink = e.hashCode();
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void compute(long untilNanos) {
    while (System.nanoTime() < untilNanos) {
      byte[][] garbage = new byte[64][];
      for (int i = 0; i < garbage.length; i++) {
        garbage[i] = new byte[1000];
        sink = Math.sin(i) + garbage[i].length;
      }
    }
  }
}
