package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import java.util.List;

/**
 * The text beside the pointer. It is never under the pointer, and it is only rewritten when it says
 * something else, so that it does not flicker.
 */
public final class Tip {
  private static final double DISTANCE = 14;

  private final Element element = Element.of("div", "tip").hidden(true);
  private List<String> shown = List.of();

  public Element element() {
    return element;
  }

  /** Shows lines, the first in bold, beside a point of the window. */
  public void show(List<String> lines, double x, double y) {
    if (lines.isEmpty()) {
      hide();
      return;
    }
    if (!lines.equals(shown)) {
      shown = List.copyOf(lines);
      element.clear();
      for (int i = 0; i < lines.size(); i++) {
        element.add(Element.of("div").add(Element.of(i == 0 ? "b" : "span").text(lines.get(i))));
      }
    }
    element.hidden(false);
    boolean left = x + DISTANCE + element.width() + 8 > Page.windowWidth();
    boolean above = y + DISTANCE + element.height() + 8 > Page.windowHeight();
    element.css("left", (left ? x - DISTANCE - element.width() : x + DISTANCE) + "px");
    element.css("top", Math.max(4, above ? y - DISTANCE - element.height() : y + DISTANCE) + "px");
  }

  public void hide() {
    element.hidden(true);
  }
}
