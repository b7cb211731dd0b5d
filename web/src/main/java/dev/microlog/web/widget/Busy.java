package dev.microlog.web.widget;

import dev.microlog.web.dom.Page;

/**
 * Counts what is under way, and says on the root element when nothing is: {@code data-idle="true"}
 * is what tests and measurements wait for.
 */
public final class Busy {
  private int count;

  public void begin() {
    if (count++ == 0) {
      Page.root().attribute("data-idle", "false");
    }
  }

  public void end() {
    if (--count == 0) {
      Page.root().attribute("data-idle", "true");
    }
  }
}
