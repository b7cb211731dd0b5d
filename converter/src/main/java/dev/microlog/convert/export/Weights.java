package dev.microlog.convert.export;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.Spans;

/** Goes through what weighs something in a mode, thread by thread, in order of time. */
final class Weights {
  private Weights() {}

  /** Takes one weight. */
  interface Sink {
    /**
     * @param micros when
     * @param stack a node of the stack table
     * @param weight µs, or bytes where {@link Mode#isBytes()}
     */
    void add(int thread, double micros, int stack, double weight);
  }

  static void visit(Spans spans, Selection selection, Mode mode, Sink sink) {
    switch (mode) {
      case WALL -> visitSegments(spans, selection, sink);
      case CPU -> visitSamples(spans, selection, sink);
      case ALLOCATION -> visitAllocations(spans.timeline(), selection, sink);
      case LOCK, IO -> visitWaits(spans.timeline(), selection, mode, sink);
    }
  }

  private static void visitSegments(Spans spans, Selection selection, Sink sink) {
    Timeline timeline = spans.timeline();
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      if (!selection.has(thread)) {
        continue;
      }
      Segments segments = spans.segments(thread);
      for (int segment = 0; segment < segments.size(); segment++) {
        double from = Math.max(segments.fromMicros(segment), selection.fromMicros());
        double to = Math.min(segments.toMicros(segment), selection.toMicros());
        int stack = stack(spans, segments, segment);
        if (from < to && stack >= 0) {
          sink.add(thread, from, stack, to - from);
        }
      }
      spans.forget(thread);
    }
  }

  /** The stack of a segment, of which only the frames that are known to have run count. */
  static int stack(Spans spans, Segments segments, int segment) {
    int node = segments.node(segment);
    return node < 0
        ? -1
        : spans.timeline().stacks().ancestorAt(segments.stack(segment), spans.tree().depth(node));
  }

  private static void visitSamples(Spans spans, Selection selection, Sink sink) {
    SampleTable samples = spans.timeline().samples();
    for (int row = 0; row < samples.size(); row++) {
      double micros = spans.cpuTime().micros(row);
      if (micros > 0
          && samples.stack(row) >= 0
          && selection.has(samples.thread(row))
          && selection.has(samples.timeMicros(row))) {
        sink.add(samples.thread(row), samples.timeMicros(row), samples.stack(row), micros);
      }
    }
  }

  private static void visitAllocations(Timeline timeline, Selection selection, Sink sink) {
    AllocationTable allocations = timeline.allocations();
    for (int row = 0; row < allocations.size(); row++) {
      int thread = allocations.thread(row);
      double micros = allocations.timeMicros(row);
      if (allocations.stack(row) >= 0 && selection.has(thread) && selection.has(micros)) {
        sink.add(thread, micros, allocations.stack(row), allocations.weightBytes(row));
      }
    }
  }

  private static void visitWaits(Timeline timeline, Selection selection, Mode mode, Sink sink) {
    WaitTable waits = timeline.waits();
    for (int row = 0; row < waits.size(); row++) {
      double from = Math.max(waits.startMicros(row), selection.fromMicros());
      double to = Math.min(waits.endMicros(row), selection.toMicros());
      if (from < to
          && mode.counts(waits.kind(row))
          && waits.stack(row) >= 0
          && selection.has(waits.thread(row))) {
        sink.add(waits.thread(row), from, waits.stack(row), to - from);
      }
    }
  }
}
