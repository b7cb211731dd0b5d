package dev.microlog.timeline.analysis;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.Spans;

/**
 * A call tree, and so a flame graph: who called whom, with the weight of each.
 *
 * <pre>
 *   row  parent  method         total   self  count
 *    0     -1    Thread.run      100      0      1
 *    1      0    Shop.checkout    80     20      4
 *    2      1    Cart.total       60     60      6
 *    3      0    Shop.search      20     20      1
 * </pre>
 *
 * <p>A parent comes before its children, siblings in order of their total, the largest first: a
 * caller's children follow it, each with all of its own.
 */
public final class CallTree {
  private static final WaitKind[] KINDS = WaitKind.values();

  private final int[] parent;
  private final int[] code;
  private final int[] depth;
  private final int[] end;
  private final double[] total;
  private final double[] self;
  private final int[] count;
  private final boolean countsCalls;
  private final int methods;

  /**
   * @param countsCalls whether counts are of calls; otherwise of samples, waits or allocations,
   *     each of which counts in all its callers
   */
  CallTree(CallTreeBuilder builder, boolean countsCalls, int methods) {
    this.countsCalls = countsCalls;
    int[] order = builder.order();
    int[] rowOf = new int[builder.size()];
    for (int row = 0; row < order.length; row++) {
      rowOf[order[row]] = row;
    }
    this.methods = methods;
    parent = new int[order.length];
    code = new int[order.length];
    depth = new int[order.length];
    end = new int[order.length];
    total = new double[order.length];
    self = new double[order.length];
    count = new int[order.length];
    for (int row = 0; row < order.length; row++) {
      int node = order[row];
      parent[row] = builder.parent(node) < 0 ? -1 : rowOf[builder.parent(node)];
      depth[row] = parent[row] < 0 ? 0 : depth[parent[row]] + 1;
      code[row] = builder.code(node);
      total[row] = builder.total(node);
      self[row] = builder.self(node);
      count[row] = builder.count(node);
    }
    for (int row = order.length - 1; row >= 0; row--) {
      end[row] = Math.max(end[row], row + 1);
      if (parent[row] >= 0) {
        end[parent[row]] = Math.max(end[parent[row]], end[row]);
      }
    }
  }

  /** What happened in a selection, callers above. */
  public static CallTree of(Spans spans, Selection selection, Mode mode) {
    Maker maker = new Maker(spans, selection, mode);
    while (maker.step()) {
      // until nothing is left
    }
    return maker.made();
  }

  /** Makes a call tree thread by thread. */
  public static final class Maker {
    private final CallTreeBuilder builder;
    private final Spans spans;
    private final Selection selection;
    private final Mode mode;
    private int thread;

    public Maker(Spans spans, Selection selection, Mode mode) {
      this.spans = spans;
      this.selection = selection;
      this.mode = mode;
      builder = new CallTreeBuilder(spans.tree());
    }

    /** Adds the next thread; whether there is more to do. */
    public boolean step() {
      if (thread == spans.timeline().threads().size()) {
        return false;
      }
      if (selection.has(thread)) {
        switch (mode) {
          case WALL -> addSegments(builder, spans.tree(), spans.segments(thread), selection);
          case CPU -> addSamples(builder, spans, selection, thread);
          case ALLOCATION, LOCK, IO -> {
            // few rows, of all threads at once
          }
        }
      }
      thread++;
      return thread < spans.timeline().threads().size();
    }

    /** The tree, once no step is left. */
    public CallTree made() {
      switch (mode) {
        case WALL, CPU -> {
          // made thread by thread
        }
        case ALLOCATION -> addAllocations(builder, spans, selection);
        case LOCK, IO -> addWaits(builder, spans, selection, mode);
      }
      builder.sumUp();
      if (mode != Mode.WALL) {
        builder.sumUpCounts();
      }
      return new CallTree(builder, mode == Mode.WALL, spans.timeline().methods().size());
    }
  }

  /** A call counts where it begins, or where the selection does. */
  private static void addSegments(
      CallTreeBuilder builder, MethodTree tree, Segments segments, Selection selection) {
    int first = segments.firstEndingAfter(selection.fromMicros());
    for (int segment = first;
        segment < segments.size() && segments.fromMicros(segment) < selection.toMicros();
        segment++) {
      int node = segments.node(segment);
      if (node >= 0) {
        builder.addSelf(
            node, selection.overlap(segments.fromMicros(segment), segments.toMicros(segment)));
        int kept = segment == first ? 0 : segments.levelsKept(tree, segment);
        for (int at = node; at >= 0 && tree.depth(at) >= kept; at = tree.parent(at)) {
          builder.addCount(at, 1);
        }
      }
    }
  }

