package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A list of things to do, beside the pointer; closed by a choice, a click elsewhere or Escape. */
public final class Menu {
  private final Element veil = Element.of("div", "veil");
  private final Element element = Element.of("div", "menu");
  private final boolean holdsFields;
  private final List<Element> items = new ArrayList<>();
  private final Runnable restoreFocus = Page.rememberFocus();
  private final double x;
  private final double y;

  public Menu(double x, double y) {
    this(x, y, "");
  }

  /**
   * One that may hold fields, which ARIA does not allow in a menu.
   *
   * @param label what it is for; empty if there will be no field
   */
  public Menu(double x, double y, String label) {
    this.x = x;
    this.y = y;
    holdsFields = !label.isEmpty();
    element.role(holdsFields ? "dialog" : "menu");
    if (holdsFields) {
      element.label(label);
    }
    veil.css("background", "none").add(element);
    veil.on(
        "pointerdown",
        input -> {
          if (!input.isOn(element)) {
            input.preventDefault();
            close();
          }
        });
    veil.on("contextmenu", input -> input.preventDefault());
    veil.on(
        "keydown",
        input -> {
          input.stop();
          int step = input.key().equals("ArrowDown") ? 1 : input.key().equals("ArrowUp") ? -1 : 0;
          if (input.key().equals("Escape")) {
            close();
          } else if (step != 0) {
            input.preventDefault();
            move(step);
          }
        });
    Page.body().add(veil);
    place();
  }

  private void place() {
    element.css("left", Math.max(4, Math.min(x, Page.windowWidth() - 230)) + "px");
    double bottom = Page.windowHeight() - element.height() - 8;
    element.css("top", Math.max(4, Math.min(y, bottom)) + "px");
  }

  private void move(int step) {
    int focused = -1;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).hasFocus()) {
        focused = i;
      }
    }
    if (!items.isEmpty()) {
      items.get(Math.floorMod(focused + step, items.size())).focus();
    }
  }

  private void close() {
    veil.remove();
    restoreFocus.run();
  }

  public void item(String text, Runnable action) {
    Element item = add(text, action);
    if (!holdsFields) {
      item.role("menuitem");
    }
  }

  /** An item that is on or off. */
  public void check(String text, boolean isOn, Runnable action) {
    Element item = add((isOn ? "✓ " : "\u2003 ") + text, action);
    String on = isOn ? "true" : "false";
    if (holdsFields) {
      item.attribute("aria-pressed", on);
    } else {
      item.role("menuitemcheckbox").attribute("aria-checked", on);
    }
  }

  private Element add(String text, Runnable action) {
    Element item =
        Element.button(
            "",
            text,
            () -> {
              close();
              action.run();
            });
    element.add(item);
    items.add(item);
    if (items.size() == 1) {
      item.focus();
    }
    place();
    return item;
  }

  /** A field for text. */
  public void field(String label, String value, Consumer<String> changed) {
    Element field = Element.of("input").attribute("placeholder", label).label(label).value(value);
    field.onInput(() -> changed.accept(field.value()));
    element.add(Element.of("label").add(field));
    place();
  }

  public void line() {
    element.add(Element.of("hr"));
  }
}
