package dev.microlog.web.page.timeline;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.findings.Anomaly;
import dev.microlog.timeline.analysis.findings.Reason;
import dev.microlog.timeline.analysis.findings.Reasons;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.state.Range;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.WaitsInside;
import dev.microlog.web.widget.Popup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a call took so long, with links to what it waited for. */
final class CallReasons {
  /** A call that used less of a processor than this is worth a warning. */
  private static final double LOW_CPU = 0.5;

  private final Navigation navigation;
  private final TimelinePlaces places;
  private final MarkerPopup markers;

  CallReasons(Navigation navigation, TimelinePlaces places, MarkerPopup markers) {
    this.navigation = navigation;
    this.places = places;
    this.markers = markers;
  }

  /** Null if there is nothing to say. */
  @Nullable Element of(ShownCall call, WaitsInside waits) {
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

  private static void addPause(Element why, ShownCall call, double micros) {
    if (micros > call.duration() * 0.05) {
      why.addText(Words.stoppedByGc(micros));
    }
  }

  /** What the call spent its time on that the most ordinary call did not. */
  private void addReasons(Element why, ShownCall call, List<Reason> reasons) {
    for (Reason reason : reasons) {
      switch (reason.kind()) {
        case WAIT -> addWait(why, call, reason.waitRow(), reason.micros(), reason.ownerMethod());
        case PAUSE -> why.addText(Words.stoppedByGc(reason.micros()) + " ");
        case CPU -> why.addText(Words.computedLonger(reason.micros()));
        case NOT_RUNNING -> why.addText(Words.notRunning(reason.micros()));
        case LOG -> {
          why.addText(Words.IT_LOGGED);
          String message = call.timeline().markers().message(reason.marker());
          why.add(Element.button("link", Popup.cut(message), () -> markers.show(reason.marker())));
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
  private void addWait(Element why, ShownCall call, int wait, double micros, int ownerMethod) {
    Timeline timeline = call.timeline();
    WaitTable table = timeline.waits();
    why.addText(Words.itWaited(table.kind(wait), micros));
    String detail = table.detail(wait);
    if (!detail.isEmpty()) {
      why.add(
          Element.button(
              "link",
              detail.length() > 120 ? detail.substring(0, 120) + "…" : detail,
              () -> places.showWait(wait)));
    } else {
      why.add(Element.button("link", Words.THIS_WAIT, () -> places.showWait(wait)));
    }
    int owner = table.ownerThread(wait);
    if (owner >= 0) {
      why.addText(Words.HELD_BY);
      double middle = (table.startMicros(wait) + table.endMicros(wait)) / 2;
      Runnable jump = () -> show(call, owner, middle, table.durationMicros(wait));
      why.add(Element.button("link", Popup.cut(timeline.threads().displayName(owner)), jump));
      int doing = ownerMethod >= 0 ? ownerMethod : new Reasons(call.spans()).ownerMethod(wait);
      if (doing >= 0) {
        why.addText(Words.IN);
        why.add(Element.button("link", call.scene().label(doing), jump));
      }
    }
    why.addText(". ");
  }

  /** Shows what another thread did at an instant. */
  private void show(ShownCall call, int thread, double micros, double around) {
    SpanTable table = call.spans().spans(thread);
    int best = -1;
    for (int depth = 0; depth < table.depths(); depth++) {
      int row = table.at(depth, micros);
      if (row >= 0) {
        int method = table.method(row);
        boolean yours = call.scene().kind(method) == MethodKind.YOURS || best < 0;
        best = yours ? row : best;
      }
    }
    if (best >= 0) {
      places.showCall(thread, best);
    } else {
      navigation.reveal(Range.between(micros - around / 2, micros + around / 2));
    }
  }
}
