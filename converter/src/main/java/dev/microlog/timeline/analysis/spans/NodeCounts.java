package dev.microlog.timeline.analysis.spans;

/**
 * How often and how long each node of the method tree occurs in the whole recording: the index that
 * a search reads instead of the spans.
 */
public final class NodeCounts {
  private final int[] count;
  private final double[] micros;

  NodeCounts(Spans spans) {
    count = new int[spans.tree().size()];
    micros = new double[count.length];
    for (int thread = 0; thread < spans.timeline().threads().size(); thread++) {
      SpanTable table = spans.spans(thread);
      for (int row = 0; row < table.size(); row++) {
        double duration = table.durationMicros(row);
        if (duration > 0) {
          count[table.node(row)]++;
          micros[table.node(row)] += duration;
        }
      }
    }
  }

  /** The number of spans. */
  public int count(int node) {
    return count[node];
  }

  /** Their time, in µs. */
  public double micros(int node) {
    return micros[node];
  }
}
