package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Words;

/** Short messages in the corner; errors stay until they are closed. */
public final class Toasts {
  private static final double SHOWN_MILLIS = 4000;

  private final Element element = Element.of("div", "toasts").role("status");

  public Element element() {
    return element;
  }

  public void say(String text) {
    Element toast = Element.of("div", "toast").add(Element.of("span").text(text));
    element.add(toast);
    Page.later(SHOWN_MILLIS, toast::remove);
  }

  public void error(String text) {
    Element toast = Element.of("div", "toast error").role("alert");
    toast.add(
        Element.of("span").text(text),
        Element.button("link", Words.CLOSE_SIGN, toast::remove).label(Words.CLOSE));
    element.add(toast);
  }
}
