package dev.microlog.web.page.part;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.markdown.MarkdownHints;
import dev.microlog.web.text.LogWords;

/**
 * The text of a log entry: rendered where our API wrote it or where it looks like Markdown, with a
 * choice to see it as it is; else as it is.
 */
public final class Message {
  private static final int MAX_CHARACTERS = 200_000;
  private static final String MARKDOWN_SOURCE = "api";

  private Message() {}

  public static Element of(MarkerTable markers, int row) {
    String text = markers.message(row);
    String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    if (!isMarkdown(markers, row)) {
      return Element.of("pre", "", cut);
    }
    Element rendered = Markdown.render(cut).classes("markdown");
    Element plain = Element.of("pre", "", cut).hidden(true);
    Element choice = Element.of("button", "choice", LogWords.PLAIN).attribute("type", "button");
    choice.onClick(
        () -> {
          boolean showPlain = plain.isHidden();
          plain.hidden(!showPlain);
          rendered.hidden(showPlain);
          choice.text(showPlain ? LogWords.MARKDOWN : LogWords.PLAIN);
        });
    return Element.of("div", "message-box").add(rendered, plain, choice);
  }

  public static boolean isMarkdown(MarkerTable markers, int row) {
    return markers.source(row).equals(MARKDOWN_SOURCE)
        || MarkdownHints.isLikely(markers.message(row));
  }
}
