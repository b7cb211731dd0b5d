package dev.microlog.web.widget;

import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Words;

/** Puts texts on the clipboard, and says so. */
public final class Clipboard {
  private final Toasts toasts;

  public Clipboard(Toasts toasts) {
    this.toasts = toasts;
  }

  public void copy(String text) {
    Page.copy(text, () -> toasts.say(Words.COPIED), () -> toasts.error(Words.NOT_COPIED));
  }
}
