package dev.microlog.timeline.analysis;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.StackTable;

/**
 * Makes spans of segments: where two segments touch, the frames that both share go on; the others
 * end and begin at the border.
 */
final class SpanBuilder {
  private static final int EXACT_START = 1;
  private static final int EXACT_END = 2;

  final DoubleColumn start = new DoubleColumn();
  final DoubleColumn end = new DoubleColumn();
  final IntColumn node = new IntColumn();
  final IntColumn stack = new IntColumn();
  final IntColumn parent = new IntColumn();
  final IntColumn samples = new IntColumn();
  final DoubleColumn cpu = new DoubleColumn();
  final IntColumn wait = new IntColumn();
  final IntColumn exact = new IntColumn();
  final DoubleColumn startUncertainty = new DoubleColumn();
  final DoubleColumn endUncertainty = new DoubleColumn();

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
  }

  static SpanTable spans(Spans spans, Segments segments) {
    SpanBuilder builder = new SpanBuilder(spans, segments);
    builder.build();
    return new SpanTable(spans.tree(), builder);
  }

  private void build() {
    for (int segment = 0; segment < segments.size(); segment++) {
      int at = segments.node(segment);
      int kept = 0;
      if (segments.touchesPrevious(segment)) {
        kept = tree.sharedLevels(segments.node(segment - 1), at);
        kept = Math.min(kept, segments.closingDepth(segment - 1));
        kept = Math.min(kept, segments.freshDepth(segment));
      }
      close(kept, segment - 1);
      if (at >= 0) {
        open(segment);
        int leaf = open.get(levels - 1);
        samples.set(leaf, samples.get(leaf) + segments.samples(segment));
        cpu.set(leaf, cpu.get(leaf) + segments.cpuMicros(segment));
      }
    }
    close(0, segments.size() - 1);
  }

  /** Ends all spans from this level on at the end of a segment. */
  private void close(int level, int segment) {
    while (levels > level) {
      levels--;
      int row = open.get(levels);
      end.set(row, segments.toMicros(segment));
      if (levels >= segments.closingDepth(segment) && segments.exactTo(segment)) {
        exact.set(row, exact.get(row) | EXACT_END);
      } else {
        endUncertainty.set(row, segments.toUncertaintyMicros(segment));
      }
      if (levels > 0) {
        int caller = open.get(levels - 1);
        samples.set(caller, samples.get(caller) + samples.get(row));
        cpu.set(caller, cpu.get(caller) + cpu.get(row));
      }
      // A sample stands for its period, of which waits may have left less than that: the rest was
      // used in pieces of the caller that no sample hit, so it counts there and not here.
      cpu.set(row, Math.min(cpu.get(row), end.get(row) - start.get(row)));
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
    for (int depth = levels; depth <= leafDepth; depth++) {
      int row = node.size();
      boolean isExact = depth >= segments.freshDepth(segment) && segments.exactFrom(segment);
      start.add(segments.fromMicros(segment));
      end.add(0);
      node.add(path[depth]);
      stack.add(pathStack[depth]);
      parent.add(depth == 0 ? -1 : open.get(depth - 1));
      samples.add(0);
      cpu.add(0);
      wait.add(depth >= ownDepth ? ofWait : -1);
      exact.add(isExact ? EXACT_START : 0);
      startUncertainty.add(isExact ? 0 : segments.fromUncertaintyMicros(segment));
      endUncertainty.add(0);
      if (depth == open.size()) {
        open.add(row);
      } else {
        open.set(depth, row);
      }
    }
    levels = leafDepth + 1;
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
