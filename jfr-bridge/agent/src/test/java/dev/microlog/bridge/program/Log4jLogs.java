package dev.microlog.bridge.program;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Logs with Log4j 2. */
public final class Log4jLogs {
  private static final Logger LOGGER = LogManager.getLogger("shop.orders");

  private Log4jLogs() {}

  /** Logs. */
  public static void main(String[] arguments) {
    LOGGER.info("plain");
    ThreadContext.put("customer", "Ann");
    LOGGER.info("order {} of {}", 7, "Ann");
    LOGGER.trace("below the level");
    LOGGER.warn("careful");
    LOGGER.error("failed", new IllegalStateException("outer", new RuntimeException("inner")));
  }
}
