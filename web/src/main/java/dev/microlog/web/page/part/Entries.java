package dev.microlog.web.page.part;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Log entries as lines of a list. */
public final class Entries {
  private static final int MAX_TEXT = 240;

  private Entries() {}

  /** The sign of a level: its shape says what its colour says. */
  public static Element mark(Level level) {
    Element svg = Element.svg("svg").attribute("viewBox", "0 0 12 12");
    svg.attribute("class", "mark " + level.name().toLowerCase(Locale.ROOT));
    svg.role("img").label(Words.level(level));
    String points =
        switch (level) {
          case ERROR -> "4,1 8,1 11,4 11,8 8,11 4,11 1,8 1,4";
          case WARN -> "6,1 11.5,11 0.5,11";
          default -> "";
        };
    if (points.isEmpty()) {
      svg.add(
          Element.svg("circle").attribute("cx", "6").attribute("cy", "6").attribute("r", "3.6"));
    } else {
      svg.add(Element.svg("polygon").attribute("points", points));
    }
    return svg;
  }

  /** One line that opens the entry. */
  public static Element line(MarkerTable markers, int row, IntConsumer open) {
    String message = markers.message(row);
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    String cut = first.length() > MAX_TEXT ? first.substring(0, MAX_TEXT) + "…" : first;
    Element line = Element.of("button", "entry-line").attribute("type", "button");
    line.onClick(() -> open.accept(row));
    return line.add(
        mark(markers.level(row)),
        Element.of("span", "dim", Format.time(markers.timeMicros(row), 1000)),
        Element.of("span")
            .text(Message.isMarkdown(markers, row) ? Markdown.line(cut).text() : cut));
  }
}
