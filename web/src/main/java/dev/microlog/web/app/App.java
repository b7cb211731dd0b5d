package dev.microlog.web.app;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Guard;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.View;
import dev.microlog.web.page.design.DesignView;
import dev.microlog.web.page.explain.ExplanationView;
import dev.microlog.web.page.log.LogView;
import dev.microlog.web.page.timeline.TimelineView;
import dev.microlog.web.page.tips.TipsView;
import dev.microlog.web.text.Words;
import java.util.Locale;

/** The page put together: which views there are, where they stand, and who hears what. */
public final class App {
  private final PageContext page = new PageContext();
  private final Loader loader = new Loader(page);

  private App() {}

  /** Builds the page and shows what the address says. */
  public static void start() {
    new App().open();
  }

  private void open() {
    page.busy().begin();
    Guard.reportTo(what -> page.toasts().error(Words.defect(what)));
    Header header = new Header(page);
    Sidebar sidebar = new Sidebar(page);
    TimelineView timeline = new TimelineView(page);
    DesignView design = new DesignView(page, timeline.places());
    LogView log = new LogView(page, timeline.places());
    ExplanationView explanation = new ExplanationView(page, timeline.places());
    TipsView tips = new TipsView(page, timeline.places());
    follow(header, sidebar, loader, timeline, design, log, explanation, tips);
    Element main = Element.of("main", "main");
    main.add(loader.element(), timeline.element(), design.element());
    main.add(log.element(), explanation.element(), tips.element());
    Element skip =
        Element.button("skip button", Words.SKIP, main.attribute("tabindex", "-1")::focus);
    Element all = Element.of("div", "page").add(skip, header.element(), sidebar.element(), main);
    all.toggleClass("bare", page.embedded().isPresent());
    // nothing is taken away: an exported page carries its recording in the body
    Page.body().add(all, page.toasts().element(), page.tip().element());
    Page.on("popstate", input -> page.navigation().restore());
    Page.on("keydown", this::key);
    page.recordings().onChange(this::recordingsChanged);
    page.navigation().restore();
    page.recordings().start();
    page.busy().end();
  }

  private void follow(View... views) {
    for (View view : views) {
      page.views().add(view);
    }
  }

  /** Opens the newest recording if none is chosen. */
  private void recordingsChanged() {
    Navigation navigation = page.navigation();
    if (!navigation.state().hasRecording() && !page.recordings().entries().isEmpty()) {
      var newest = page.recordings().newest();
      navigation.adjust(navigation.state().withRecording(newest.app(), newest.id()));
    }
    loader.recordingsChanged();
    navigation.refresh();
  }

  private void key(Input input) {
    String pressed = input.key().toLowerCase(Locale.ROOT);
    if (input.control() && (pressed.equals("p") || pressed.equals("k"))) {
      input.preventDefault();
      CommandPalette.open(page);
    } else if (input.key().equals("?") && !input.isInField()) {
      Help.open();
    } else if (page.views().key(input)) {
      input.preventDefault();
    }
  }
}
