package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Words;

/** A small window on the page: can be moved by its title and resized; Escape closes it. */
public final class Popup {
  private static final int MOST_LETTERS = 300;

  private final Element element = Element.of("div", "popup").role("dialog");
  private final Element title = Element.of("h2");
  private final Element buttons = Element.of("div", "actions");
  private final Element body = Element.of("div", "body");
  private final Runnable closed;
  private double grabX;
  private double grabY;
  private boolean grabbed;
  private boolean placed;

  public Popup(Runnable closed) {
    this.closed = closed;
    Element close = Element.button("button icon", Words.CLOSE_SIGN, this::close).label(Words.CLOSE);
    Element grip = Element.of("div", "grip").add(title, buttons, close);
    grip.on(
        "pointerdown",
        input -> {
          if (input.isMainButton() && !input.isOn(buttons) && !input.isOn(close)) {
            grabbed = true;
            grabX = input.x() - element.left();
            grabY = input.y() - element.top();
            grip.capture(input);
          }
        });
    grip.on(
        "pointermove",
        input -> {
          if (grabbed) {
            place(input.x() - grabX, input.y() - grabY);
          }
        });
    grip.on("pointerup", input -> grabbed = false);
    element.attribute("tabindex", "-1").add(grip, body).hidden(true);
    element.on(
        "keydown",
        input -> {
          if (input.key().equals("Escape")) {
            input.stop();
            close();
          }
        });
  }

  public Element element() {
    return element;
  }

  public Element body() {
    return body;
  }

  /**
   * Puts buttons into the title bar that go to what comes before and after.
   *
   * @return where to say which of how many is shown
   */
  public Element walk(String previousLabel, Runnable previous, String nextLabel, Runnable next) {
    Element place = Element.of("span", "dim");
    buttons.add(
        Element.button("link plain", "‹", previous).label(previousLabel),
        place,
        Element.button("link plain", "›", next).label(nextLabel));
    return place;
  }

  public void title(String text) {
    title.text(cut(text));
    element.label(cut(text));
  }

  /** A text as long as a title may be: names in a recording can be of any length. */
  public static String cut(String text) {
    return text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text;
  }

  public boolean isOpen() {
    return !element.isHidden();
  }

  /** Shows it beside a point of the window; where a person has put it before, if it is open. */
  public void open(double x, double y) {
    boolean wasOpen = isOpen();
    element.hidden(false);
    if (!wasOpen || !placed) {
      placed = true;
      double width = Math.max(300, element.width());
      boolean left = x + 24 + width > Page.windowWidth();
      place(left ? x - 24 - width : x + 24, y - 40);
    } else {
      place(element.left(), element.top());
    }
  }

  private void place(double x, double y) {
    double right = Math.max(8, Page.windowWidth() - element.width() - 8);
    double bottom = Math.max(48, Page.windowHeight() - element.height() - 8);
    element.css("left", Math.max(8, Math.min(right, x)) + "px");
    element.css("top", Math.max(48, Math.min(bottom, y)) + "px");
  }

  public void close() {
    if (isOpen()) {
      element.hidden(true);
      closed.run();
    }
  }

  /** Gives it the keyboard. */
  public void focus() {
    element.focus();
  }

  public void hide() {
    element.hidden(true);
  }
}
