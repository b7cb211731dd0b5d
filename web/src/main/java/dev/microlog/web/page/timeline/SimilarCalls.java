package dev.microlog.web.page.timeline;

import dev.microlog.timeline.analysis.CallStatistics;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.findings.SlowCalls;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Places;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;

/** How a call compares with the other calls of its method. */
final class SimilarCalls {
  private static final int BINS = 24;
  private static final int LISTED = 60;

  private final Places places;
  private final Calls calls;
  private final SlowCalls slow;
  private final CallStatistics statistics;
  private final int index;

  /**
   * @param index of the call that is shown among them
   */
  SimilarCalls(Places places, Calls calls, SlowCalls slow, CallStatistics statistics, int index) {
    this.places = places;
    this.calls = calls;
    this.slow = slow;
    this.statistics = statistics;
    this.index = index;
  }

  /** How many calls took how long; the bin of the shown call is marked. */
  Element histogram(double durationMicros) {
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
      boolean here = counts[bin] > 0 && statistics.bin(durationMicros, BINS) == bin;
      Element bar = Element.button("", "", () -> showBin(place));
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
  private void showBin(int bin) {
    int first = -1;
    for (int call = 0; call < calls.size(); call++) {
      if (statistics.bin(calls.durationMicros(call), BINS) == bin) {
        if (slow.has(call)) {
          places.showCall(calls.thread(call), calls.row(call));
          return;
        }
        first = first < 0 ? call : first;
      }
    }
    if (first >= 0) {
      places.showCall(calls.thread(first), calls.row(first));
    }
  }

  /** The calls before and after the shown one. */
  Element list() {
    Element list = Element.of("div", "calls").label(Words.SIMILAR_CALLS);
    int from = Math.max(0, Math.min(index - LISTED / 2, calls.size() - LISTED));
    int to = Math.min(calls.size(), from + LISTED);
    double longest = Math.max(1, statistics.longest());
    for (int i = from; i < to; i++) {
      int thread = calls.thread(i);
      int row = calls.row(i);
      double duration = calls.durationMicros(i);
      Element line =
          Element.of("button", slow.has(i) ? "call outlier" : "call").attribute("type", "button");
      line.onClick(() -> places.showCall(thread, row));
      line.attribute("aria-current", i == index ? "true" : "false");
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
}
