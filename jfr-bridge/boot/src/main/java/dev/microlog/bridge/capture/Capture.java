package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.LossEvent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The switch of all captures, and what they share.
 *
 * <p>Off until a recording runs; an instrumented class then pays for one volatile read. All methods
 * may be called from any thread.
 */
public final class Capture {
  /** Descriptions of the captures that failed and were disabled. */
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  /** Entries that could not be captured since the last report, for no fault of the capture. */
  private static final AtomicLong MISSED = new AtomicLong();

  private static volatile boolean on;
  private static volatile @Nullable Runnable beforeExit;

  private Capture() {}

  /** Whether a recording wants what is captured. */
  public static boolean isOn() {
    return on;
  }

  /**
   * Switches all captures on.
   *
   * @param lines prints and log entries below warning in a second, ten times as many in a burst
   * @param stacks how many of them with a stack
   * @param descriptors whether open descriptors are remembered
   */
  public static void start(int lines, int stacks, boolean descriptors) {
    Budget.LINES.limit(lines);
    Budget.STACKS.limit(stacks);
    if (!descriptors) {
      DescriptorSink.disable();
    }
    Preparation.prepare();
    on = true;
  }

  /** Writes what was left out since the last call, and lets budgets begin anew; each second. */
  public static void reportLosses() {
    if (on) {
      Budget.LINES.reportLoss();
      Budget.WARNINGS.reportLoss();
      reportMissed();
      // An entry without its stack is no loss worth an event.
      Budget.STACKS.forgetLoss();
      Budget.LINES.reopen();
      Budget.WARNINGS.reopen();
      Budget.STACKS.reopen();
    }
  }

  /**
   * Writes what can be said only at the end: last lines, and descriptors that were never closed.
   */
  public static void reportEnd() {
    if (on) {
      try {
        PrintSink.flushPendingLines();
        reportLosses();
        DescriptorSink.report();
      } catch (Throwable e) {
        failed("last events", e);
      }
    }
  }

  /** Switches all captures off. */
  public static void stop() {
    on = false;
  }

  /**
   * Sets what runs when the JVM begins to end, before its first shutdown hook; null for nothing.
   */
  public static void beforeExit(@Nullable Runnable action) {
    beforeExit = action;
  }

  /** Called by the JDK when it is about to start the shutdown hooks. */
  public static void exiting() {
    Runnable action = beforeExit;
    if (action != null) {
      try {
        action.run();
      } catch (Throwable e) {
        failed("last events", e);
      }
    }
  }

  private static void reportMissed() {
    long count = MISSED.getAndSet(0);
    if (count > 0) {
      LossEvent event = new LossEvent();
      event.what = "entries";
      event.count = count;
      event.detail = "no stack or memory was left to record them, or their own code failed";
      event.commit();
    }
  }

  /**
   * Counts an entry that could not be captured for no fault of the capture: the program's stack or
   * memory was used up, from which it may well recover. Anything else disables the capture.
   *
   * @param what the capture, in words
   * @param cause what went wrong
   */
  static void exhausted(String what, Throwable cause) {
    if (cause instanceof StackOverflowError || cause instanceof OutOfMemoryError) {
      MISSED.incrementAndGet();
    } else {
      failed(what, cause);
    }
  }

  /**
   * The same for an entry that is made of the program's own objects: an exception may be theirs.
   *
   * @param what the capture, in words
   * @param cause what went wrong
   */
  static void missed(String what, Throwable cause) {
    if (cause instanceof Exception) {
      MISSED.incrementAndGet();
    } else {
      exhausted(what, cause);
    }
  }

  /**
   * Says once on stderr, and in the recording, that a capture does not work.
   *
   * @param what the capture, in words
   * @param cause what went wrong
   */
  public static void failed(String what, Throwable cause) {
    try {
      if (FAILED.add(what)) {
        warn(what + " stopped: " + cause);
        LossEvent event = new LossEvent();
        event.what = what;
        event.count = 1;
        event.detail = String.valueOf(cause);
        event.commit();
      }
    } catch (Throwable ignored) {
      // Nothing is left to try; the program goes on.
    }
  }

  /** Whether this capture failed before. */
  static boolean hasFailed(String what) {
    return !FAILED.isEmpty() && FAILED.contains(what);
  }

  /**
   * Writes one line to the process's stderr, past {@code System.err} and so past our own capture.
   */
  public static void warn(String message) {
    writeToStderr("Microlog: " + message + System.lineSeparator());
  }

  /** Writes text as it is to the process's stderr; nothing happens where that is closed. */
  public static void writeToStderr(String text) {
    // Not closed on purpose: closing the stream would close the process's stderr.
    FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
    try {
      stderr.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ignored) {
      // A closed stderr: nobody listens.
    }
  }
}
