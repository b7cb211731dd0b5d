package dev.microlog.web.page;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.markdown.Markdown;

/** The text of a log entry: Markdown where our API wrote it, else as it is. */
final class Message {
  private static final int MAX_CHARACTERS = 200_000;
  private static final String MARKDOWN_SOURCE = "api";

  private Message() {}

  static Element of(MarkerTable markers, int row) {
    String text = markers.message(row);
    String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    if (markers.source(row).equals(MARKDOWN_SOURCE)) {
      return Markdown.render(cut).classes("markdown");
    }
    return Element.of("pre", "", cut);
  }
}
