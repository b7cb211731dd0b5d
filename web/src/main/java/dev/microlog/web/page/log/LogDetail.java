package dev.microlog.web.page.log;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.log.LogIndex;
import dev.microlog.web.page.Sources;
import dev.microlog.web.page.part.Message;
import dev.microlog.web.page.part.StackList;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.function.IntConsumer;

/** The panel below the log: all that is known of the selected entry. */
final class LogDetail {
  private final Sources sources;
  private final IntConsumer open;
  private final Runnable closed;
  private final Element element = Element.of("div", "panel").label(Words.ENTRY).hidden(true);

  /**
   * @param open goes to an entry on the timeline
   * @param closed is run when a person closes the panel
   */
  LogDetail(Sources sources, IntConsumer open, Runnable closed) {
    this.sources = sources;
    this.open = open;
    this.closed = closed;
  }

  Element element() {
    return element;
  }

  private void close() {
    element.hidden(true);
    closed.run();
  }

  void show(Scene scene, LogIndex index, int entry) {
    element.hidden(false).clear();
    Element bar = Element.of("div", "bar");
    bar.add(
        Element.of("strong").text(index.logger(entry)),
        Element.of("div", "spring"),
        Element.button("button", Words.SHOW_ON_TIMELINE, () -> open.accept(entry)),
        Element.button("button icon", Words.CLOSE_SIGN, this::close).label(Words.CLOSE));
    Element content = Element.of("div", "content");
    if (index.kind(entry) == LogIndex.Kind.MARKER) {
      addMarker(content, scene.timeline(), index.row(entry));
    } else if (index.kind(entry) == LogIndex.Kind.FINDING) {
      content.add(Element.of("p").text(index.finding(entry).title()));
      content.add(Element.of("pre").text(index.finding(entry).detail()));
    } else if (index.kind(entry) == LogIndex.Kind.STATISTIC) {
      content.add(
          Element.of("div", "statistics alone").add(LogStatistics.section(index.statistic(entry))));
    } else {
      int region = index.row(entry);
      content.add(
          Element.of("p")
              .text(
                  scene.timeline().regions().name(region)
                      + " · "
                      + Format.duration(scene.timeline().regions().durationMicros(region))));
    }
    element.add(bar, content);
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
      content.add(ThrowableView.of(sources, markers.throwable(row)));
    }
    if (markers.stack(row) >= 0) {
      content.add(Element.of("h3").text(Words.STACK));
      content.add(new StackList(sources, timeline).of(markers.stack(row)));
    }
  }
}
