package dev.microlog.web.page.timeline;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.Message;
import dev.microlog.web.page.part.StackList;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Popup;

/** A log entry of the timeline: what was said, where, and the neighbours before and after. */
final class MarkerPopup {
  /** How much before and after an entry explains it, in µs. */
  private static final double AROUND = 500_000;

  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final Popup popup;
  private final Element place;
  private int row = -1;

  MarkerPopup(PageContext page, TimelineCanvas canvas) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
    popup = new Popup(() -> canvas.marker(-1));
    place = popup.walk(Words.PREVIOUS_ENTRY, () -> step(-1), Words.NEXT_ENTRY, () -> step(1));
  }

  Element element() {
    return popup.element();
  }

  boolean isOpen() {
    return popup.isOpen();
  }

  void close() {
    popup.close();
  }

  void hide() {
    popup.hide();
  }

  private void step(int by) {
    Scene scene = page.recording().scene();
    int next = row + by;
    if (scene == null || next < 0 || next >= scene.timeline().markers().size()) {
      return;
    }
    double at = scene.timeline().markers().timeMicros(next);
    navigation.go(navigation.centred(navigation.state(), at));
    show(next);
  }

  /** Marks an entry in the picture and opens the window about it. */
  void show(int row) {
    canvas.marker(row);
    Scene scene = page.recording().scene();
    if (scene == null || row < 0 || row >= scene.timeline().markers().size()) {
      return;
    }
    this.row = row;
    Timeline timeline = scene.timeline();
    MarkerTable markers = timeline.markers();
    popup.title(Words.markerTitle(markers, row, 1));
    place.text(Words.ofMany(row + 1, markers.size()));
    Element body = popup.body().clear();
    int thread = markers.thread(row);
    body.add(
        Element.of(
            "div",
            "dim",
            Format.time(markers.timeMicros(row), 1000)
                + (thread < 0 ? "" : " · " + timeline.threads().displayName(thread))
                + " · "
                + markers.source(row)));
    body.add(Message.of(markers, row));
    String context = markers.context(row);
    if (!context.isEmpty()) {
      body.add(Element.of("pre", "dim", context));
    }
    if (!markers.throwable(row).isEmpty()) {
      body.add(Element.of("pre", "command", markers.throwable(row)));
    }
    if (markers.stack(row) >= 0) {
      Element details = Element.of("details").add(Element.of("summary").text(Words.STACK));
      details.add(new StackList(page.sources(), timeline).of(markers.stack(row)));
      body.add(details);
    }
    Element actions = Element.of("div", "actions");
    actions.add(Element.button("button", Words.SHOW_IN_LOG, () -> page.logPlace().show(row)));
    actions.add(
        Element.button(
            "button",
            Words.COPY,
            () -> page.clipboard().copy(markers.message(row) + "\n" + markers.throwable(row))));
    double at = markers.timeMicros(row);
    actions.add(
        Element.button(
            "button",
            Words.EXPLAIN,
            () ->
                page.explaining()
                    .explain(
                        Words.EXPLAIN_ENTRY, Math.max(0, at - AROUND), at + AROUND, thread, -1)));
    body.add(actions);
    popup.open(Page.windowWidth() / 2, 190);
  }
}
