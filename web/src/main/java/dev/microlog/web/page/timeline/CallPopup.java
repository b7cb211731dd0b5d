package dev.microlog.web.page.timeline;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.analysis.CallStatistics;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Sources;
import dev.microlog.web.page.part.Entries;
import dev.microlog.web.page.part.MethodMenu;
import dev.microlog.web.page.part.StackList;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Markers;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.WaitsInside;
import dev.microlog.web.widget.Popup;
import org.jspecify.annotations.Nullable;

/** What is known of one call, why it took so long, and how it compares with its like. */
final class CallPopup {
  private static final int LISTED_ENTRIES = 4;

  private final PageContext page;
  private final Navigation navigation;
  private final TimelineCanvas canvas;
  private final TimelinePlaces places;
  private final MarkerPopup markerPopup;
  private final CallReasons reasons;
  private final Popup popup;
  private final Element place;
  private @Nullable ShownCall shown;

  CallPopup(
      PageContext page, TimelineCanvas canvas, TimelinePlaces places, MarkerPopup markerPopup) {
    this.page = page;
    navigation = page.navigation();
    this.canvas = canvas;
    this.places = places;
    this.markerPopup = markerPopup;
    reasons = new CallReasons(navigation, places, markerPopup);
    popup = new Popup(() -> navigation.go(navigation.state().withCall(null)));
    place =
        popup.walk(Words.PREVIOUS_CALL, () -> neighbour(-1), Words.NEXT_CALL, () -> neighbour(1));
  }

  Element element() {
    return popup.element();
  }

  boolean isOpen() {
    return popup.isOpen();
  }

  void hide() {
    popup.hide();
  }

  /** The stretch of the call that is shown, null if none is. */
  @Nullable Range range() {
    ShownCall call = shown;
    return call == null || !isOpen() ? null : Range.between(call.start(), call.end());
  }

  void show(Call call) {
    Scene scene = page.recording().scene();
    if (scene == null || call.thread() >= scene.timeline().threads().size()) {
      return;
    }
    ShownCall now = ShownCall.of(scene, scene.spans(navigation.state().frames()), call);
    if (now == null) {
      return;
    }
    shown = now;
    fill(now);
    double[] where = canvas.screenPlace(call.thread(), call.depth(), now.start(), now.end());
    popup.open(where[0], where[1]);
  }

  private void fill(ShownCall call) {
    popup.title(call.name());
    int size = call.calls() == null ? 0 : call.calls().size();
    place.text(size > 1 ? Words.ofMany(call.index() + 1, size) : "");
    Element body = popup.body().clear();
    body.add(where(call));
    CallStatistics statistics = call.calls() == null ? null : call.calls().statistics();
    WaitsInside waits = new WaitsInside(call.timeline(), call.thread(), call.start(), call.end());
    body.add(reasons.of(call, waits));
    body.add(facts(call, statistics, waits));
    body.add(entries(call));
    if (statistics != null && call.calls() != null && call.slow() != null && size > 1) {
      SimilarCalls similar =
          new SimilarCalls(places, call.calls(), call.slow(), statistics, call.index());
      body.add(similar.histogram(call.duration()), similar.list());
    }
    body.add(actions(call));
  }

  private Element where(ShownCall call) {
    Element line = Element.of("div", "dim");
    int method = call.method();
    String type = method < 0 ? "" : call.timeline().methods().className(method);
    int source = call.scene().line(call.table().stack(call.row()));
    if (!type.isEmpty()) {
      String packageName = call.timeline().methods().packageName(method);
      line.addText(packageName.isEmpty() ? "" : Popup.cut(packageName) + " · ");
      String file = Sources.fileName(type) + (source > 0 ? ":" + source : "");
      line.add(
          Element.button(
              "link",
              Popup.cut(file),
              () -> page.sources().open(call.timeline().methods(), method, source)));
      line.addText(" · ");
    }
    return line.addText(Popup.cut(call.timeline().threads().displayName(call.thread())));
  }

  private Element facts(ShownCall call, @Nullable CallStatistics statistics, WaitsInside waits) {
    Element facts = Element.of("dl", "facts");
    fact(facts, Words.START, Format.time(call.start(), 1000));
    fact(facts, Words.DURATION, Words.duration(call.table(), call.row()));
    if (statistics != null && statistics.count() > 1) {
      fact(facts, Words.AVERAGE, Format.duration(statistics.average()));
      fact(facts, Words.MEDIAN, Format.duration(statistics.median()));
      if (statistics.count() >= CallStatistics.LEAST_FOR_PERCENTILES) {
        fact(facts, "p95", Format.duration(statistics.percentile(0.95)));
        fact(facts, "p99", Format.duration(statistics.percentile(0.99)));
      }
    }
    double cpu = call.table().cpuMicros(call.row());
    fact(
        facts,
        Words.ON_CPU,
        Words.amountAndShare("≈ " + Format.duration(cpu), cpu / Math.max(1, call.duration())));
    fact(facts, Words.SAMPLES, Format.count(call.table().samples(call.row())));
    if (waits.totalMicros() > 0) {
      facts.add(Element.of("dt").text(Words.WAITED), Element.of("dd", "wide", waitText(waits)));
    }
    int parent = call.table().parent(call.row());
    if (parent >= 0) {
      Element caller =
          Element.button(
              "link",
              call.scene().label(call.table(), parent),
              () -> places.showCall(call.thread(), parent));
      facts.add(Element.of("dt").text(Words.CALLED_BY), Element.of("dd", "wide").add(caller));
    }
    return facts;
  }

