package dev.microlog.web.page;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.log.LogExport;
import dev.microlog.web.log.LogFilter;
import dev.microlog.web.log.LogIndex;
import dev.microlog.web.log.LogScroll;
import dev.microlog.web.log.LogSearch;
import dev.microlog.web.log.Statistics;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.FrameLoop;
import dev.microlog.web.widget.Menu;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The log tab. Only the rows in view are in the document, so that a million entries scroll like a
 * hundred.
 */
final class LogView implements View {
  private static final double ROW_HEIGHT = 23;
  private static final int SPARE_ROWS = 8;
  private static final int MAX_TEXT = 400;
  private static final double TYPING_MILLIS = 120;

  private final PageContext page;
  private final Places places;
  private final Navigation navigation;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.LOG));
  private final Element level = Element.of("select").label(Words.LEVEL);
  private final Element thread = Element.of("select").label(Words.THREAD);
  private final Element logger = Element.of("select").label(Words.LOGGER);
  private final Element text = Element.of("input").attribute("type", "search");
  private final Element inRange;
  private final Element statisticsButton;
  private final Element count = Element.of("span", "dim").role("status");
  private final Element body = Element.of("div", "log-body").attribute("tabindex", "0");
  private final Element space = Element.of("div", "log-space");
  private final Element head = Element.of("div", "log-head");
  private final Element detail = Element.of("div", "panel").label(Words.ENTRY);
  private final Element statistics = Element.of("div", "scroll").hidden(true);
  private final FrameLoop frames;
  private @Nullable LogIndex index;
  private @Nullable LogSearch search;
  private @Nullable Scene filled;
  private final Element follow;
  private final Element save =
      Element.of("button", "button", LogWords.SAVE).attribute("type", "button");
  private List<Statistics.Subject> subjects = List.of();
  private LogScroll scroll = new LogScroll(0, ROW_HEIGHT, 0);
  private boolean follows = true;
  private int typing = -1;
  private boolean onlySelection;
  private boolean showsStatistics;
  private int selected = -1;

  LogView(PageContext page, Places places) {
    this.page = page;
    this.places = places;
    navigation = page.navigation();
    frames = new FrameLoop(this::fillRows, page.busy());
    for (Level each : Level.values()) {
      level.add(Element.of("option", "", Words.atLeast(each)).attribute("value", each.id()));
    }
    inRange = Element.button("button", Words.IN_SELECTION, this::toggleRange);
    statisticsButton = Element.button("button", Words.STATISTICS, this::toggleStatistics);
    follow =
        Element.button("button", LogWords.FOLLOW, this::toggleFollow).hint(LogWords.FOLLOW_HINT);
    text.attribute("placeholder", Words.LOG_FILTER).label(Words.LOG_FILTER);
    for (Element field : new Element[] {level, thread, logger}) {
      field.on("input", input -> refilter());
    }
    text.on("input", input -> filterSoon());
    Element bar = Element.of("div", "tool-bar fields");
    bar.add(level, thread, logger, text, inRange, follow.hidden(true), count);
    bar.add(Element.of("div", "spring"), statisticsButton);
    save.hint(LogWords.SAVE_HINT).on("click", this::openSave);
    bar.add(save);
    for (String name :
        new String[] {Words.TIME, Words.LEVEL, Words.THREAD, Words.LOGGER, Words.MESSAGE}) {
      head.add(Element.of("span").text(name));
    }
    body.role("listbox").label(Words.tab(Tab.LOG)).add(space);
    body.on("scroll", input -> scrolled());
    body.onResize(frames::request);
    body.on("keydown", this::rowKey);
    // not on the row: the first click makes the rows anew
    body.on("dblclick", input -> goTo(selected));
    detail.hidden(true);
    element.add(bar, head, body, detail, statistics);
    page.searching().inLog(this::stepToFound);
  }

  private void openSave(Input input) {
    Menu menu = new Menu(save.left(), save.top() + 30);
    menu.item(
        LogWords.COPY_TEXT, () -> withIndex((t, i) -> page.clipboard().copy(LogExport.text(t, i))));
    menu.item(
        LogWords.COPY_JSON,
        () -> withIndex((t, i) -> page.clipboard().copy(LogExport.jsonLines(t, i))));
    menu.item(
        LogWords.SAVE_TEXT,
        () -> withIndex((t, i) -> save(".log.txt", "text/plain", LogExport.text(t, i))));
    menu.item(
        LogWords.SAVE_JSON,
        () ->
            withIndex(
                (t, i) -> save(".log.jsonl", "application/jsonl", LogExport.jsonLines(t, i))));
  }

  /** What is typed is looked for when the typing pauses: a million entries take their time. */
  private void filterSoon() {
    Page.cancel(typing);
    typing = Page.later(TYPING_MILLIS, this::refilter);
  }

  /** Something done with the entries that are shown. */
  private interface Use {
    void use(Timeline timeline, LogIndex index);
  }

  private void withIndex(Use use) {
    Scene scene = page.recording().scene();
    LogIndex current = index;
    if (scene != null && current != null) {
      use.use(scene.timeline(), current);
    }
  }

  private void save(String ending, String type, String content) {
    Page.save(navigation.state().app() + "-" + navigation.state().id() + ending, type, content);
  }

  Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    boolean visible = state.tab() == Tab.LOG && page.recording().scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    Range selection = state.selection();
    inRange.disabled(selection == null);
    if (filled != page.recording().scene()) {
      fillChoices();
      refilter();
    } else if (onlySelection && !Objects.equals(selection, before.selection())) {
      refilter();
    }
    int wanted = page.logPlace().take();
    if (wanted >= 0 && index != null) {
      int entry = index.entryOfMarker(wanted);
      if (entry >= 0) {
        reveal(entry);
      }
    }
    frames.request();
  }

  @Override
  public void sceneChanged() {
    show(navigation.state(), navigation.state());
  }

  private void fillChoices() {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return;
    }
    Set<Integer> threads = new LinkedHashSet<>();
    Set<String> loggers = new LinkedHashSet<>();
    MarkerTable markers = scene.timeline().markers();
    for (int row = 0; row < markers.size() && loggers.size() < 500; row++) {
      if (markers.thread(row) >= 0) {
        threads.add(markers.thread(row));
      }
      String name = markers.logger(row);
      loggers.add(name.isEmpty() ? markers.source(row) : name);
    }
    if (scene.timeline().regions().size() > 0) {
      loggers.add(LogWords.REGION);
    }
    for (Finding finding : scene.findings()) {
      loggers.add(finding.kind().id());
    }
    loggers.add(LogWords.STATISTICS);
    thread.clear().add(Element.of("option", "", Words.ALL_THREADS).attribute("value", "-1"));
    for (int each : threads) {
      String name = scene.timeline().threads().displayName(each);
      thread.add(Element.of("option", "", name).attribute("value", "" + each));
    }
    logger.clear().add(Element.of("option", "", Words.ALL_LOGGERS).attribute("value", ""));
    for (String name : loggers) {
      logger.add(Element.of("option", "", name).attribute("value", name));
    }
    selected = -1;
    detail.hidden(true);
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
    LogIndex next = LogIndex.of(scene.timeline(), scene.findings(), atEnd, filter());
    index = next;
    if (!(isNew && live) || next.size() <= selected) {
      selected = -1;
      detail.hidden(true);
    }
    count.text(Words.entries(next.size()));
    follow.hidden(!live).attribute("aria-pressed", follows ? "true" : "false");
    measure();
    if (live && follows) {
      body.scrollTop(1e9);
    }
    fillStatistics();
    frames.request();
  }

  /** Makes the scrolled space as high as the entries, as far as the browser allows. */
  private void measure() {
    LogIndex current = index;
    scroll = new LogScroll(current == null ? 0 : current.size(), ROW_HEIGHT, body.height());
    space.css("height", Format.fixed(scroll.spaceHeight(), 0) + "px");
  }

  private void scrolled() {
    Scene scene = page.recording().scene();
    if (scene != null && !scene.timeline().complete()) {
      follows = body.scrollTop() + body.height() >= body.scrollHeight() - 4;
      follow.attribute("aria-pressed", follows ? "true" : "false");
    }
    frames.request();
  }

  private void toggleFollow() {
    follows = !follows;
    refilter();
  }

  private LogFilter filter() {
    Pattern pattern = null;
    if (!text.value().isEmpty()) {
      try {
        pattern = Pattern.compile(text.value(), Pattern.CASE_INSENSITIVE);
      } catch (PatternSyntaxException e) {
        // half a pattern while someone types: its characters as they are
        pattern = Pattern.compile(text.value(), Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
      }
    }
    String threadValue = thread.value();
    return new LogFilter(
        level.value().isEmpty() ? Level.TRACE : Level.of(level.value()),
        threadValue.isEmpty() ? -1 : Integer.parseInt(threadValue),
        logger.value(),
        pattern,
        onlySelection ? navigation.state().selection() : null);
  }

  private void toggleRange() {
    onlySelection = !onlySelection;
    inRange.attribute("aria-pressed", onlySelection ? "true" : "false");
    refilter();
  }

  private void toggleStatistics() {
    showsStatistics = !showsStatistics;
    statisticsButton.attribute("aria-pressed", showsStatistics ? "true" : "false");
    statistics.hidden(!showsStatistics);
    body.hidden(showsStatistics);
    head.hidden(showsStatistics);
    detail.hidden(showsStatistics || selected < 0);
    fillStatistics();
  }

  private void fillStatistics() {
    if (!showsStatistics) {
      return;
    }
    Element grid = Element.of("div", "statistics");
    for (Statistics.Subject subject : subjects) {
      grid.add(section(subject));
    }
    statistics.clear().add(grid);
  }

  private static Element section(Statistics.Subject subject) {
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

  // Rows

  private void fillRows() {
    Scene scene = page.recording().scene();
    LogIndex current = index;
    if (scene == null || current == null || element.isHidden()) {
      return;
    }
    space.clear();
    if (scroll.viewHeight() != body.height()) {
      measure();
    }
    double scrollTop = body.scrollTop();
    int first = Math.max(0, (int) (scroll.rowsTop(scrollTop) / ROW_HEIGHT) - SPARE_ROWS);
    int rows = (int) (body.height() / ROW_HEIGHT) + 2 * SPARE_ROWS;
    LogSearch found = search();
    for (int entry = first; entry < Math.min(current.size(), first + rows); entry++) {
      Element row = row(scene, current, entry, scroll.top(entry, scrollTop));
      if (found != null && found.has(entry)) {
        row.toggleClass("found", true);
      }
      space.add(row);
    }
    if (current.size() == 0) {
      space.add(
          Element.of(
              "p",
              "dim notice",
              scene.timeline().markers().size() == 0 ? Words.NO_LOG : Words.NO_MATCH));
    }
  }

  private Element row(Scene scene, LogIndex current, int entry, double top) {
    Element row = Element.of("div", "log-row").role("option");
    row.css("top", Format.fixed(top, 1) + "px");
    row.attribute("aria-selected", entry == selected ? "true" : "false");
    row.attribute("aria-posinset", "" + (entry + 1)).attribute("aria-setsize", "" + current.size());
    double time = current.timeMicros(entry);
    Level entryLevel = current.level(entry);
    int entryThread = current.thread(entry);
    row.add(
        Element.of("span", "dim", time < 0 ? "" : Format.time(time, 1000)),
        Element.of("span", "level " + entryLevel.name().toLowerCase(Locale.ROOT))
            .add(Entries.mark(entryLevel), Element.of("span").text(Words.level(entryLevel))),
        Element.of(
            "span",
            "dim",
            entryThread < 0 ? "" : scene.timeline().threads().displayName(entryThread)),
        Element.of("span", "dim", LogWords.logger(current.logger(entry)))
            .hint(cutHint(current.logger(entry))),
        message(scene, current, entry));
    row.onClick(() -> select(entry));
    return row;
  }

  /** The first line, with what is marked in it; the rest unfolds below. */
  private Element message(Scene scene, LogIndex current, int entry) {
    String message = current.message(entry);
    int line = message.indexOf('\n');
    String oneLine = line < 0 ? message : message.substring(0, line);
    String cut = oneLine.length() > MAX_TEXT ? oneLine.substring(0, MAX_TEXT) + "…" : oneLine;
    Element element = Element.of("span", "message folded");
    if (current.kind(entry) == LogIndex.Kind.MARKER
        && Message.isMarkdown(scene.timeline().markers(), current.row(entry))) {
      element.add(Markdown.line(cut));
    } else {
      element.add(marked(cut));
    }
    if (current.kind(entry) == LogIndex.Kind.REGION) {
      double micros = scene.timeline().regions().durationMicros(current.row(entry));
      element.add(Element.of("span", "dim", " " + Format.duration(micros)));
    }
    boolean thrown =
        current.kind(entry) == LogIndex.Kind.MARKER
            && !scene.timeline().markers().throwable(current.row(entry)).isEmpty();
    if (line >= 0 || thrown) {
      element.add(Element.of("span", "dim", LogWords.NEXT_LINES));
    }
    return element;
  }

  /** A text, and in it what the search finds. */
  private Element marked(String message) {
    Element span = Element.of("span");
    Pattern pattern = page.searching().pattern();
    int end = 0;
    if (pattern != null) {
      Matcher matcher = pattern.matcher(message);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          span.addText(message.substring(end, matcher.start()));
          span.add(Element.of("mark").text(matcher.group()));
          end = matcher.end();
        }
      }
    }
    return span.addText(message.substring(end));
  }

  private static String cutHint(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private void rowKey(Input input) {
    LogIndex current = index;
    int page = Math.max(1, (int) (body.height() / ROW_HEIGHT) - 1);
    int all = current == null ? 0 : current.size();
    int step =
        switch (input.key()) {
          case "ArrowDown" -> 1;
          case "ArrowUp" -> -1;
          case "PageDown" -> page;
          case "PageUp" -> -page;
          case "Home" -> -all;
          case "End" -> all;
          default -> 0;
        };
    if (current == null || current.size() == 0) {
      return;
    }
    if (step != 0) {
      input.preventDefault();
      input.stop();
      int next = Math.max(0, Math.min(current.size() - 1, selected + step));
      select(next);
      // the panel below may have taken room
      measure();
      double top = next * ROW_HEIGHT;
      double shown = scroll.rowsTop(body.scrollTop());
      if (top < shown) {
        body.scrollTop(scroll.scrollTop(top));
      } else if (top + ROW_HEIGHT > shown + body.height()) {
        body.scrollTop(scroll.scrollTop(top + ROW_HEIGHT - body.height()));
      }
    } else if (input.key().equals("Enter") && selected >= 0) {
      input.preventDefault();
      goTo(selected);
    }
  }

  private void select(int entry) {
    selected = entry;
    Scene scene = page.recording().scene();
    LogIndex current = index;
    if (scene == null || current == null || entry >= current.size()) {
      return;
    }
    detail.hidden(false).clear();
    Element bar = Element.of("div", "bar");
    bar.add(
        Element.of("strong").text(current.logger(entry)),
        Element.of("div", "spring"),
        Element.button("button", Words.SHOW_ON_TIMELINE, () -> goTo(entry)),
        Element.button(
                "button icon",
                Words.CLOSE_SIGN,
                () -> {
                  detail.hidden(true);
                  selected = -1;
                  frames.request();
                })
            .label(Words.CLOSE));
    Element content = Element.of("div", "content");
    if (current.kind(entry) == LogIndex.Kind.MARKER) {
      addMarker(content, scene.timeline(), current.row(entry));
    } else if (current.kind(entry) == LogIndex.Kind.FINDING) {
      content.add(Element.of("p").text(current.finding(entry).title()));
      content.add(Element.of("pre").text(current.finding(entry).detail()));
    } else if (current.kind(entry) == LogIndex.Kind.STATISTIC) {
      content.add(Element.of("div", "statistics alone").add(section(current.statistic(entry))));
    } else {
      int region = current.row(entry);
      content.add(
          Element.of("p")
              .text(
                  scene.timeline().regions().name(region)
                      + " · "
                      + Format.duration(scene.timeline().regions().durationMicros(region))));
    }
    detail.add(bar, content);
    frames.request();
  }

  private void addMarker(Element content, Timeline timeline, int row) {
    MarkerTable markers = timeline.markers();
    content.add(Message.of(markers, row));
    if (!markers.context(row).isEmpty()) {
      content.add(Element.of("h3").text(LogWords.CONTEXT));
      content.add(Element.of("pre", "dim", markers.context(row)));
    }
    if (!markers.throwable(row).isEmpty()) {
      content.add(Element.of("h3").text(LogWords.THROWABLE));
      content.add(ThrowableView.of(page.sources(), markers.throwable(row)));
    }
    if (markers.stack(row) >= 0) {
      content.add(Element.of("h3").text(Words.STACK));
      content.add(new StackList(page.sources(), timeline).of(markers.stack(row)));
    }
  }

  /** Selects an entry and scrolls it to the middle. */
  private void reveal(int entry) {
    if (showsStatistics) {
      toggleStatistics();
    }
    select(entry);
    follows = false;
    measure();
    body.scrollTop(scroll.scrollTop(Math.max(0, entry * ROW_HEIGHT - body.height() / 2)));
  }

  // Search

  /** What the search field finds among the entries; null while it is empty or wrong. */
  private @Nullable LogSearch search() {
    Scene scene = page.recording().scene();
    LogIndex current = index;
    Pattern pattern = page.searching().pattern();
    if (scene == null || current == null || pattern == null) {
      return null;
    }
    LogSearch known = search;
    if (known == null || known.index() != current || known.pattern() != pattern) {
      known = new LogSearch(scene.timeline(), current, pattern);
      search = known;
    }
    return known;
  }

  /** Goes to the next entry that the search finds, or to the one before; goes round. */
  private void stepToFound(int by) {
    LogSearch found = search();
    if (found == null) {
      return;
    }
    int shown = (int) (scroll.rowsTop(body.scrollTop()) / ROW_HEIGHT);
    int from = selected >= 0 ? selected : by > 0 ? shown - 1 : shown;
    int next = found.next(from, by);
    if (next >= 0) {
      reveal(next);
    }
    page.searching().say(Words.foundInLog(next < 0 ? 0 : found.before(next) + 1, found.count()));
  }

  private void goTo(int entry) {
    LogIndex current = index;
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

  @Override
  public boolean key(Input input) {
    if (navigation.state().tab() != Tab.LOG || input.isInField() || input.control()) {
      return false;
    }
    boolean means = true;
    switch (input.key()) {
      case "Escape" -> {
        means = !detail.isHidden();
        detail.hidden(true);
      }
      case "n" -> page.searching().step(1);
      case "N" -> page.searching().step(-1);
      default -> means = false;
    }
    return means;
  }
}
