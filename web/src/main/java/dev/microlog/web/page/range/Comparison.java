package dev.microlog.web.page.range;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Diff;
import dev.microlog.timeline.analysis.Packages;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.codec.MalformedTimelineException;
import dev.microlog.timeline.codec.TimelineDecoder;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.state.Mode;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.state.ViewStateCodec;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Popup;
import dev.microlog.web.widget.Table;

/** Two recordings, or two ranges of one, side by side: what takes more, what takes less. */
final class Comparison {
  private static final int MAX_ROWS = 400;

  private final PageContext page;
  private final Navigation navigation;
  private final Element result = Element.of("div");

  Comparison(PageContext page) {
    this.page = page;
    navigation = page.navigation();
  }

  Element of(Scene scene, ViewState state, Range range) {
    Element choice = Element.of("select").label(Words.COMPARE_WITH);
    choice.add(Element.of("option", "", Words.COMPARE_NOTHING).attribute("value", ""));
    Range kept = ViewStateCodec.range(state.compare());
    if (kept != null) {
      choice.add(Element.of("option", "", Words.range(kept)).attribute("value", state.compare()));
    }
    addRange(choice, Words.COMPARE_BEFORE, 0, range.startMicros());
    addRange(choice, Words.COMPARE_AFTER, range.endMicros(), scene.all().endMicros());
    for (RecordingEntry entry : page.recordings().entries()) {
      if (!entry.app().equals(state.app()) || !entry.id().equals(state.id())) {
        choice.add(
            Element.of("option", "", entry.app() + " · " + entry.when())
                .attribute("value", entry.app() + "/" + entry.id()));
      }
    }
    choice.value(state.compare());
    choice.on("change", input -> navigation.go(navigation.state().withCompare(choice.value())));
    String present =
        Format.fixed(range.startMicros(), 0) + "-" + Format.fixed(range.endMicros(), 0);
    Element keep =
        Element.button(
            "button",
            Words.KEEP_RANGE,
            () -> {
              page.toasts().say(Words.RANGE_KEPT);
              navigation.go(navigation.state().withCompare(present));
            });
    Element bar = Element.of("p").add(Element.of("span", "dim", Words.COMPARE_WITH + " "), choice);
    bar.addText(" ").add(keep.hint(Words.KEEP_RANGE_HINT));
    compare(scene, state, range);
    return Element.of("div").add(bar, result);
  }

  private static void addRange(Element choice, String label, double from, double to) {
    if (to - from > 1000) {
      String value = Format.fixed(from, 0) + "-" + Format.fixed(to, 0);
      choice.add(Element.of("option", "", label).attribute("value", value));
    }
  }

  private void compare(Scene scene, ViewState state, Range range) {
    String with = state.compare();
    if (with.isEmpty()) {
      result.add(Element.of("p", "dim", Words.COMPARE_ADVICE));
      return;
    }
    Diff.Side after = side(scene, range, state);
    Range other = ViewStateCodec.range(with);
    if (other != null) {
      show(Diff.of(side(scene, other, state), after), state.mode());
      return;
    }
    int slash = with.indexOf('/');
    if (slash > 0) {
      fetch(with.substring(0, slash), with.substring(slash + 1), after, state);
    }
  }

  private static Diff.Side side(Scene scene, Range range, ViewState state) {
    Spans spans = scene.spans(state.frames());
    Selection selection = Selection.range(scene.timeline(), range.startMicros(), range.endMicros());
    return Diff.Side.of(spans, selection, Weights.analysis(state.mode()));
  }

  private void fetch(String otherApp, String otherId, Diff.Side after, ViewState state) {
    result.add(Element.of("p", "dim", Words.LOADING));
    page.busy().begin();
    Http.bytes(
        Api.recording(otherApp, otherId),
        new Http.Answer<>() {
          @Override
          public void done(byte[] content) {
            page.busy().end();
            try {
              Timeline decoded = TimelineDecoder.decode(content);
              Scene other =
                  new Scene(
                      state.packages().isEmpty()
                          ? decoded
                          : Packages.withYours(decoded, state.packages()));
              show(Diff.of(side(other, other.all(), state), after), state.mode());
            } catch (MalformedTimelineException e) {
              result.clear().add(Element.of("p", "failed", Words.DAMAGED));
            }
          }

          @Override
          public void failed(int status, String problem) {
            page.busy().end();
            result
                .clear()
                .add(Element.of("p", "failed", Api.problem(problem, Words.status(status))));
          }
        });
  }

  private void show(Diff diff, Mode mode) {
    result.clear();
    Table table = new Table(Words.METHOD, Words.BEFORE, Words.AFTER, Words.DIFFERENCE, Words.TREND);
    int count = 0;
    for (Diff.Row row : diff.methods()) {
      if (count++ >= MAX_ROWS) {
        break;
      }
      double difference = row.afterSelf() - row.beforeSelf();
      String sign = difference > 0 ? "+" : difference < 0 ? "−" : "";
      String text = sign + Weights.text(mode, Math.abs(difference));
      Element trend =
          Element.of("span", difference > 0 ? "worse" : "better", difference > 0 ? "▲" : "▼");
      table.row(
          Table.text(row.label(), Element.of("span").text(Popup.cut(row.label()))),
          Table.number(row.beforeSelf(), Weights.text(mode, row.beforeSelf())),
          Table.number(row.afterSelf(), Weights.text(mode, row.afterSelf())),
          Table.number(Math.abs(difference), text),
          Table.text(sign, trend));
    }
    result.add(
        Element.of("p", "dim", Words.PER_SECOND),
        new DiffFlameView(page, diff, mode).element(),
        table.sortedBy(3).element());
  }
}
