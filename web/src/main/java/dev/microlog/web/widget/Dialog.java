package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Words;

/** A window over the page that must be answered or closed; gives the focus back to where it was. */
public final class Dialog {
  private final Element veil = Element.of("div", "veil");
  private final Element box;
  private final Runnable restoreFocus = Page.rememberFocus();
  private boolean isOpen = true;

  public Dialog(String classes, String title) {
    box =
        Element.of("div", classes)
            .role("dialog")
            .attribute("aria-modal", "true")
            .attribute("tabindex", "-1")
            .label(title);
    veil.add(box);
    veil.on(
        "pointerdown",
        input -> {
          if (!input.isOn(box)) {
            close();
          }
        });
    veil.on("keydown", this::key);
    Page.body().add(veil);
    box.focus();
  }

  private void key(Input input) {
    input.stop();
    if (input.key().equals("Escape")) {
      input.preventDefault();
      close();
    }
  }

  public Element box() {
    return box;
  }

  boolean isOpen() {
    return isOpen;
  }

  public void close() {
    if (isOpen) {
      isOpen = false;
      veil.remove();
      restoreFocus.run();
    }
  }

  /** Asks before something is done that cannot be undone. */
  public static void confirm(String question, String action, Runnable confirmed) {
    Dialog dialog = new Dialog("dialog", question);
    Element yes =
        Element.button(
            "button primary",
            action,
            () -> {
              dialog.close();
              confirmed.run();
            });
    dialog
        .box()
        .add(
            Element.of("h2").text(question),
            Element.of("div", "actions")
                .add(yes, Element.button("button", Words.CANCEL, dialog::close)));
    yes.focus();
  }
}
