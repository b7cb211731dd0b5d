package dev.microlog.bridge.program;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs with java.util.logging. */
public final class JulLogs {
  private static final Logger LOGGER = Logger.getLogger("shop.orders");

  private JulLogs() {}

  /** Logs. */
  public static void main(String[] arguments) {
    LOGGER.info("plain");
    LOGGER.log(Level.INFO, "order {0} of {1}", new Object[] {7, "Ann"});
    LOGGER.fine("below the level");
    LOGGER.setFilter(record -> !record.getMessage().contains("unwanted"));
    LOGGER.warning("unwanted");
    LOGGER.setUseParentHandlers(false);
    LOGGER.log(
        Level.SEVERE, "failed", new IllegalStateException("outer", new RuntimeException("inner")));
    System.getLogger("platform").log(System.Logger.Level.INFO, "through System.Logger");
  }
}
