package dev.microlog.server.explain.facts;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Condenses the call tree of one role: chains become one row, internals of the JDK are folded into
 * the call that entered them, waiting for work is left out.
 *
 * <pre>
 *   Thread.run → ThreadPoolExecutor.runWorker → … → Shop.checkout      40 s
 *     Cart.total                                                       28 s
 *     Db.query → java.net.Socket.read                                  11 s
 * </pre>
 */
final class Calls {
  /** A chain goes on while the next call has that share of the time. */
  private static final double CHAIN = 0.93;

  private static final int NAMES_OF_A_CHAIN = 3;
  private static final WaitKind[] KINDS = WaitKind.values();

  private final Timeline timeline;
  private final Focus focus;
  private final Names names;
  private final Idleness idleness;
  private final Role role;
  private final double busyOfAll;
  private final CallTree tree;
  private final int[] rowOfNode;
  private final double[] busy;
  private final double[] cpu;
  private final double[][] wait;
  private final int[] calls;
  private final double[] longest;
  private final int[] longestThread;
  private final double[] longestStart;
  private final boolean[] structural;

  Calls(Spans spans, Focus focus, Names names, Idleness idleness, Role role, double busyOfAll) {
    this.timeline = spans.timeline();
    this.focus = focus;
    this.names = names;
    this.idleness = idleness;
    this.role = role;
    this.busyOfAll = busyOfAll;
    Selection selection =
        Selection.range(timeline, focus.fromMicros(), focus.toMicros()).onThreads(flags(role));
    CallTree all = CallTree.of(spans, selection, Mode.WALL);
    tree = focus.method() < 0 ? all : all.callees(focus.method());
    rowOfNode = rowsOfNodes(spans.tree());
    int size = tree.size();
    busy = new double[size];
    cpu = new double[size];
    wait = new double[KINDS.length][size];
    calls = new int[size];
    longest = new double[size];
    longestThread = new int[size];
    longestStart = new double[size];
    structural = new boolean[size];
    Arrays.fill(longestThread, -1);
    sumBusy();
    role.threads().stream()
        .forEach(
            thread -> {
              countSpans(spans, thread);
              sumWaits(spans, thread);
              sumCpu(spans, thread);
            });
    markStructure();
  }

  private boolean[] flags(Role role) {
    boolean[] flags = new boolean[timeline.threads().size()];
    role.threads().stream().forEach(thread -> flags[thread] = true);
    return flags;
  }

  private static long key(int parentRow, int code) {
    return ((long) (parentRow + 1) << 32) ^ (code & 0xffffffffL);
  }

  private static int code(CallTree tree, int row) {
    int method = tree.method(row);
    return method >= 0 ? method : -2 - tree.waitKind(row).ordinal();
  }

  /** The tree's row for each node that spans refer to, -1 where it has none. */
  private int[] rowsOfNodes(MethodTree nodes) {
    Map<Long, Integer> rows = new HashMap<>();
    for (int row = 0; row < tree.size(); row++) {
      rows.put(key(tree.parent(row), code(tree, row)), row);
    }
    int[] result = new int[nodes.size()];
    for (int node = 0; node < result.length; node++) {
      int parent = nodes.parent(node);
      int above = parent < 0 ? -1 : result[parent];
      int method = nodes.method(node);
      int code = method >= 0 ? method : -2 - nodes.waitKind(node).ordinal();
      boolean lost = above < 0 && (focus.method() < 0 ? parent >= 0 : method != focus.method());
      result[node] = lost ? -1 : rows.getOrDefault(key(above, code), -1);
    }
    return result;
  }

  private int row(int node) {
    return node >= 0 && node < rowOfNode.length ? rowOfNode[node] : -1;
  }

  /** The time of each row less the waiting for work below it. */
  private void sumBusy() {
    for (int row = tree.size() - 1; row >= 0; row--) {
      busy[row] = isLeftOut(tree.method(row)) ? 0 : busy[row] + tree.self(row);
      if (tree.parent(row) >= 0) {
        busy[tree.parent(row)] += busy[row];
      }
    }
  }

  /** Waiting for work, and the recorder's own doings. */
  private boolean isLeftOut(int method) {
    return idleness.method(method) || names.isRecorder(method);
  }

  private void countSpans(Spans spans, int thread) {
    SpanTable table = spans.spans(thread);
    for (int span = 0; span < table.size(); span++) {
      double start = table.startMicros(span);
      double overlap = focus.overlap(start, table.endMicros(span));
      int row = row(table.node(span));
      if (row < 0 || overlap <= 0) {
        continue;
      }
      calls[row]++;
      if (table.durationMicros(span) > longest[row]) {
        longest[row] = table.durationMicros(span);
        longestThread[row] = thread;
        longestStart[row] = start;
      }
    }
  }

  private void sumWaits(Spans spans, int thread) {
    WaitTable waits = timeline.waits();
    for (int at = waits.firstRow(thread); at < waits.firstRow(thread + 1); at++) {
      double overlap = focus.overlap(waits.startMicros(at), waits.endMicros(at));
      if (overlap <= 0
          || idleness.stack(waits.stack(at))
          || waits.kind(at) == WaitKind.CLASS_LOAD) {
        continue;
      }
      int row = row(spans.tree().nodeOfWait(at));
      for (; row >= 0; row = tree.parent(row)) {
        wait[waits.kind(at).ordinal()][row] += overlap;
      }
    }
  }