  private static void addSamples(
      CallTreeBuilder builder, Spans spans, Selection selection, int thread) {
    SampleTable samples = spans.timeline().samples();
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      if (selection.has(samples.timeMicros(row))) {
        double micros = spans.cpuTime().micros(row);
        int node = spans.tree().node(samples.stack(row));
        if (micros > 0 && node >= 0) {
          builder.addSelf(node, micros);
          builder.addCount(node, 1);
        }
      }
    }
  }

  private static void addAllocations(CallTreeBuilder builder, Spans spans, Selection selection) {
    AllocationTable allocations = spans.timeline().allocations();
    for (int row = 0; row < allocations.size(); row++) {
      int node = spans.tree().node(allocations.stack(row));
      if (node >= 0
          && selection.has(allocations.timeMicros(row))
          && selection.has(allocations.thread(row))) {
        builder.addSelf(node, allocations.weightBytes(row));
        builder.addCount(node, 1);
      }
    }
  }

  private static void addWaits(
      CallTreeBuilder builder, Spans spans, Selection selection, Mode mode) {
    WaitTable waits = spans.timeline().waits();
    for (int row = 0; row < waits.size(); row++) {
      double micros = selection.overlap(waits.startMicros(row), waits.endMicros(row));
      int node = spans.tree().nodeOfWait(row);
      if (micros > 0
          && node >= 0
          && mode.counts(waits.kind(row))
          && selection.has(waits.thread(row))) {
        builder.addSelf(node, micros);
        builder.addCount(node, 1);
      }
    }
  }

  /** The same weights with callers below: roots are where the weight arose. */
  public CallTree inverted() {
    CallTreeBuilder builder = new CallTreeBuilder();
    for (int row = 0; row < size(); row++) {
      if (self[row] > 0) {
        builder.addCallers(this, row, self[row]);
      }
    }
    return new CallTree(builder, countsCalls, methods);
  }

  /** What the calls of a method called: a tree whose one root is the method. */
  public CallTree callees(int method) {
    CallTreeBuilder builder = new CallTreeBuilder();
    int[] target = new int[size()];
    for (int row = 0; row < size(); row++) {
      int above = parent[row] < 0 ? -1 : target[parent[row]];
      target[row] = above >= 0 || code[row] == method ? builder.intern(above, code[row]) : -1;
      if (target[row] >= 0) {
        builder.addSelf(target[row], self[row]);
      }
    }
    builder.sumUp();
    return new CallTree(builder, countsCalls, methods);
  }

  /**
   * Who called a method: a tree whose one root is the method and whose branches are its callers.
   */
  public CallTree callers(int method) {
    CallTreeBuilder builder = new CallTreeBuilder();
    boolean[] inside = new boolean[size()];
    for (int row = 0; row < size(); row++) {
      boolean enclosed = parent[row] >= 0 && inside[parent[row]];
      inside[row] = enclosed || code[row] == method;
      if (inside[row] && !enclosed) {
        builder.addCallers(this, row, total[row]);
      }
    }
    return new CallTree(builder, countsCalls, methods);
  }

  /** The weight of each method; a method that calls itself counts once. */
  public HotMethods hotMethods() {
    return new HotMethods(this, methods);
  }

  public int size() {
    return parent.length;
  }

  /** The row of the caller (in an inverted tree: of the callee), -1 at a root. */
  public int parent(int row) {
    return parent[row];
  }

  /** A row of the method table; -1 for a wait that has no method of its own. */
  public int method(int row) {
    return Math.max(-1, code[row]);
  }

  /** What a row without a method waits for. */
  public WaitKind waitKind(int row) {
    return KINDS[MethodTree.WAIT - code[row]];
  }

  public int depth(int row) {
    return depth[row];
  }

  /** The row after the last one below this row. */
  public int end(int row) {
    return end[row];
  }

  /** The weight of the row and all below it: µs or bytes, as {@link Mode} says. */
  public double total(int row) {
    return total[row];
  }

  /** The weight that arose in the row itself. */
  public double self(int row) {
    return self[row];
  }

  /**
   * How many calls of the row touch the selection ({@link Mode#WALL}); otherwise how many samples,
   * waits or allocations happened in it or below. 0 in trees whose roots are not the stacks' roots.
   */
  public int count(int row) {
    return count[row];
  }

  /** Whether counts are of calls, so that one inside another of the same method counts too. */
  boolean countsCalls() {
    return countsCalls;
  }

  /** The weight of all roots. */
  public double total() {
    double sum = 0;
    for (int row = 0; row < size(); row = end[row]) {
      sum += total[row];
    }
    return sum;
  }

  /** The number of levels. */
  public int depths() {
    int most = -1;
    for (int value : depth) {
      most = Math.max(most, value);
    }
    return most + 1;
  }

  int code(int row) {
    return code[row];
  }

  /** The name of a row's method, or what the row waits for. */
  public String label(Timeline timeline, int row) {
    return code[row] >= 0
        ? timeline.methods().qualifiedName(code[row])
        : "(" + waitKind(row).id() + ")";
  }
}
