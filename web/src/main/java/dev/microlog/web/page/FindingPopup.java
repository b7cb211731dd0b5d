package dev.microlog.web.page;

import dev.microlog.timeline.Finding;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.FindingMarks;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Popup;

/** A finding of the axis: what it is, why it was found, and the findings before and after. */
final class FindingPopup {
  private final App app;
  private final TimelineView view;
  private final Popup popup;
  private final Element place;

  FindingPopup(App app, TimelineView view) {
    this.app = app;
    this.view = view;
    popup = new Popup(view::findingClosed);
    place =
        popup.walk(
            Words.PREVIOUS_FINDING,
            () -> view.stepFinding(-1),
            Words.NEXT_FINDING,
            () -> view.stepFinding(1));
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
      view.findingClosed();
    }
  }

  void show(Finding finding) {
    Scene scene = app.scene();
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
                  app.explain(
                      finding.title(),
                      finding.startMicros(),
                      finding.startMicros() + Math.max(1000, finding.durationMicros()))));
    }
    body.add(actions);
    popup.open(Page.windowWidth() / 2, 210);
  }

  private void showCall(Finding finding) {
    if (view.jumpToMethod(finding.thread(), finding.method(), finding.startMicros())) {
      hide();
    } else {
      app.toasts().say(Words.NO_CALL_THERE);
    }
  }
}
