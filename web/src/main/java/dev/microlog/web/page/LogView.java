package dev.microlog.web.page;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.log.LogExport;
import dev.microlog.web.log.LogFilter;
import dev.microlog.web.log.LogIndex;
import dev.microlog.web.log.Statistics;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The log tab. Only the rows in view are in the document, so that a million entries scroll like a
 * hundred.
 */
final class LogView implements View, App.KeyListener {
  private static final double ROW_HEIGHT = 23;
  private static final int SPARE_ROWS = 8;
  private static final int MAX_TEXT = 400;

  private final App app;
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
  private @Nullable Scene filled;
  private boolean onlySelection;
  private boolean showsStatistics;
  private int selected = -1;

  LogView(App app) {
    this.app = app;
    frames = new FrameLoop(this::fillRows, app.busy());
    for (Level each : Level.values()) {
      level.add(Element.of("option", "", Words.atLeast(each)).attribute("value", each.id()));
    }
    inRange = Element.button("button", Words.IN_SELECTION, this::toggleRange);
    statisticsButton = Element.button("button", Words.STATISTICS, this::toggleStatistics);
    text.attribute("placeholder", Words.LOG_FILTER).label(Words.LOG_FILTER);
    for (Element field : new Element[] {level, thread, logger, text}) {
      field.on("input", input -> refilter());
    }
    Element bar = Element.of("div", "log-bar").add(level, thread, logger, text, inRange, count);
    bar.add(Element.of("div", "spring"), statisticsButton);
    bar.add(
        Element.button(
            "button", Words.COPY, () -> withIndex((t, i) -> app.copy(LogExport.text(t, i)))));
    bar.add(
        Element.button(
            "button",
            Words.AS_TEXT,
            () -> withIndex((t, i) -> save(".log.txt", "text/plain", LogExport.text(t, i)))),
        Element.button(
            "button",
            Words.AS_JSON_LINES,
            () ->
                withIndex(
                    (t, i) -> save(".log.jsonl", "application/jsonl", LogExport.jsonLines(t, i)))));
    for (String name :
        new String[] {Words.TIME, Words.LEVEL, Words.THREAD, Words.LOGGER, Words.MESSAGE}) {
      head.add(Element.of("span").text(name));
    }
    body.role("listbox").label(Words.tab(Tab.LOG)).add(space);
    body.on("scroll", input -> frames.request());
    body.onResize(frames::request);
    body.on("keydown", this::rowKey);
    detail.hidden(true);
    element.add(bar, head, body, detail, statistics);
  }

  /** Something done with the entries that are shown. */
  private interface Use {
    void use(Timeline timeline, LogIndex index);
  }

  private void withIndex(Use use) {
    Scene scene = app.scene();
    LogIndex current = index;
    if (scene != null && current != null) {
      use.use(scene.timeline(), current);
    }
  }

  private void save(String ending, String type, String content) {
    Page.save(app.state().app() + "-" + app.state().id() + ending, type, content);
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    boolean visible = state.tab() == Tab.LOG && app.scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    Range selection = state.selection();
    inRange.disabled(selection == null);
    if (filled != app.scene()) {
      fillChoices();
      refilter();
    } else if (onlySelection && !java.util.Objects.equals(selection, before.selection())) {
      refilter();
    }
    int wanted = app.logPlace();
    if (wanted >= 0 && index != null) {
      app.logPlace(-1);
      int entry = index.entryOfMarker(wanted);
      if (entry >= 0) {
        select(entry);
        body.scrollTop(Math.max(0, entry * ROW_HEIGHT - body.height() / 2));
      }
    }
    frames.request();
  }

  @Override
  public void sceneChanged() {
    show(app.state(), app.state());
  }

