package dev.microlog.web.page.tips;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.analysis.findings.FindingGroup;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.View;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.TipWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tips tab: advice from what was seen, with its evidence on the timeline, and where to read
 * about the libraries that took the time.
 */
public final class TipsView implements View {
  private static final double LEAST_SHARE = 0.01;
  private static final int MOST_LIBRARIES = 14;
  private static final int MOST_SHOWN = 4;

  private final PageContext page;
  private final Navigation navigation;
  private final Places places;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.TIPS));
  private final Element advice = Element.of("div", "column");
  private final Element findings = Element.of("div", "column");
  private final Element libraries = Element.of("div", "column");
  private @Nullable Scene filled;
  private @Nullable Range filledRange;
  private int asked;

  public TipsView(PageContext page, Places places) {
    this.page = page;
    navigation = page.navigation();
    this.places = places;
    Element left = Element.of("div", "column").add(advice, findings);
    element.add(Element.of("div", "split tips").add(left, libraries));
  }

  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    Scene scene = page.recording().scene();
    element.hidden(state.tab() != Tab.TIPS || scene == null);
    if (scene == null || element.isHidden()) {
      return;
    }
    boolean isNew = !scene.equals(filled);
    if (isNew) {
      fillFindings(scene);
    }
    if (isNew || !Objects.equals(filledRange, state.selection())) {
      filled = scene;
      filledRange = state.selection();
      load(state);
    }
  }

  @Override
  public void sceneChanged() {
    show(navigation.state(), navigation.state());
  }

  private void load(ViewState state) {
    int number = ++asked;
    if (page.embedded().isPresent()) {
      String text = page.embedded().text("tips");
      fill(text.isEmpty() ? Json.parse("{}") : Json.parse(text));
      return;
    }
    Range range = state.selection();
    String query =
        range == null
            ? ""
            : "?from="
                + Format.fixed(range.startMicros(), 0)
                + "&to="
                + Format.fixed(range.endMicros(), 0);
    page.busy().begin();
    Http.text(
        "GET",
        Api.part(state.app(), state.id(), "tips" + query),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            if (number == asked) {
              fill(Json.parse(content));
            }
            page.busy().end();
          }

          @Override
          public void failed(int code, String problem) {
            if (number == asked) {
              filled = null;
              advice.clear().add(Element.of("p", "dim", TipWords.NOT_LOADED));
              libraries.clear();
            }
            page.busy().end();
          }
        });
  }

  private void fill(Json tips) {
    fillAdvice(tips.list("advice"));
    fillLibraries(tips.list("libraries"));
  }

  // ---- advice ----

  private void fillAdvice(List<Json> list) {
    advice.clear().add(heading(TipWords.ADVICE, list.size()));
    advice.add(
        Element.of("p", "dim", list.isEmpty() ? TipWords.NO_ADVICE : TipWords.ADVICE_EXPLAINED));
    for (Json each : list) {
      advice.add(card(each));
    }
  }

  private static Element heading(String text, int count) {
    Element heading = Element.of("h2").text(text);
    return count > 0 ? heading.add(Element.of("span", "dim", " " + count)) : heading;
  }

  private Element card(Json shown) {
    Element card = Element.of("article", "card warning");
    card.attribute("data-rule", shown.text("rule"));
    Element title = Element.of("div", "card-head");
    title.add(Element.of("h3").text(shown.text("title")));
    title.add(Element.of("span", "amount", TipWords.share(shown.number("share"))));
    card.add(title, Element.of("div").text(shown.text("explanation")));
    Element remedy = Element.of("div").add(Element.of("strong").text(TipWords.REMEDY));
    card.add(remedy.add(Element.of("span").text(shown.text("remedy"))));
    Element list = Element.of("ul", "evidence-list");
    for (Json evidence : shown.list("evidence")) {
      Element line = Element.of("li").add(Element.of("span").text(evidence.text("text")));
      list.add(
          line.add(
              place(
                  (int) evidence.number("thread"),
                  (int) evidence.number("method"),
                  evidence.number("startMicros"),
                  evidence.number("durationMicros"))));
    }
    return card.add(list);
  }

  private Element place(int thread, int method, double start, double duration) {
    return Element.button(
        "link", Words.showAt(Format.time(start, 1000)), () -> go(thread, method, start, duration));
  }

  private void go(int thread, int method, double start, double duration) {
    if (!places.showMethod(thread, method, start)) {
      navigation.reveal(Range.between(start, start + Math.max(1000, duration)));
    }
  }

  // ---- findings ----

  private void fillFindings(Scene scene) {
    List<Finding> found = new ArrayList<>();
    List<Finding> ofRules = new ArrayList<>();
    for (Finding finding : scene.findings()) {
      (finding.kind() == Finding.Kind.RULE ? ofRules : found).add(finding);
    }
    List<FindingGroup> groups = FindingGroup.of(scene.timeline(), found);
    findings.clear().add(heading(TipWords.FINDINGS, groups.size()));
    if (groups.isEmpty()) {
      findings.add(Element.of("p", "dim", TipWords.NO_FINDINGS));
    }
    for (FindingGroup group : groups) {
      findings.add(card(group));
    }
    if (!ofRules.isEmpty()) {
      List<FindingGroup> rules = FindingGroup.of(scene.timeline(), ofRules);
      findings.add(heading(TipWords.RULES, rules.size()));
      for (FindingGroup group : rules) {
        findings.add(card(group));
      }
    }
  }

  private Element card(FindingGroup group) {
    String severity =
        switch (group.severity()) {
          case ERROR -> "card error";
          case WARNING -> "card warning";
          case INFO -> "card info";
        };
    Element card = Element.of("article", severity).attribute("data-kind", group.kind().id());
    Element head = Element.of("div", "card-head").add(Element.of("h3").text(group.title()));
    card.add(head.add(Element.of("span", "dim", Words.finding(group.kind()))));
    List<Finding> findings = group.findings();
    if (findings.size() == 1) {
      detail(card, findings.get(0));
      return card;
    }
    Element list = Element.of("ul", "evidence-list");
    Element rest = Element.of("ul", "evidence-list");
    for (int i = 0; i < findings.size(); i++) {
      (i < MOST_SHOWN ? list : rest).add(line(findings.get(i)));
    }
    card.add(list);
    if (findings.size() > MOST_SHOWN) {
      String more = TipWords.others(findings.size() - MOST_SHOWN);
      card.add(Element.of("details").add(Element.of("summary").text(more), rest));
    }
    return card;
  }

  private Element line(Finding finding) {
    String detail = finding.detail();
    int end = detail.indexOf('\n');
    String first = end < 0 ? detail : detail.substring(0, end);
    Element line = Element.of("li");
    line.add(Element.of("span").text(first.isEmpty() ? finding.title() : first));
    return line.add(links(finding));
  }

  private void detail(Element card, Finding finding) {
    String detail = finding.detail();
    int end = detail.indexOf('\n');
    card.add(Element.of("div", "", end < 0 ? detail : detail.substring(0, end)));
    if (end >= 0) {
      Element more = Element.of("details").add(Element.of("summary").text(Words.MORE));
      card.add(more.add(Element.of("pre", "", detail.substring(end + 1))));
    }
    card.add(links(finding));
  }

  private @Nullable Element links(Finding finding) {
    double start = finding.startMicros();
    if (start < 0) {
      return null;
    }
    double duration = Math.max(1000, finding.durationMicros());
    Element links = Element.of("span", "links");
    links.add(place(finding.thread(), finding.method(), start, duration));
    return links.add(
        Element.button(
            "link",
            Words.EXPLAIN,
            () -> page.explaining().explain(finding.title(), start, start + duration)));
  }

  // ---- libraries ----

  private void fillLibraries(List<Json> tips) {
    libraries.clear().add(Element.of("h2").text(TipWords.LIBRARIES));
    libraries.add(
        Element.of(
            "p", "dim", tips.isEmpty() ? TipWords.NO_LIBRARIES : TipWords.LIBRARIES_EXPLAINED));
    Element rest = Element.of("div", "column");
    int shown = 0;
    int others = 0;
    for (Json tip : tips) {
      if (shown < MOST_LIBRARIES && (tip.number("share") >= LEAST_SHARE || shown < 3)) {
        libraries.add(library(tip));
        shown++;
      } else {
        rest.add(library(tip));
        others++;
      }
    }
    if (others > 0) {
      Element more = Element.of("details").add(Element.of("summary").text(TipWords.more(others)));
      libraries.add(more.add(rest));
    }
  }

  private Element library(Json tip) {
    Element card = Element.of("article", "card").attribute("data-library", tip.text("name"));
    Element head = Element.of("div", "card-head").add(Element.of("h3").text(tip.text("name")));
    double share = tip.number("share");
    String amount = Format.duration(tip.number("selfMicros")) + " · " + Format.percent(share);
    head.add(Element.of("span", "amount", amount));
    Element bar = Element.of("div", "meter").add(Element.of("div"));
    bar.css("--share", Format.fixed(Math.min(1, share), 4));
    card.add(head, bar, Element.of("div").text(tip.text("what")));
    Element where = Element.of("div", "dim");
    String method = tip.text("methodName");
    where.addText(TipWords.inAll(tip.number("totalMicros")) + (method.isEmpty() ? "" : ", "));
    if (!method.isEmpty()) {
      where.add(
          Element.button(
              "link",
              TipWords.mostly(method),
              () ->
                  go(
                      (int) tip.number("thread"),
                      (int) tip.number("method"),
                      tip.number("startMicros"),
                      0)));
    }
    if (!tip.text("callerName").isEmpty()) {
      where.addText(TipWords.calledBy(tip.text("callerName")));
    }
    Element links = Element.of("div", "links");
    link(links, TipWords.DOCUMENTATION, tip.text("documentation"));
    link(links, TipWords.PERFORMANCE, tip.text("performance"));
    link(links, TipWords.ISSUES, tip.text("issues"));
    link(links, TipWords.QUESTIONS, tip.text("questions"));
    String query = TipWords.query(tip.text("name"), method, tip.text("version"));
    link(links, TipWords.SEARCH, "https://duckduckgo.com/?q=" + Page.encode(query));
    return card.add(where, links);
  }

  private static void link(Element links, String text, String url) {
    if (url.startsWith("https://")) {
      Element link = Element.of("a").attribute("href", url).text(text);
      links.add(link.attribute("rel", "noopener noreferrer").attribute("target", "_blank"));
    }
  }
}
