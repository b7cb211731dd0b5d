package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.StackTable;

/**
 * Makes spans of segments: where two segments touch, the frames that both share go on; the others
 * end and begin at the border.
 */
final class SpanBuilder {
  private static final int EXACT_START = 1;
  private static final int EXACT_END = 2;

  // Arrays that grow together, as a large recording has millions of spans.
  int size;
  double[] start;
  double[] end;
  int[] node;
  int[] stack;
  int[] parent;
  int[] samples;
  double[] cpu;
  int[] wait;
  byte[] exact;
  float[] startUncertainty;
  float[] endUncertainty;

  private final MethodTree tree;
  private final StackTable stacks;
  private final Segments segments;
  private final IntColumn open = new IntColumn();
  private int levels;
  private int[] path = new int[64];
  private int[] pathStack = new int[64];

  private SpanBuilder(Spans spans, Segments segments) {
    tree = spans.tree();
    stacks = spans.timeline().stacks();
    this.segments = segments;
    int expected = segments.size() + segments.size() / 2 + 16;
    start = new double[expected];
    end = new double[expected];
    node = new int[expected];
    stack = new int[expected];
    parent = new int[expected];
    samples = new int[expected];
    cpu = new double[expected];
    wait = new int[expected];
    exact = new byte[expected];
    startUncertainty = new float[expected];
    endUncertainty = new float[expected];
  }

  static SpanTable spans(Spans spans, Segments segments) {
    SpanBuilder builder = new SpanBuilder(spans, segments);
    builder.build();
    return new SpanTable(spans.tree(), builder);
  }

  private void build() {
    for (int segment = 0; segment < segments.size(); segment++) {
      int at = segments.node(segment);
      close(segments.levelsKept(tree, segment), segment - 1);
      if (at >= 0) {
        open(segment);
        int leaf = open.get(levels - 1);
        samples[leaf] += segments.samples(segment);
        cpu[leaf] += segments.cpuMicros(segment);
      }
    }
    close(0, segments.size() - 1);
  }

  /** Ends all spans from this level on at the end of a segment. */
  private void close(int level, int segment) {
    while (levels > level) {
      levels--;
      int row = open.get(levels);
      end[row] = segments.toMicros(segment);
      if (levels >= segments.closingDepth(segment) && segments.exactTo(segment)) {
        exact[row] |= EXACT_END;
      } else {
        endUncertainty[row] = segments.toUncertaintyMicros(segment);
      }
      if (levels > 0) {
        int caller = open.get(levels - 1);
        samples[caller] += samples[row];
        cpu[caller] += cpu[row];
      }
      // A sample stands for its period, of which waits may have left less than that: the rest was
      // used in pieces of the caller that no sample hit, so it counts there and not here.
      cpu[row] = Math.min(cpu[row], end[row] - start[row]);
    }
  }

  /** Begins the spans of a segment that are not open yet. */
  private void open(int segment) {
    int leafDepth = tree.depth(segments.node(segment));
    if (leafDepth < levels) {
      return;
    }
    findPath(segment, leafDepth);
    int ofWait = segments.wait(segment);
    int ownDepth = ofWait < 0 ? Segments.NO_DEPTH : tree.ownDepthOfWait(ofWait);
    double from = segments.fromMicros(segment);
    float uncertainty = segments.fromUncertaintyMicros(segment);
    int freshDepth = segments.exactFrom(segment) ? segments.freshDepth(segment) : leafDepth + 1;
    for (int depth = levels; depth <= leafDepth; depth++) {
      if (size == start.length) {
        grow();
      }
      start[size] = from;
      node[size] = path[depth];
      stack[size] = pathStack[depth];
      parent[size] = depth == 0 ? -1 : open.get(depth - 1);
      wait[size] = depth >= ownDepth ? ofWait : -1;
      if (depth >= freshDepth) {
        exact[size] = EXACT_START;
      } else {
        startUncertainty[size] = uncertainty;
      }
      if (depth == open.size()) {
        open.add(size);
      } else {
        open.set(depth, size);
      }
      size++;
    }
    levels = leafDepth + 1;
  }

  private void grow() {
    int to = size * 2;
    start = grown(start, to);
    end = grown(end, to);
    node = grown(node, to);
    stack = grown(stack, to);
    parent = grown(parent, to);
    samples = grown(samples, to);
    cpu = grown(cpu, to);
    wait = grown(wait, to);
    exact = (byte[]) copied(exact, new byte[to]);
    startUncertainty = (float[]) copied(startUncertainty, new float[to]);
    endUncertainty = (float[]) copied(endUncertainty, new float[to]);
  }

  private double[] grown(double[] values, int to) {
    return (double[]) copied(values, new double[to]);
  }

  private int[] grown(int[] values, int to) {
    return (int[]) copied(values, new int[to]);
  }

  /** Not with Arrays.copyOf, which in the browser copies one by one. */
  private Object copied(Object from, Object to) {
    System.arraycopy(from, 0, to, 0, size);
    return to;
  }

  /** Fills {@link #path} and {@link #pathStack} with what the levels to be opened show. */
  private void findPath(int segment, int leafDepth) {
    if (leafDepth >= path.length) {
      path = new int[leafDepth * 2];
      pathStack = new int[leafDepth * 2];
    }
    for (int at = segments.node(segment);
        at >= 0 && tree.depth(at) >= levels;
        at = tree.parent(at)) {
      path[tree.depth(at)] = at;
      pathStack[tree.depth(at)] = -1;
    }
    // frames that a folding leaves out have the node of their caller, so the outermost one counts
    for (int at = segments.stack(segment); at >= 0; at = stacks.parent(at)) {
      int shown = tree.node(at);
      int depth = shown < 0 ? -1 : tree.depth(shown);
      if (depth < levels) {
        break;
      }
      if (depth <= leafDepth) {
        pathStack[depth] = at;
      }
    }
  }
}