  private void fillChoices() {
    Scene scene = app.scene();
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
      if (!markers.logger(row).isEmpty()) {
        loggers.add(markers.logger(row));
      }
    }
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
    Scene scene = app.scene();
    if (scene == null) {
      return;
    }
    boolean followed = body.scrollTop() + body.height() >= body.scrollHeight() - 4;
    boolean grew = filled != null && !scene.timeline().complete();
    filled = scene;
    LogIndex next = LogIndex.of(scene.timeline(), scene.findings(), filter());
    index = next;
    space.css("height", Format.fixed(next.size() * ROW_HEIGHT, 0) + "px");
    count.text(Words.entries(next.size()));
    if (grew && followed) {
      body.scrollTop(1e9);
    }
    frames.request();
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
        onlySelection ? app.state().selection() : null);
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
    Scene scene = app.scene();
    if (showsStatistics && scene != null) {
      Element grid = Element.of("div", "statistics");
      for (Statistics.Subject subject : Statistics.of(scene.timeline())) {
        Element lines = Element.of("dl");
        for (Statistics.Line line : subject.lines()) {
          lines.add(Element.of("dt").text(line.name()), Element.of("dd").text(line.value()));
        }
        grid.add(Element.of("section").add(Element.of("h3").text(subject.title()), lines));
      }
      statistics.clear().add(grid);
    }
  }

  // Rows

  private void fillRows() {
    Scene scene = app.scene();
    LogIndex current = index;
    if (scene == null || current == null || element.isHidden()) {
      return;
    }
    space.clear();
    int first = Math.max(0, (int) (body.scrollTop() / ROW_HEIGHT) - SPARE_ROWS);
    int rows = (int) (body.height() / ROW_HEIGHT) + 2 * SPARE_ROWS;
    for (int entry = first; entry < Math.min(current.size(), first + rows); entry++) {
      space.add(row(scene, current, entry));
    }
    if (current.size() == 0) {
      space.add(
          Element.of(
              "p", "dim notice", scene.markers().size() == 0 ? Words.NO_LOG : Words.NO_MATCH));
    }
  }

  private Element row(Scene scene, LogIndex current, int entry) {
    Element row = Element.of("div", "log-row").role("option");
    row.css("top", Format.fixed(entry * ROW_HEIGHT, 0) + "px");
    row.attribute("aria-selected", entry == selected ? "true" : "false");
    row.attribute("aria-posinset", "" + (entry + 1)).attribute("aria-setsize", "" + current.size());
    double time = current.timeMicros(entry);
    Level entryLevel = current.level(entry);
    int entryThread = current.thread(entry);
    String message = current.message(entry);
    int line = message.indexOf('\n');
    String oneLine = line < 0 ? message : message.substring(0, line) + " ⏎";
    String cut = oneLine.length() > MAX_TEXT ? oneLine.substring(0, MAX_TEXT) + "…" : oneLine;
    row.add(
        Element.of("span", "dim", time < 0 ? "" : Format.time(time, 1000)),
        Element.of("span", "level " + entryLevel.name().toLowerCase(Locale.ROOT))
            .add(Entries.mark(entryLevel), Element.of("span").text(Words.level(entryLevel))),
        Element.of(
            "span",
            "dim",
            entryThread < 0 ? "" : scene.timeline().threads().displayName(entryThread)),
        Element.of("span", "dim", current.logger(entry)).hint(cutHint(current.logger(entry))),
        Element.of("span", "message folded", cut));
    row.onClick(() -> select(entry));
    row.on("dblclick", input -> goTo(entry));
    return row;
  }

  private static String cutHint(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private void rowKey(Input input) {
    LogIndex current = index;
    int step = input.key().equals("ArrowDown") ? 1 : input.key().equals("ArrowUp") ? -1 : 0;
    if (current == null || current.size() == 0) {
      return;
    }
    if (step != 0) {
      input.preventDefault();
      input.stop();
      int next = Math.max(0, Math.min(current.size() - 1, selected + step));
      select(next);
      double top = next * ROW_HEIGHT;
      if (top < body.scrollTop()) {
        body.scrollTop(top);
      } else if (top + ROW_HEIGHT > body.scrollTop() + body.height()) {
        body.scrollTop(top + ROW_HEIGHT - body.height());
      }
    } else if (input.key().equals("Enter") && selected >= 0) {
      input.preventDefault();
      goTo(selected);
    }
  }

  private void select(int entry) {
    selected = entry;
    Scene scene = app.scene();
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
      content.add(Element.of("pre").text(current.finding(entry).detail()));
    } else {
      content.add(
          Element.of("p")
              .text(
                  Format.duration(scene.timeline().regions().durationMicros(current.row(entry)))));
    }
    detail.add(bar, content);
    frames.request();
  }

  private void addMarker(Element content, Timeline timeline, int row) {
    MarkerTable markers = timeline.markers();
    content.add(Message.of(markers, row));
    if (!markers.context(row).isEmpty()) {
      content.add(Element.of("pre", "dim", markers.context(row)));
    }
    if (!markers.throwable(row).isEmpty()) {
      content.add(Element.of("pre", "command", markers.throwable(row)));
    }
    if (markers.stack(row) >= 0) {
      content.add(Element.of("h3").text(Words.STACK));
      content.add(new StackList(app, timeline).of(markers.stack(row)));
    }
  }

  private void goTo(int entry) {
    LogIndex current = index;
    if (current == null) {
      return;
    }
    if (current.kind(entry) == LogIndex.Kind.MARKER) {
      app.showMarker(current.row(entry));
    } else if (current.timeMicros(entry) >= 0) {
      double start = current.timeMicros(entry);
      app.reveal(Range.between(start, start + 1000));
    }
  }

  @Override
  public boolean key(Input input) {
    boolean escape = input.key().equals("Escape") && !input.isInField();
    if (app.state().tab() == Tab.LOG && escape && !detail.isHidden()) {
      detail.hidden(true);
      return true;
    }
    return false;
  }
}