  /**
   * CPU time by samples rather than by spans: of short calls only some are hit, and those stand for
   * the others.
   */
  private void sumCpu(Spans spans, int thread) {
    SampleTable samples = timeline.samples();
    for (int at = samples.firstRow(thread); at < samples.firstRow(thread + 1); at++) {
      double micros = spans.cpuTime().micros(at);
      if (micros <= 0 || !focus.has(samples.timeMicros(at)) || samples.stack(at) < 0) {
        continue;
      }
      int node = spans.tree().node(samples.stack(at));
      while (node >= 0 && row(node) < 0) {
        node = spans.tree().parent(node);
      }
      for (int row = row(node); row >= 0; row = tree.parent(row)) {
        cpu[row] += micros;
      }
    }
  }

  /**
   * Code of the JDK and of libraries is shown where it leads to code of the program; in a role that
   * runs none, code of the JDK where it leads to code of a library.
   */
  private void markStructure() {
    boolean own = false;
    for (int row = 0; row < tree.size(); row++) {
      own |= busy[row] > 0 && isOf(row, MethodKind.YOURS);
    }
    for (int row = tree.size() - 1; row >= 0; row--) {
      boolean wanted = isOf(row, MethodKind.YOURS) || (!own && isOf(row, MethodKind.LIBRARY));
      structural[row] |= wanted && busy[row] > 0;
      if (structural[row] && tree.parent(row) >= 0) {
        structural[tree.parent(row)] = true;
      }
    }
  }

  private boolean isOf(int row, MethodKind kind) {
    int method = tree.method(row);
    return method >= 0 && timeline.methods().kind(method) == kind;
  }

  /** All rows that may be shown, in the order of the tree. */
  List<Call> condensed() {
    List<Call> result = new ArrayList<>();
    for (int row = 0; row < tree.size(); row = tree.end(row)) {
      if (tree.parent(row) < 0) {
        add(row, 0, result);
      }
    }
    return result;
  }

  private void add(int first, int depth, List<Call> result) {
    if (busy[first] <= 0 || busy[first] < busyOfAll * 0.001) {
      return;
    }
    List<Integer> chain = new ArrayList<>();
    int last = first;
    chain.add(last);
    int next = heir(last);
    while (next >= 0) {
      last = next;
      chain.add(last);
      next = heir(last);
    }
    result.add(call(chain, depth));
    if (structural[last]) {
      List<Integer> children = children(last);
      children.sort((a, b) -> Double.compare(busy[b], busy[a]));
      for (int child : children) {
        add(child, depth + 1, result);
      }
    }
  }

  private List<Integer> children(int row) {
    List<Integer> children = new ArrayList<>();
    for (int child = row + 1; child < tree.end(row); child = tree.end(child)) {
      children.add(child);
    }
    return children;
  }

  /** The one child that has nearly all of a row's time, -1 if there is none. */
  private int heir(int row) {
    if (!structural[row]) {
      return -1;
    }
    for (int child : children(row)) {
      if (busy[child] >= busy[row] * CHAIN) {
        return child;
      }
    }
    return -1;
  }

  private Call call(List<Integer> chain, int depth) {
    int last = chain.get(chain.size() - 1);
    int own = -1;
    for (int row : chain) {
      int method = tree.method(row);
      if (method >= 0 && timeline.methods().kind(method) == MethodKind.YOURS) {
        own = method;
      }
    }
    double waited = 0;
    int most = 0;
    for (int kind = 0; kind < KINDS.length; kind++) {
      waited += wait[kind][last];
      most = wait[kind][last] > wait[most][last] ? kind : most;
    }
    return new Call(
        role,
        label(chain),
        tree.method(last),
        own,
        depth,
        busy[last],
        tree.self(last),
        Math.min(cpu[last], busy[last]),
        Math.min(waited, busy[last]),
        waited > 0 ? Waits.word(KINDS[most]) : "",
        calls[last],
        longest[last],
        longestThread[last],
        longestStart[last],
        isPooled(last),
        Figures.share(busy[last], role.busyMicros()),
        Figures.share(busy[last], busyOfAll));
  }

  private boolean isPooled(int row) {
    for (int at = row; at >= 0; at = tree.parent(at)) {
      String name = tree.method(at) < 0 ? "" : timeline.methods().qualifiedName(tree.method(at));
      if (name.startsWith("java.util.concurrent.ThreadPoolExecutor.")
          || name.startsWith("java.util.concurrent.ForkJoinPool.")) {
        return true;
      }
    }
    return false;
  }

  /** The first call, the program's own ones as far as there is room, and the last. */
  private String label(List<Integer> chain) {
    boolean[] shown = new boolean[chain.size()];
    shown[chain.size() - 1] = true;
    int left = NAMES_OF_A_CHAIN - 1;
    for (int i = chain.size() - 2; i >= 0 && left > 0; i--) {
      int method = tree.method(chain.get(i));
      boolean telling =
          method >= 0
              && timeline.methods().kind(method) != MethodKind.JDK
              && !names.isLambda(method);
      if (telling) {
        shown[i] = true;
        left--;
      }
    }
    StringBuilder label = new StringBuilder();
    boolean omitted = false;
    for (int i = 0; i < shown.length; i++) {
      if (!shown[i]) {
        omitted = true;
        continue;
      }
      label.append(label.isEmpty() ? (omitted ? "… → " : "") : omitted ? " → … → " : " → ");
      label.append(name(chain.get(i)));
      omitted = false;
    }
    return label.toString();
  }

  private String name(int row) {
    int method = tree.method(row);
    return method >= 0 ? names.brief(method) : Waits.phrase(tree.waitKind(row));
  }
}