  private static void fact(Element facts, String name, String value) {
    facts.add(Element.of("dt").text(name), Element.of("dd").text(value));
  }

  private static String waitText(WaitsInside waits) {
    StringBuilder text = new StringBuilder();
    for (WaitKind kind : WaitKind.values()) {
      if (waits.micros(kind) > 0) {
        text.append(text.isEmpty() ? "" : ", ");
        text.append(Format.duration(waits.micros(kind))).append(' ').append(Words.waitNoun(kind));
      }
    }
    return text.toString();
  }

  private @Nullable Element entries(ShownCall call) {
    MarkerTable markers = call.timeline().markers();
    Markers index = call.scene().markers();
    Element list = Element.of("div");
    int listed = 0;
    int more = 0;
    int row = index.firstAtOrAfter(call.start());
    while (row < markers.size() && markers.timeMicros(row) <= call.end()) {
      if (markers.thread(row) == call.thread()) {
        if (listed < LISTED_ENTRIES) {
          list.add(Entries.line(markers, row, markerPopup::show));
          listed++;
        } else {
          more++;
        }
      }
      row++;
    }
    if (more > 0) {
      list.add(Element.of("div", "dim", Words.moreEntries(more)));
    }
    return listed == 0 ? null : list;
  }

  private Element actions(ShownCall call) {
    Element actions = Element.of("div", "actions");
    int method = call.method();
    int stack = call.table().stack(call.row());
    if (method >= 0) {
      int line = call.scene().line(stack);
      actions.add(
          Element.button(
              "button",
              Words.SOURCE,
              () -> page.sources().open(call.timeline().methods(), method, line)));
    }
    if (stack >= 0) {
      actions.add(
          Element.button(
              "button",
              Words.COPY_STACK,
              () -> page.clipboard().copy(StackList.text(call.timeline(), stack))));
    }
    if (method >= 0) {
      String name = call.timeline().methods().qualifiedName(method);
      actions.add(
          Element.button(
              "button", Words.ONLY_THIS_METHOD, () -> page.searching().onlyMethod(name)));
      Element more = Element.of("button", "button", Words.MORE_ACTIONS).attribute("type", "button");
      more.attribute("aria-haspopup", "menu");
      more.onClick(() -> MethodMenu.open(page, call.scene(), method, more.left(), more.top() + 26));
      actions.add(more);
    }
    actions.add(
        Element.button(
            "button",
            Words.EXPLAIN,
            () ->
                page.explaining()
                    .explain(
                        Words.explainCall(call.name()),
                        call.start(),
                        call.end(),
                        call.thread(),
                        call.method())));
    return actions;
  }

  /** Gives the keyboard to the popup, if it is open. */
  boolean focus() {
    if (isOpen()) {
      popup.focus();
    }
    return isOpen();
  }

  /** Goes to the call of the same method before or after this one. */
  private void neighbour(int step) {
    ShownCall call = shown;
    if (call == null || call.calls() == null || call.index() < 0) {
      return;
    }
    int next = call.index() + step;
    if (next >= 0 && next < call.calls().size()) {
      places.showCall(call.calls().thread(next), call.calls().row(next));
    }
  }

  /** Walks with the arrows: to caller and callee, to the span before and after. */
  boolean step(String key) {
    ShownCall call = shown;
    if (call == null || navigation.state().call() == null) {
      return places.showFirst();
    }
    SpanTable table = call.table();
    int depth = table.depth(call.row());
    int next =
        switch (key) {
          case "ArrowUp" -> table.parent(call.row());
          case "ArrowDown" -> child(table, call.row(), depth);
          case "ArrowLeft" -> call.row() - 1 >= table.firstRow(depth) ? call.row() - 1 : -1;
          case "ArrowRight" -> call.row() + 1 < table.firstRow(depth + 1) ? call.row() + 1 : -1;
          default -> -1;
        };
    if (next >= 0) {
      places.showCall(call.thread(), next);
    }
    return true;
  }

  private static int child(SpanTable table, int row, int depth) {
    if (depth + 1 >= table.depths()) {
      return -1;
    }
    int next = table.firstEndingAfter(depth + 1, table.startMicros(row));
    return next < table.firstRow(depth + 2) && table.startMicros(next) < table.endMicros(row)
        ? next
        : -1;
  }
}
