package dev.microlog.web.page.log;

import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.log.LogExport;
import dev.microlog.web.log.LogIndex;
import dev.microlog.web.log.LogSearch;
import dev.microlog.web.log.Statistics;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.View;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Menu;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The log tab: filters, rows, the selected entry below them, and statistics instead of them. */
public final class LogView implements View, LogRows.Listener {
  private final PageContext page;
  private final Navigation navigation;
  private final Places places;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.LOG));
  private final LogFilters filters = new LogFilters(this::refilter);
  private final LogRows rows;
  private final LogDetail detail;
  private final Element statistics = Element.of("div", "scroll").hidden(true);
  private final Element statisticsButton;
  private final Element follow;
  private final Element count = Element.of("span", "dim").role("status").hint(Words.ENTRIES_HINT);
  private final Element save =
      Element.of("button", "button", LogWords.SAVE).attribute("type", "button");
  private @Nullable Scene filled;
  private List<Statistics.Subject> subjects = List.of();
  private boolean follows = true;
  private boolean showsStatistics;

  public LogView(PageContext page, Places places) {
    this.page = page;
    navigation = page.navigation();
    this.places = places;
    rows = new LogRows(page, this);
    detail = new LogDetail(page.sources(), this::open, () -> rows.selected(-1));
    statisticsButton = Element.button("button", Words.STATISTICS, this::toggleStatistics);
    follow =
        Element.button("button", LogWords.FOLLOW, this::toggleFollow).hint(LogWords.FOLLOW_HINT);
    Element bar = Element.of("div", "tool-bar fields");
    filters.addTo(bar);
    bar.add(follow.hidden(true), count);
    bar.add(Element.of("div", "spring"), statisticsButton);
    save.hint(LogWords.SAVE_HINT).on("click", this::openSave);
    bar.add(save);
    element.add(bar, rows.head(), rows.body(), detail.element(), statistics);
    page.searching().inLog(this::stepToFound);
  }

  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    Scene scene = page.recording().scene();
    element.hidden(state.tab() != Tab.LOG || scene == null);
    if (scene == null || element.isHidden()) {
      return;
    }
    Range selection = state.selection();
    filters.selectable(selection != null);
    if (filled != scene) {
      filters.fill(scene);
      select(-1);
      refilter();
    } else if (filters.onlySelection() && !Objects.equals(selection, before.selection())) {
      refilter();
    }
    int wanted = page.logPlace().take();
    LogIndex index = rows.index();
    if (wanted >= 0 && index != null) {
      int entry = index.entryOfMarker(wanted);
      if (entry >= 0) {
        reveal(entry);
      }
    }
    rows.request();
  }

  @Override
  public void sceneChanged() {
    show(navigation.state(), navigation.state());
  }

  private void refilter() {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return;
    }
    boolean live = !scene.timeline().complete();
    boolean isNew = !scene.equals(filled);
    filled = scene;
    if (isNew) {
      subjects = Statistics.of(scene.timeline());
    }
    // while it grows, its end is where the newest entry is
    List<Statistics.Subject> atEnd = live ? List.of() : subjects;
    LogIndex next =
        LogIndex.of(
            scene.timeline(),
            scene.findings(),
            atEnd,
            filters.filter(navigation.state().selection()));
    if (!(isNew && live) || next.size() <= rows.selected()) {
      select(-1);
    }
    count.text(Words.entries(next.size()));
    follow.hidden(!live).attribute("aria-pressed", follows ? "true" : "false");
    rows.show(next);
    if (live && follows) {
      rows.scrollToEnd();
    }
    fillStatistics();
  }

  // Following what grows

  @Override
  public void scrolled() {
    Scene scene = page.recording().scene();
    if (scene != null && !scene.timeline().complete()) {
      follows = rows.isAtEnd();
      follow.attribute("aria-pressed", follows ? "true" : "false");
    }
  }

  private void toggleFollow() {
    follows = !follows;
    refilter();
  }

  // Statistics

  private void toggleStatistics() {
    showsStatistics = !showsStatistics;
    statisticsButton.attribute("aria-pressed", showsStatistics ? "true" : "false");
    statistics.hidden(!showsStatistics);
    rows.hidden(showsStatistics);
    detail.element().hidden(showsStatistics || rows.selected() < 0);
    fillStatistics();
  }

  private void fillStatistics() {
    if (showsStatistics) {
      statistics.clear().add(LogStatistics.grid(subjects));
    }
  }

  // Saving

  private void openSave(Input input) {
    Menu menu = new Menu(save.left(), save.top() + 30);
    menu.item(
        LogWords.COPY_TEXT, () -> withIndex((t, i) -> page.clipboard().copy(LogExport.text(t, i))));
    menu.item(
        LogWords.COPY_JSON,
        () -> withIndex((t, i) -> page.clipboard().copy(LogExport.jsonLines(t, i))));
    menu.item(
        LogWords.SAVE_TEXT,
        () ->
            withIndex(
                (t, i) -> page.downloads().save(".log.txt", "text/plain", LogExport.text(t, i))));
    menu.item(
        LogWords.SAVE_JSON,
        () ->
            withIndex(
                (t, i) ->
                    page.downloads()
                        .save(".log.jsonl", "application/jsonl", LogExport.jsonLines(t, i))));
  }

  /** Something done with the entries that are shown. */
  private interface Use {
    void use(Timeline timeline, LogIndex index);
  }

  private void withIndex(Use use) {
    Scene scene = page.recording().scene();
    LogIndex current = rows.index();
    if (scene != null && current != null) {
      use.use(scene.timeline(), current);
    }
  }

  // The selected entry

  /** Selects an entry; none for -1. */
  @Override
  public void select(int entry) {
    rows.selected(entry);
    Scene scene = page.recording().scene();
    LogIndex index = rows.index();
    if (entry < 0) {
      detail.element().hidden(true);
    } else if (scene != null && index != null && entry < index.size()) {
      detail.show(scene, index, entry);
    }
  }

  /** Selects an entry and scrolls it to the middle. */
  private void reveal(int entry) {
    if (showsStatistics) {
      toggleStatistics();
    }
    select(entry);
    follows = false;
    rows.scrollTo(entry);
  }

  @Override
  public void open(int entry) {
    LogIndex current = rows.index();
    if (current == null || entry < 0 || entry >= current.size()) {
      return;
    }
    if (current.kind(entry) == LogIndex.Kind.MARKER) {
      places.showMarker(current.row(entry));
    } else if (current.timeMicros(entry) >= 0 && current.kind(entry) != LogIndex.Kind.STATISTIC) {
      double start = current.timeMicros(entry);
      double length =
          switch (current.kind(entry)) {
            case REGION -> regionMicros(current.row(entry));
            case FINDING -> current.finding(entry).durationMicros();
            default -> 0;
          };
      navigation.reveal(Range.between(start, start + Math.max(1000, length)));
    }
  }

  private double regionMicros(int region) {
    Scene scene = page.recording().scene();
    return scene == null ? 0 : scene.timeline().regions().durationMicros(region);
  }

  /** Goes to the next entry that the search finds, or to the one before; goes round. */
  private void stepToFound(int by) {
    LogSearch found = rows.search();
    if (found == null) {
      return;
    }
    int shown = rows.first();
    int from = rows.selected() >= 0 ? rows.selected() : by > 0 ? shown - 1 : shown;
    int next = found.next(from, by);
    if (next >= 0) {
      reveal(next);
    }
    page.searching().say(Words.foundInLog(next < 0 ? 0 : found.before(next) + 1, found.count()));
  }

  @Override
  public boolean key(Input input) {
    if (navigation.state().tab() != Tab.LOG || input.isInField() || input.control()) {
      return false;
    }
    boolean means = true;
    switch (input.key()) {
      case "Escape" -> {
        means = !detail.element().isHidden();
        detail.element().hidden(true);
      }
      case "n" -> page.searching().step(1);
      case "N" -> page.searching().step(-1);
      default -> means = false;
    }
    return means;
  }
}
