package dev.microlog.web.page;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.CallStatistics;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Anomaly;
import dev.microlog.timeline.analysis.findings.Reason;
import dev.microlog.timeline.analysis.findings.Reasons;
import dev.microlog.timeline.analysis.findings.SlowCalls;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Element;
import dev.microlog.web.state.Call;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Markers;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.WaitsInside;
import dev.microlog.web.widget.Popup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one call, why it took so long, and how it compares with its like. */
final class CallPopup {
  private static final int BINS = 24;
  private static final int LISTED = 60;
  private static final int LISTED_ENTRIES = 4;

  /** A call that used less of a processor than this is worth a warning. */
  private static final double LOW_CPU = 0.5;

  private final App app;
  private final TimelineView view;
  private final Popup popup;
  private final Element place;
  private @Nullable Shown shown;

  /** What the popup shows: a span, and the calls of its method. */
  private record Shown(
      Scene scene,
      Spans spans,
      int thread,
      int row,
      @Nullable Calls calls,
      @Nullable SlowCalls slow,
      int index) {
    SpanTable table() {
      return spans.spans(thread);
    }

    Timeline timeline() {
      return scene.timeline();
    }

    int method() {
      return table().method(row);
    }

    String name() {
      return method() >= 0 ? timeline().methods().shortName(method()) : scene.label(table(), row);
    }

    double start() {
      return table().startMicros(row);
    }

    double end() {
      return table().endMicros(row);
    }

    double duration() {
      return table().durationMicros(row);
    }

    /** What is unusual of the call, null if nothing is. */
    @Nullable Anomaly anomaly() {
      return slow == null || index < 0 ? null : slow.anomaly(index);
    }
  }

  CallPopup(App app, TimelineView view) {
    this.app = app;
    this.view = view;
    popup = new Popup(() -> app.go(app.state().withCall(null)));
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
    Shown call = shown;
    return call == null || !isOpen() ? null : Range.between(call.start(), call.end());
  }

  void show(Call call) {
    Scene scene = app.scene();
    if (scene == null || call.thread() >= scene.timeline().threads().size()) {
      return;
    }
    Spans spans = view.spans(scene);
    int row = spans.spans(call.thread()).at(call.depth(), call.atMicros());
    if (row < 0) {
      return;
    }
    int method = spans.spans(call.thread()).method(row);
    Calls calls = method < 0 ? null : Calls.of(spans, Selection.all(scene.timeline()), method);
    int index = calls == null ? -1 : calls.find(call.thread(), row);
    SlowCalls slow = calls == null ? null : SlowCalls.of(spans, calls);
    Shown now = new Shown(scene, spans, call.thread(), row, calls, slow, index);
    shown = now;
    fill(now);
    double[] where = view.screenPlace(call.thread(), call.depth(), now.start(), now.end());
    popup.open(where[0], where[1]);
  }

  /** What a screen reader says of the call. */
  String speech() {
    Shown call = shown;
    return call == null
        ? ""
        : Words.callSpoken(
            call.name(),
            Words.duration(call.table(), call.row()),
            call.timeline().threads().displayName(call.thread()),
            Format.time(call.start(), 1000));
  }

  private void fill(Shown call) {
    popup.title(call.name());
    int size = call.calls() == null ? 0 : call.calls().size();
    place.text(size > 1 ? Words.ofMany(call.index() + 1, size) : "");
    Element body = popup.body().clear();
    body.add(where(call));
    CallStatistics statistics = call.calls() == null ? null : call.calls().statistics();
    WaitsInside waits = new WaitsInside(call.timeline(), call.thread(), call.start(), call.end());
    body.add(why(call, waits));
    body.add(facts(call, statistics, waits));
    body.add(entries(call));
    if (statistics != null && call.calls() != null && call.slow() != null && size > 1) {
      body.add(histogram(call.calls(), call.slow(), statistics, call));
      body.add(list(call.calls(), call.slow(), statistics, call));
    }
    body.add(actions(call));
  }

