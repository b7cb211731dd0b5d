package dev.microlog.bridge.program;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logs with SLF4J, whatever is behind it. */
public final class Slf4jLogs {
  private static final Logger LOGGER = LoggerFactory.getLogger("shop.orders");

  private Slf4jLogs() {}

  /** Logs. */
  public static void main(String[] arguments) {
    LOGGER.info("plain");
    MDC.put("customer", "Ann");
    LOGGER.info("order {} of {}", 7, "Ann");
    LOGGER.trace("below the level");
    LOGGER.warn("careful");
    LOGGER.error("failed", new IllegalStateException("outer", new RuntimeException("inner")));
  }
}
