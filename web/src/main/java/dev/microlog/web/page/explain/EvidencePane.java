package dev.microlog.web.page.explain;

import dev.microlog.web.dom.Element;
import dev.microlog.web.net.Json;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.text.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The evidence, as it would be sent: to be read, copied and edited before anything leaves the
 * server.
 */
final class EvidencePane {
  private static final int[] LENGTHS = {1500, 3000, 6000, 12_000};

  private final Element element = Element.of("div", "side");
  private final Element size = Element.of("span", "dim");
  private final Element length = Element.of("select", "button").label(Words.EVIDENCE_LENGTH);
  private final Element text =
      Element.of("textarea", "evidence").label(Words.EVIDENCE).attribute("spellcheck", "false");
  private final Element restore;
  private final Element instructions = Element.of("pre");
  private final Map<String, Json> rows = new LinkedHashMap<>();
  private String loaded = "";

  EvidencePane(PageContext page, Runnable reload) {
    restore = Element.button("button", Words.RESTORE, () -> text(loaded)).hidden(true);
    length.on("change", input -> reload.run());
    text.onInput(this::edited);
    Element head = Element.of("div", "side-head");
    head.add(
        Element.of("h2").text(Words.EVIDENCE),
        size,
        Element.of("span", "spring"),
        length,
        restore,
        Element.button("button", Words.COPY, () -> page.clipboard().copy(text.value())));
    Element details = Element.of("details", "instructions");
    details.add(Element.of("summary").text(Words.INSTRUCTIONS), instructions);
    element.add(head, Element.of("p", "dim", Words.EVIDENCE_EXPLAINED), text, details);
    if (page.embedded().isPresent()) {
      length.hidden(true);
      details.hidden(true);
      text.attribute("readonly", "");
    }
  }

  Element element() {
    return element;
  }

  /** Offers lengths, the usual one of the server among them. */
  void lengths(int usual) {
    length.clear();
    boolean offered = false;
    for (int tokens : LENGTHS) {
      if (!offered && usual < tokens) {
        option(usual);
      }
      offered |= usual <= tokens;
      option(tokens);
    }
    if (!offered) {
      option(usual);
    }
    length.value("" + usual);
  }

  private void option(int tokens) {
    Element option = Element.of("option").attribute("value", "" + tokens);
    length.add(option.text(Words.tokens(tokens)));
  }

  /** The chosen length as a number, empty before there is a choice. */
  String tokens() {
    return length.value();
  }

  void show(Json evidence) {
    rows.clear();
    for (Json row : evidence.list("rows")) {
      rows.put(row.text("id"), row);
    }
    loaded = evidence.text("text");
    size.text(Words.tokens(evidence.number("tokens")));
    instructions.text(evidence.text("instructions") + "\n\n" + evidence.text("task"));
    text(loaded);
  }

  private void text(String content) {
    text.value(content);
    edited();
  }

  private void edited() {
    boolean changed = !text.value().equals(loaded);
    restore.hidden(!changed);
    text.toggleClass("edited", changed);
  }

  /** What would be sent. */
  String text() {
    return text.value();
  }

  /** The row of that id; a null value if there is none. */
  Json row(String id) {
    Json row = rows.get(id);
    return row == null ? Json.parse("null") : row;
  }
}
