package dev.microlog.bridge.program;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Uses up its stack, and prints or logs for the first time on its way back. */
public final class Overflows {
  private static final int STACK_BYTES = 300_000;
  private static final int ENDLESS = 1_000_000;
  private static final Logger LOGGER = Logger.getLogger("overflows");
  private static final LogRecord ENTRY = new LogRecord(Level.INFO, "deep");

  private static boolean logs;

  private Overflows() {}

  /** Runs with {@code print} or {@code log}. */
  public static void main(String[] arguments) throws InterruptedException {
    logs = arguments[0].equals("log");
    LOGGER.setUseParentHandlers(false);
    Thread thread = new Thread(null, Overflows::work, "deep", STACK_BYTES);
    thread.start();
    thread.join();
    System.out.println("after");
    LOGGER.info("after");
  }

  private static void work() {
    try {
      descend(0);
    } catch (StackOverflowError e) {
      take();
    }
  }

  private static int descend(int depth) {
    try {
      return depth < ENDLESS ? 1 + descend(depth + 1) : 0;
    } finally {
      take();
    }
  }

  private static void take() {
    if (logs) {
      LOGGER.log(ENTRY);
    } else {
      System.out.println("deep");
    }
  }
}
