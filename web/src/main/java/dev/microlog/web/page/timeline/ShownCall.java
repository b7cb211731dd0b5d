package dev.microlog.web.page.timeline;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Anomaly;
import dev.microlog.timeline.analysis.findings.SlowCalls;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.state.Call;
import dev.microlog.web.timeline.Scene;
import org.jspecify.annotations.Nullable;

/**
 * A call that is shown, and the calls of its method.
 *
 * @param row of the thread's span table
 * @param calls all calls of the method; null for a span that is no method's
 * @param slow those of them that took unusually long; null as {@code calls} is
 * @param index of this call among them, -1 if it is not there
 */
record ShownCall(
    Scene scene,
    Spans spans,
    int thread,
    int row,
    @Nullable Calls calls,
    @Nullable SlowCalls slow,
    int index) {

  /** The call at a place; null if there is none. */
  static @Nullable ShownCall of(Scene scene, Spans spans, Call call) {
    int row = spans.spans(call.thread()).at(call.depth(), call.atMicros());
    if (row < 0) {
      return null;
    }
    int method = spans.spans(call.thread()).method(row);
    Calls calls = method < 0 ? null : Calls.of(spans, Selection.all(scene.timeline()), method);
    int index = calls == null ? -1 : calls.find(call.thread(), row);
    SlowCalls slow = calls == null ? null : SlowCalls.of(spans, calls);
    return new ShownCall(scene, spans, call.thread(), row, calls, slow, index);
  }

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
    return name(scene, table(), row);
  }

  /** What a call is named in titles: its method, or what it waited for. */
  static String name(Scene scene, SpanTable table, int row) {
    int method = table.method(row);
    return method >= 0 ? scene.timeline().methods().shortName(method) : scene.label(table, row);
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
