package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;

/** What stands in the middle of the page when there is nothing to show: why, and what to do. */
public final class Notice {
  private Notice() {}

  public static Element of(String title, String... lines) {
    Element notice = Element.of("div", "notice");
    notice.add(Element.of("h2").text(title));
    for (String line : lines) {
      notice.add(Element.of("div", "dim", line));
    }
    return notice;
  }

  /** A command line to copy. */
  public static Element command(String text) {
    return Element.of("pre", "command", text);
  }
}