  private Element where(Shown call) {
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
              () -> app.sources().open(call.timeline().methods(), method, source)));
      line.addText(" · ");
    }
    return line.addText(Popup.cut(call.timeline().threads().displayName(call.thread())));
  }

  // Why

  private @Nullable Element why(Shown call, WaitsInside waits) {
    Element why = Element.of("div", "why");
    Anomaly anomaly = call.anomaly();
    double cpu = call.table().cpuMicros(call.row()) / Math.max(1, call.duration());
    boolean lowCpu = cpu < LOW_CPU && call.duration() > 30_000;
    if (anomaly != null) {
      why.add(Element.of("strong", "", Words.asLongAsUsual(anomaly.ratio()) + " "));
      String caller = anomaly.caller() < 0 ? "" : call.scene().label(anomaly.caller());
      why.addText(Words.usualCalls(anomaly.medianMicros(), anomaly.calls(), caller));
      addReasons(why, call, anomaly.reasons());
    } else if (waits.longest() >= 0 && waits.longestMicros() > call.duration() * 0.15) {
      if (lowCpu) {
        why.add(Element.of("strong", "", Words.littleCpu(cpu) + " "));
      }
      addWait(why, call, waits.longest(), waits.longestMicros(), -1);
      addPause(why, call, waits.gcMicros());
    } else if (lowCpu) {
      why.addText(Words.lowCpu(cpu));
      addPause(why, call, waits.gcMicros());
    } else {
      addPause(why, call, waits.gcMicros());
    }
    if (anomaly == null && !lowCpu) {
      why.classes("why calm");
    }
    return why.text().isEmpty() ? null : why;
  }

  private static void addPause(Element why, Shown call, double micros) {
    if (micros > call.duration() * 0.05) {
      why.addText(Words.stoppedByGc(micros));
    }
  }

  /** What the call spent its time on that the most ordinary call did not. */
  private void addReasons(Element why, Shown call, List<Reason> reasons) {
    for (Reason reason : reasons) {
      switch (reason.kind()) {
        case WAIT -> addWait(why, call, reason.waitRow(), reason.micros(), reason.ownerMethod());
        case PAUSE -> why.addText(Words.stoppedByGc(reason.micros()) + " ");
        case CPU -> why.addText(Words.computedLonger(reason.micros()));
        case NOT_RUNNING -> why.addText(Words.notRunning(reason.micros()));
        case LOG -> {
          why.addText(Words.IT_LOGGED);
          String message = call.timeline().markers().message(reason.marker());
          why.add(
              Element.button("link", Popup.cut(message), () -> view.showMarker(reason.marker())));
          why.addText(". ");
        }
      }
    }
    if (reasons.isEmpty()) {
      why.addText(Words.NO_REASON);
    }
  }

  /**
   * @param ownerMethod what the thread that held the lock did; -1 if that is not known yet
   */
  private void addWait(Element why, Shown call, int wait, double micros, int ownerMethod) {
    Timeline timeline = call.timeline();
    WaitTable table = timeline.waits();
    why.addText(Words.itWaited(table.kind(wait), micros));
    String detail = table.detail(wait);
    if (!detail.isEmpty()) {
      why.add(
          Element.button(
              "link",
              detail.length() > 120 ? detail.substring(0, 120) + "…" : detail,
              () -> view.jumpToWait(wait)));
    } else {
      why.add(Element.button("link", Words.THIS_WAIT, () -> view.jumpToWait(wait)));
    }
    int owner = table.ownerThread(wait);
    if (owner >= 0) {
      why.addText(Words.HELD_BY);
      double middle = (table.startMicros(wait) + table.endMicros(wait)) / 2;
      Runnable jump = () -> jumpToTime(owner, middle, table.durationMicros(wait));
      why.add(Element.button("link", Popup.cut(timeline.threads().displayName(owner)), jump));
      int doing =
          ownerMethod >= 0
              ? ownerMethod
              : new Reasons(call.spans())
                  .mostRun(owner, table.startMicros(wait), table.endMicros(wait));
      if (doing >= 0) {
        why.addText(Words.IN);
        why.add(Element.button("link", call.scene().label(doing), jump));
      }
    }
    why.addText(". ");
  }

  private void jumpToTime(int thread, double micros, double around) {
    Shown call = shown;
    if (call == null) {
      return;
    }
    SpanTable table = call.spans().spans(thread);
    int best = -1;
    for (int depth = 0; depth < table.depths(); depth++) {
      int row = table.at(depth, micros);
      if (row >= 0) {
        int method = table.method(row);
        boolean yours =
            call.scene().kind(method) == dev.microlog.timeline.MethodKind.YOURS || best < 0;
        best = yours ? row : best;
      }
    }
    if (best >= 0) {
      view.jumpTo(thread, best);
    } else {
      app.reveal(Range.between(micros - around / 2, micros + around / 2));
    }
  }

  // Figures

  private Element facts(Shown call, @Nullable CallStatistics statistics, WaitsInside waits) {
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
              () -> view.jumpTo(call.thread(), parent));
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

  private @Nullable Element entries(Shown call) {
    MarkerTable markers = call.timeline().markers();
    Markers index = call.scene().markers();
    Element list = Element.of("div");
    int listed = 0;
    int more = 0;
    int row = index.firstAtOrAfter(call.start());
    while (row < markers.size() && markers.timeMicros(row) <= call.end()) {
      if (markers.thread(row) == call.thread()) {
        if (listed < LISTED_ENTRIES) {
          list.add(Entries.line(markers, row, view::showMarker));
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

  // Similar calls

  private Element histogram(Calls calls, SlowCalls slow, CallStatistics statistics, Shown call) {
    int[] counts = statistics.histogram(BINS);
    boolean[] outliers = slow.bins(statistics, BINS);
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    double width = (statistics.longest() - statistics.shortest()) / BINS;
    Element bars = Element.of("div", "histogram").role("group").label(Words.HISTOGRAM);
    for (int bin = 0; bin < BINS; bin++) {
      int place = bin;
      double from = statistics.shortest() + bin * width;
      double to = from + width;
      boolean here = counts[bin] > 0 && statistics.bin(call.duration(), BINS) == bin;
      Element bar = Element.button("", "", () -> jumpToBin(calls, slow, statistics, place));
      bar.classes(
          (counts[bin] == 0 ? "none" : outliers[bin] ? "outlier" : "") + (here ? " here" : ""));
      bar.css("--share", Format.fixed((double) counts[bin] / most, 3));
      bar.hint(Words.bin(counts[bin], from, to)).label(Words.bin(counts[bin], from, to));
      bars.add(bar);
    }
    Element scale = Element.of("div", "histogram-scale");
    scale.add(
        Element.of("span").text(Format.duration(statistics.shortest())),
        Element.of("span").text(Words.calls(statistics.count())),
        Element.of("span").text(Format.duration(statistics.longest())));
    return Element.of("div").add(bars, scale);
  }

  /** Goes to a call of a bin, a slow one if there is one. */
  private void jumpToBin(Calls calls, SlowCalls slow, CallStatistics statistics, int bin) {
    int first = -1;
    for (int call = 0; call < calls.size(); call++) {
      if (statistics.bin(calls.durationMicros(call), BINS) == bin) {
        if (slow.has(call)) {
          view.jumpTo(calls.thread(call), calls.row(call));
          return;
        }
        first = first < 0 ? call : first;
      }
    }
    if (first >= 0) {
      view.jumpTo(calls.thread(first), calls.row(first));
    }
  }

  private Element list(Calls calls, SlowCalls slow, CallStatistics statistics, Shown call) {
    Element list = Element.of("div", "calls").label(Words.SIMILAR_CALLS);
    int from = Math.max(0, Math.min(call.index() - LISTED / 2, calls.size() - LISTED));
    int to = Math.min(calls.size(), from + LISTED);
    double longest = Math.max(1, statistics.longest());
    for (int i = from; i < to; i++) {
      int thread = calls.thread(i);
      int row = calls.row(i);
      double duration = calls.durationMicros(i);
      Element line =
          Element.of("button", slow.has(i) ? "call outlier" : "call").attribute("type", "button");
      line.onClick(() -> view.jumpTo(thread, row));
      line.attribute("aria-current", i == call.index() ? "true" : "false");
      line.add(
          Element.of("span", "dim", Format.time(calls.startMicros(i), 1000)),
          Element.of("span")
              .add(
                  Element.of("span", "bar")
                      .css("--share", Format.fixed(duration / longest, 3))
                      .css("display", "block")),
          Element.of("span", "amount", Format.duration(duration)));
      list.add(line);
    }
    return list;
  }

  private Element actions(Shown call) {
    Element actions = Element.of("div", "actions");
    int method = call.method();
    int stack = call.table().stack(call.row());
    if (method >= 0) {
      int line = call.scene().line(stack);
      actions.add(
          Element.button(
              "button",
              Words.SOURCE,
              () -> app.sources().open(call.timeline().methods(), method, line)));
    }
    if (stack >= 0) {
      actions.add(
          Element.button(
              "button", Words.COPY_STACK, () -> app.copy(StackList.text(call.timeline(), stack))));
    }
    if (method >= 0) {
      String name = call.timeline().methods().qualifiedName(method);
      actions.add(Element.button("button", Words.ONLY_THIS_METHOD, () -> app.onlyMethod(name)));
      Element more = Element.of("button", "button", Words.MORE_ACTIONS).attribute("type", "button");
      more.attribute("aria-haspopup", "menu");
      more.onClick(() -> MethodMenu.open(app, call.scene(), method, more.left(), more.top() + 26));
      actions.add(more);
    }
    actions.add(
        Element.button(
            "button",
            Words.EXPLAIN,
            () ->
                app.explain(
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
    Shown call = shown;
    if (call == null || call.calls() == null || call.index() < 0) {
      return;
    }
    int next = call.index() + step;
    if (next >= 0 && next < call.calls().size()) {
      view.jumpTo(call.calls().thread(next), call.calls().row(next));
    }
  }

  /** Walks with the arrows: to caller and callee, to the span before and after. */
  boolean step(String key) {
    Shown call = shown;
    if (call == null || app.state().call() == null) {
      return view.selectFirst();
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
      view.jumpTo(call.thread(), next);
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
