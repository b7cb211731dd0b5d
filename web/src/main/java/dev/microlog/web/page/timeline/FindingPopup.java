package dev.microlog.web.page.timeline;

import dev.microlog.timeline.Finding;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.FindingMarks;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Popup;
import java.util.List;

/** A finding of the axis: what it is, why it was found, and the findings before and after. */
final class FindingPopup {
  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final TimelinePlaces places;
  private final MarkerPopup markers;
  private final Popup popup;
  private final Element place;

  FindingPopup(
      PageContext page, TimelineCanvas canvas, TimelinePlaces places, MarkerPopup markers) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
    this.places = places;
    this.markers = markers;
    popup = new Popup(() -> canvas.finding(null));
    place = popup.walk(Words.PREVIOUS_FINDING, () -> step(-1), Words.NEXT_FINDING, () -> step(1));
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
    if (popup.isOpen()) {
      popup.hide();
      canvas.finding(null);
    }
  }

  /** Goes to the finding after or before the one that is shown. */
  void step(int by) {
    Scene scene = page.recording().scene();
    FindingMarks marks = scene == null ? null : scene.knownFindings();
    if (marks == null || marks.ranked().isEmpty()) {
      return;
    }
    List<Finding> all = marks.inOrder();
    Finding shown = canvas.finding();
    int place = shown == null ? (by > 0 ? -1 : 0) : all.indexOf(shown);
    show(all.get(Math.floorMod(place + by, all.size())));
  }

  /** Brings a finding into view, marks it and opens the window about it. */
  void show(Finding finding) {
    canvas.finding(finding);
    markers.hide();
    if (finding.startMicros() >= 0) {
      double end = finding.startMicros() + Math.max(1000, finding.durationMicros());
      navigation.reveal(Range.between(finding.startMicros(), end));
      if (finding.thread() >= 0) {
        places.showTrack(finding.thread());
      }
    }
    if (navigation.state().call() != null) {
      navigation.adjust(navigation.state().withCall(null));
    }
    open(finding);
    places.say(finding.title());
  }

  private void open(Finding finding) {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return;
    }
    FindingMarks marks = scene.findingMarks();
    popup.title(Popup.cut(finding.title()));
    place.text(Words.ofMany(marks.inOrder().indexOf(finding) + 1, marks.ranked().size()));
    Element body = popup.body().clear();
    String when =
        finding.startMicros() < 0
            ? Words.NO_TIME
            : Format.time(finding.startMicros(), 1000)
                + (finding.thread() < 0
                    ? ""
                    : " · " + scene.timeline().threads().displayName(finding.thread()));
    body.add(Element.of("div", "dim", Words.finding(finding.kind()) + " · " + when));
    String detail = finding.detail();
    int end = detail.indexOf('\n');
    body.add(Element.of("div", "why", end < 0 ? detail : detail.substring(0, end)));
    if (end >= 0) {
      body.add(Element.of("pre", "command", detail.substring(end + 1)));
    }
    Element actions = Element.of("div", "actions");
    if (finding.startMicros() >= 0 && finding.thread() >= 0) {
      actions.add(Element.button("button", Words.SHOW_CALL, () -> showCall(finding)));
    }
    if (finding.startMicros() >= 0) {
      actions.add(
          Element.button(
              "button",
              Words.EXPLAIN,
              () ->
                  page.explaining()
                      .explain(
                          finding.title(),
                          finding.startMicros(),
                          finding.startMicros() + Math.max(1000, finding.durationMicros()))));
    }
    body.add(actions);
    popup.open(Page.windowWidth() / 2, 210);
  }

  private void showCall(Finding finding) {
    if (places.showMethod(finding.thread(), finding.method(), finding.startMicros())) {
      hide();
    } else {
      page.toasts().say(Words.NO_CALL_THERE);
    }
  }
}
