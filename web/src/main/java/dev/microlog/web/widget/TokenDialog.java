package dev.microlog.web.widget;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Input;
import dev.microlog.web.text.Words;

/**
 * Asks for the server's token, without which it takes no changes. It is kept as long as the tab of
 * the browser is open, and goes with every change from then on.
 */
public final class TokenDialog {
  private final Dialog dialog = new Dialog("dialog", Words.TOKEN_WANTED);
  private final Element field = Element.of("input").attribute("type", "password");
  private final Runnable again;

  private TokenDialog(Runnable again) {
    this.again = again;
    field.attribute("autocomplete", "off").label(Words.TOKEN);
    field.on("keydown", this::key);
    String advice = Http.isAuthorized() ? Words.TOKEN_WRONG : Words.TOKEN_ADVICE;
    dialog
        .box()
        .add(
            Element.of("h2").text(Words.TOKEN_WANTED),
            Element.of("p", "dim", advice),
            Element.of("div", "form").add(Element.of("span").text(Words.TOKEN), field),
            Element.of("div", "actions")
                .add(
                    Element.button("button primary", Words.CONTINUE, this::send),
                    Element.button("button", Words.CANCEL, dialog::close)));
    field.focus();
  }

  /**
   * Asks.
   *
   * @param again what was refused, to be done with the token that was typed
   */
  public static void open(Runnable again) {
    new TokenDialog(again);
  }

  private void key(Input input) {
    if (input.key().equals("Enter")) {
      input.preventDefault();
      send();
    }
  }

  private void send() {
    Http.authorize(field.value().trim());
    dialog.close();
    again.run();
  }
}
