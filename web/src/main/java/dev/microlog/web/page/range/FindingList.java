package dev.microlog.web.page.range;

import dev.microlog.timeline.Finding;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.List;

/** Findings as a ranked list; each leads to its place on the timeline. */
final class FindingList {
  private final PageContext page;
  private final Navigation navigation;
  private final Places places;

  FindingList(PageContext page, Places places) {
    this.page = page;
    navigation = page.navigation();
    this.places = places;
  }

  Element of(List<Finding> findings) {
    Element list = Element.of("div", "cards");
    for (Finding finding : findings) {
      list.add(card(finding));
    }
    if (findings.isEmpty()) {
      list.add(Element.of("p", "dim", Words.NO_FINDINGS));
    }
    return list;
  }

  private Element card(Finding finding) {
    String severity =
        switch (finding.severity()) {
          case ERROR -> "card error";
          case WARNING -> "card warning";
          case INFO -> "card info";
        };
    Element card = Element.of("article", severity);
    card.add(Element.of("h3").text(finding.title()));
    String detail = finding.detail();
    int end = detail.indexOf('\n');
    card.add(Element.of("div", "", end < 0 ? detail : detail.substring(0, end)));
    if (end >= 0) {
      Element more = Element.of("details").add(Element.of("summary").text(Words.MORE));
      card.add(more.add(Element.of("pre", "", detail.substring(end + 1))));
    }
    Element actions =
        Element.of("div", "actions").add(Element.of("span", "dim", Words.finding(finding.kind())));
    if (finding.startMicros() >= 0) {
      String when = Format.time(finding.startMicros(), 1000);
      actions.add(Element.button("link", Words.showAt(when), () -> show(finding)));
      actions.add(
          Element.button(
              "link",
              Words.EXPLAIN,
              () ->
                  page.explaining()
                      .explain(
                          Words.explainFinding(finding.title()),
                          finding.startMicros(),
                          finding.startMicros() + Math.max(1000, finding.durationMicros()),
                          finding.thread(),
                          -1)));
    }
    return card.add(actions);
  }

  private void show(Finding finding) {
    if (!places.showMethod(finding.thread(), finding.method(), finding.startMicros())) {
      double end = finding.startMicros() + Math.max(1000, finding.durationMicros());
      navigation.reveal(Range.between(finding.startMicros(), end));
    }
  }
}
