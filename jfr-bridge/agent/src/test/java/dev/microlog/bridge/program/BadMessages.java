package dev.microlog.bridge.program;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs objects whose own text fails, as that of an entity whose session is closed. */
public final class BadMessages {
  private static final Logger LOGGER = LogManager.getLogger("shop.orders");

  private BadMessages() {}

  /** Logs. */
  public static void main(String[] arguments) {
    LOGGER.info(new Lazy());
    LOGGER.error("failed", new Silent());
    LOGGER.info("after");
  }

  private static final class Lazy {
    @Override
    public String toString() {
      throw new IllegalStateException("no session");
    }
  }

  private static final class Silent extends Exception {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }
}
