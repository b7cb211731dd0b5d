package dev.microlog.web.page.log;

import dev.microlog.web.dom.Element;
import dev.microlog.web.log.Statistics;
import java.util.List;

/** The statistics at the end of the log, as elements. */
final class LogStatistics {
  private LogStatistics() {}

  static Element grid(List<Statistics.Subject> subjects) {
    Element grid = Element.of("div", "statistics");
    for (Statistics.Subject subject : subjects) {
      grid.add(section(subject));
    }
    return grid;
  }

  static Element section(Statistics.Subject subject) {
    boolean wide = !subject.lines().isEmpty() && !subject.lines().get(0).detail().isEmpty();
    Element section = Element.of("section", wide ? "wide" : "");
    section.add(Element.of("h3").text(subject.title()));
    if (!wide) {
      Element lines = Element.of("dl");
      for (Statistics.Line line : subject.lines()) {
        lines.add(Element.of("dt").text(line.name()), Element.of("dd").text(line.value()));
      }
      return section.add(lines);
    }
    for (Statistics.Line line : subject.lines()) {
      Element summary = Element.of("summary").add(Element.of("span", "mono", line.name()));
      summary.add(Element.of("span", "dim", " " + line.value()));
      section.add(Element.of("details").add(summary, Element.of("pre", "command", line.detail())));
    }
    return section;
  }
}
