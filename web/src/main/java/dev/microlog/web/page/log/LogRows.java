package dev.microlog.web.page.log;

import dev.microlog.timeline.Level;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.log.LogIndex;
import dev.microlog.web.log.LogScroll;
import dev.microlog.web.log.LogSearch;
import dev.microlog.web.markdown.Markdown;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.Entries;
import dev.microlog.web.page.part.Message;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.FrameLoop;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the log as rows. Only those in view are in the document, so that a million entries
 * scroll like a hundred.
 */
final class LogRows {
  private static final double ROW_HEIGHT = 23;
  private static final int SPARE_ROWS = 8;
  private static final int MAX_TEXT = 400;

  private final PageContext page;
  private final Listener listener;
  private final Element body = Element.of("div", "log-body").attribute("tabindex", "0");
  private final Element space = Element.of("div", "log-space");
  private final Element head = Element.of("div", "log-head");
  private final FrameLoop frames;
  private LogScroll scroll = new LogScroll(0, ROW_HEIGHT, 0);
  private @Nullable LogIndex index;
  private @Nullable LogSearch search;
  private int selected = -1;

  /** Hears what is done with the rows. */
  interface Listener {
    void select(int entry);

    /** Goes to what an entry is about. */
    void open(int entry);

    void scrolled();
  }

  LogRows(PageContext page, Listener listener) {
    this.page = page;
    this.listener = listener;
    frames = new FrameLoop(this::fillRows, page.busy());
    for (String name :
        new String[] {Words.TIME, Words.LEVEL, Words.THREAD, Words.LOGGER, Words.MESSAGE}) {
      head.add(Element.of("span").text(name));
    }
    body.role("listbox").label(Words.tab(Tab.LOG)).add(space);
    body.on("scroll", input -> scrolled());
    body.onResize(frames::request);
    body.on("keydown", this::rowKey);
    // not on the row: the first click makes the rows anew
    body.on("dblclick", input -> listener.open(selected));
  }

  Element head() {
    return head;
  }

  Element body() {
    return body;
  }

  void hidden(boolean hidden) {
    body.hidden(hidden);
    head.hidden(hidden);
  }

  /** Fills the rows in view with the next frame of the screen. */
  void request() {
    frames.request();
  }

  /** The entries that are shown, null before there are some. */
  @Nullable LogIndex index() {
    return index;
  }

  void show(LogIndex next) {
    index = next;
    measure();
    frames.request();
  }

  /** The selected entry, -1 for none. */
  int selected() {
    return selected;
  }

  void selected(int entry) {
    selected = entry;
    frames.request();
  }

  // Scrolling

  /** Makes the scrolled space as high as the entries, as far as the browser allows. */
  private void measure() {
    LogIndex current = index;
    scroll = new LogScroll(current == null ? 0 : current.size(), ROW_HEIGHT, body.height());
    space.css("height", Format.fixed(scroll.spaceHeight(), 0) + "px");
  }

  private void scrolled() {
    listener.scrolled();
    frames.request();
  }

  boolean isAtEnd() {
    return body.scrollTop() + body.height() >= body.scrollHeight() - 4;
  }

  void scrollToEnd() {
    body.scrollTop(1e9);
  }

  /** Scrolls an entry to the middle. */
  void scrollTo(int entry) {
    measure();
    body.scrollTop(scroll.scrollTop(Math.max(0, entry * ROW_HEIGHT - body.height() / 2)));
  }

  /** The first entry in view. */
  int first() {
    return (int) (scroll.rowsTop(body.scrollTop()) / ROW_HEIGHT);
  }

  // Rows

  private void fillRows() {
    Scene scene = page.recording().scene();
    LogIndex current = index;
    if (scene == null || current == null || body.width() < 1) {
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
    row.onClick(() -> listener.select(entry));
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

  // Keys and search

  private void rowKey(Input input) {
    LogIndex current = index;
    int screen = Math.max(1, (int) (body.height() / ROW_HEIGHT) - 1);
    int all = current == null ? 0 : current.size();
    int step =
        switch (input.key()) {
          case "ArrowDown" -> 1;
          case "ArrowUp" -> -1;
          case "PageDown" -> screen;
          case "PageUp" -> -screen;
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
      listener.select(next);
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
      listener.open(selected);
    }
  }

  /** What the search field finds among the entries; null while it is empty or wrong. */
  @Nullable LogSearch search() {
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
}
