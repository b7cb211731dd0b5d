package dev.microlog.web.app;

import dev.microlog.timeline.RecordingInfo;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.View;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.ArrayList;
import java.util.List;

/** The top of the page: what one looks at, tabs, search, and a few switches. */
final class Header implements View {
  private final PageContext page;
  private final Navigation navigation;
  private final Element element = Element.of("header", "header");
  private final Element subject = Element.of("div", "subject");
  private final List<Element> tabs = new ArrayList<>();
  private final Element errors = Element.of("span", "badge");
  private final Element search = Element.of("input").attribute("type", "search");
  private Runnable leaveSearch = () -> {};
  private final Element searchBox = Element.of("div", "search");
  private final Element steps = Element.of("span", "steps");
  private final Element found = Element.of("span", "found").role("status");
  private final Element mine;
  private final Element findings;

  Header(PageContext page) {
    this.page = page;
    navigation = page.navigation();
    findings =
        Element.button(
            "button",
            Words.panel(PanelTab.FINDINGS),
            () ->
                navigation.go(
                    navigation.state().withTab(Tab.TIMELINE).withPanel(PanelTab.FINDINGS)));
    mine = Element.button("button", Words.ONLY_MY_CODE, this::toggleMine).hint(Words.MINE_HINT);
    Element bar = Element.of("div", "tabs").role("tablist").label(Words.VIEWS);
    for (Tab tab : Tab.values()) {
      Element button =
          Element.button(
              "tab", Words.tab(tab), () -> navigation.go(navigation.state().withTab(tab)));
      button.role("tab").attribute("data-tab", tab.name());
      if (tab == Tab.LOG) {
        button.add(errors);
      }
      tabs.add(button);
      bar.add(button);
    }
    bar.on("keydown", this::tabKey);
    search
        .attribute("placeholder", Words.SEARCH)
        .label(Words.SEARCH_LABEL)
        .attribute("spellcheck", "false");
    search.onInput(() -> navigation.adjust(navigation.state().withSearch(search.value())));
    search.on("keydown", this::searchKey);
    page.searching().onResult(this::found);
    Element previous =
        Element.button("link plain", "‹", () -> page.searching().step(-1))
            .label(Words.PREVIOUS_FOUND)
            .hint(Words.PREVIOUS_FOUND);
    Element next =
        Element.button("link plain", "›", () -> page.searching().step(1))
            .label(Words.NEXT_FOUND)
            .hint(Words.NEXT_FOUND);
    steps.add(previous, next).hidden(true);
    searchBox.add(search, found, steps);
    Element brand = Element.of("a", "brand", Words.BRAND).attribute("href", "/");
    Element menu =
        Element.button("button icon menu-toggle", "☰", () -> Sidebar.toggleMenu())
            .label(Words.RECORDINGS);
    element.add(menu, brand, subject, bar, Element.of("div", "spring"), searchBox, mine, findings);
    element.add(
        Element.button("button icon", "◐", page.theme()::toggle)
            .label(Words.THEME)
            .hint(Words.THEME),
        Element.button("button icon", "⌘", () -> CommandPalette.open(page))
            .label(Words.PALETTE)
            .hint(Words.PALETTE_BUTTON),
        Element.button("button icon", "?", Help::open).label(Words.HELP).hint(Words.HELP));
  }

  Element element() {
    return element;
  }

  private void toggleMine() {
    navigation.go(navigation.state().withOnlyMine(!navigation.state().onlyMine()));
  }

  private void tabKey(Input input) {
    int step = input.key().equals("ArrowRight") ? 1 : input.key().equals("ArrowLeft") ? -1 : 0;
    if (step != 0) {
      Tab[] all = Tab.values();
      Tab next = all[Math.floorMod(navigation.state().tab().ordinal() + step, all.length)];
      navigation.go(navigation.state().withTab(next));
      tabs.get(next.ordinal()).focus();
      input.preventDefault();
      input.stop();
    }
  }

  private void searchKey(Input input) {
    if (input.key().equals("Escape")) {
      search.value("");
      navigation.adjust(navigation.state().withSearch(""));
      search.blur();
      leaveSearch.run();
      input.stop();
    } else if (input.key().equals("Enter")) {
      input.preventDefault();
      input.stop();
      page.searching().step(input.shift() ? -1 : 1);
    }
  }

  @Override
  public boolean key(Input input) {
    if (input.isInField() || input.control() || input.alt()) {
      return false;
    }
    if (input.key().equals("/")) {
      leaveSearch = Page.rememberFocus();
      search.focus();
      search.select();
      return true;
    }
    if (input.key().equals("m")) {
      toggleMine();
      return true;
    }
    String digits = "12345";
    int tab = input.key().length() == 1 ? digits.indexOf(input.key().charAt(0)) : -1;
    if (tab >= 0) {
      navigation.go(navigation.state().withTab(Tab.values()[tab]));
      return true;
    }
    return false;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    for (Tab tab : Tab.values()) {
      boolean chosen = tab == state.tab();
      tabs.get(tab.ordinal())
          .attribute("aria-selected", chosen ? "true" : "false")
          .attribute("tabindex", chosen ? "0" : "-1");
    }
    mine.attribute("aria-pressed", state.onlyMine() ? "true" : "false");
    if (!search.value().equals(state.search())) {
      search.value(state.search());
    }
    if (!state.isSameRecording(before)) {
      sceneChanged();
    }
  }

  @Override
  public void sceneChanged() {
    subject.clear();
    Scene scene = page.recording().scene();
    ViewState state = navigation.state();
    Page.title(state.hasRecording() ? state.app() + " – Microlog" : "Microlog");
    errors.text("");
    if (scene == null) {
      return;
    }
    RecordingInfo info = scene.timeline().recording();
    String local = Format.dateTime(info.startEpochMicros() + info.zoneOffsetMinutes() * 60e6);
    subject.add(
        Element.of("h1", "dim", state.app()),
        Element.of("span", "", local.substring(11)).hint(local),
        Element.of("span", "dim extra", Words.subject(info, scene.timeline().samples().size())));
    int count = scene.markers().errors();
    errors.text(count == 0 ? "" : "⬣" + Format.count(count)).label(Words.errors(count));
  }

  /** Says how much the search found; an empty text says nothing. */
  private void found(String text, boolean isBad) {
    found.text(text).hint(text);
    steps.hidden(text.isEmpty() || isBad);
    searchBox.toggleClass("bad", isBad);
  }
}
