package dev.microlog.web.page.log;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.log.LogFilter;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The fields that say which entries the log shows. */
final class LogFilters {
  private static final double TYPING_MILLIS = 120;

  private final Runnable changed;
  private final Element level = Element.of("select").label(Words.LEVEL);
  private final Element thread = Element.of("select").label(Words.THREAD);
  private final Element logger = Element.of("select").label(Words.LOGGER);
  private final Element text = Element.of("input").attribute("type", "search");
  private final Element inRange = Element.button("button", Words.IN_SELECTION, this::toggleRange);
  private int typing = -1;
  private boolean onlySelection;

  LogFilters(Runnable changed) {
    this.changed = changed;
    for (Level each : Level.values()) {
      level.add(Element.of("option", "", Words.atLeast(each)).attribute("value", each.id()));
    }
    text.attribute("placeholder", Words.LOG_FILTER).label(Words.LOG_FILTER);
    for (Element field : new Element[] {level, thread, logger}) {
      field.on("input", input -> changed.run());
    }
    text.on("input", input -> changedSoon());
  }

  void addTo(Element bar) {
    bar.add(level, thread, logger, text, inRange);
  }

  /** What is typed is looked for when the typing pauses: a million entries take their time. */
  private void changedSoon() {
    Page.cancel(typing);
    typing = Page.later(TYPING_MILLIS, changed);
  }

  private void toggleRange() {
    onlySelection = !onlySelection;
    inRange.attribute("aria-pressed", onlySelection ? "true" : "false");
    changed.run();
  }

  /** Says whether something is selected that one could keep to. */
  void selectable(boolean isSelected) {
    inRange.disabled(!isSelected);
  }

  /** Whether only entries of the selected range are wanted. */
  boolean onlySelection() {
    return onlySelection;
  }

  /** Offers the threads and loggers that there are. */
  void fill(Scene scene) {
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
  }

  /** What is chosen and typed. */
  LogFilter filter(@Nullable Range selection) {
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
        onlySelection ? selection : null);
  }
}
