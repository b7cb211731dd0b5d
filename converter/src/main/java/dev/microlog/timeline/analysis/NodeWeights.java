package dev.microlog.timeline.analysis;

import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;

/** Weights of all nodes of a method tree in a selection, indexed by node. */
public final class NodeWeights {
  private final double[] self;
  private final double[] total;
  private final double[] cpu;
  private final int[] calls;

  public NodeWeights(Spans spans, Selection selection) {
    MethodTree tree = spans.tree();
    self = new double[tree.size()];
    calls = new int[tree.size()];
    double[] cpuSelf = new double[tree.size()];
    for (int thread = 0; thread < spans.timeline().threads().size(); thread++) {
      if (selection.has(thread)) {
        addSegments(spans.segments(thread), selection, cpuSelf);
        addCalls(spans.spans(thread), selection);
      }
    }
    total = self.clone();
    cpu = cpuSelf;
    for (int node = tree.size() - 1; node >= 0; node--) {
      int parent = tree.parent(node);
      if (parent >= 0) {
        total[parent] += total[node];
        cpu[parent] += cpu[node];
      }
    }
  }

  /** Wall time in the node itself, in µs. */
  public double self(int node) {
    return self[node];
  }

  /** Wall time in the node and below it, in µs. */
  public double total(int node) {
    return total[node];
  }

  /** CPU time in the node and below it, in µs. */
  public double cpu(int node) {
    return cpu[node];
  }

  /** The number of spans. */
  public int calls(int node) {
    return calls[node];
  }

  private void addSegments(Segments segments, Selection selection, double[] cpuSelf) {
    for (int segment = 0; segment < segments.size(); segment++) {
      double from = segments.fromMicros(segment);
      double to = segments.toMicros(segment);
      double micros = selection.overlap(from, to);
      int node = segments.node(segment);
      if (micros > 0 && node >= 0) {
        self[node] += micros;
        cpuSelf[node] += segments.cpuMicros(segment) * micros / (to - from);
      }
    }
  }

  private void addCalls(SpanTable table, Selection selection) {
    for (int row = 0; row < table.size(); row++) {
      if (selection.overlap(table.startMicros(row), table.endMicros(row)) > 0) {
        calls[table.node(row)]++;
      }
    }
  }
}
