package dev.microlog.timeline.analysis;

import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import org.jspecify.annotations.Nullable;

/**
 * All spans of one method in a selection, ordered by thread, then by start.
 *
 * <p>A call inside a call of the same method is listed too and marked as {@linkplain #nested
 * nested}, so that sums do not count its time twice.
 */
public final class Calls {
  private final Spans spans;
  private final int[] thread;
  private final int[] row;
  private final boolean[] nested;

  private Calls(Spans spans, IntColumn threads, IntColumn rows) {
    this.spans = spans;
    thread = threads.toArray();
    row = rows.toArray();
    nested = new boolean[row.length];
    for (int call = 0; call < row.length; call++) {
      SpanTable table = spans.spans(thread[call]);
      int method = table.method(row[call]);
      for (int above = table.parent(row[call]); above >= 0; above = table.parent(above)) {
        if (table.method(above) == method) {
          nested[call] = true;
          break;
        }
      }
    }
  }

  /** The calls of a method. */
  public static Calls of(Spans spans, Selection selection, int method) {
    return of(spans, selection, method, -1, false);
  }

  /** The calls of a method by one caller; caller -1 stands for calls at the root of a stack. */
  public static Calls of(Spans spans, Selection selection, int method, int caller) {
    return of(spans, selection, method, caller, true);
  }

  private static Calls of(
      Spans spans, Selection selection, int method, int caller, boolean oneCaller) {
    MethodTree tree = spans.tree();
    boolean[] wanted = new boolean[tree.size()];
    boolean any = false;
    for (int node = 0; node < wanted.length; node++) {
      if (tree.code(node) == method) {
        int above = tree.parent(node);
        wanted[node] = !oneCaller || (above < 0 ? -1 : tree.method(above)) == caller;
        any |= wanted[node];
      }
    }
    IntColumn threads = new IntColumn();
    IntColumn rows = new IntColumn();
    for (int thread = 0; any && thread < spans.timeline().threads().size(); thread++) {
      if (selection.has(thread)) {
        collect(spans.spans(thread), thread, selection, wanted, threads, rows);
      }
    }
    return new Calls(spans, threads, rows);
  }

  private static void collect(
      SpanTable table,
      int thread,
      Selection selection,
      boolean[] wanted,
      IntColumn threads,
      IntColumn rows) {
    IntColumn found = new IntColumn();
    for (int row = 0; row < table.size(); row++) {
      if (wanted[table.node(row)]
          && table.endMicros(row) > selection.fromMicros()
          && table.startMicros(row) < selection.toMicros()) {
        found.add(row);
      }
    }
    int[] ordered = found.toArray();
    // rows are ordered by depth first
    IntSort.sort(ordered, (a, b) -> table.startMicros(a) < table.startMicros(b));
    for (int row : ordered) {
      threads.add(thread);
      rows.add(row);
    }
  }

  public int size() {
    return row.length;
  }

  public int thread(int call) {
    return thread[call];
  }

  /** The span, a row of {@code spans.spans(thread(call))}. */
  public int row(int call) {
    return row[call];
  }

  /** Whether it happened inside another call of the same method. */
  public boolean nested(int call) {
    return nested[call];
  }

  public double startMicros(int call) {
    return spans.spans(thread[call]).startMicros(row[call]);
  }

  public double durationMicros(int call) {
    return spans.spans(thread[call]).durationMicros(row[call]);
  }

  /** The call that is that span, -1 if it is not among them. */
  public int find(int ofThread, int ofRow) {
    for (int call = 0; call < row.length; call++) {
      if (thread[call] == ofThread && row[call] == ofRow) {
        return call;
      }
    }
    return -1;
  }

  /** Figures over all calls, null if there are none. */
  public @Nullable CallStatistics statistics() {
    return row.length == 0 ? null : CallStatistics.of(spans, this);
  }
}
