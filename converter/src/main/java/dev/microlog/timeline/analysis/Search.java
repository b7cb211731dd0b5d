package dev.microlog.timeline.analysis;

import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.NodeCounts;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a regular expression matches: methods by qualified name, threads by name, markers by
 * message, logger or throwable.
 */
public final class Search {
  private final boolean[] methods;
  private final boolean[] threads;
  private final int[] markers;
  private int spanCount;
  private double spanMicros;
  private int methodCount;

  private Search(boolean[] methods, boolean[] threads, int[] markers) {
    this.methods = methods;
    this.threads = threads;
    this.markers = markers;
  }

  /**
   * A call that was found.
   *
   * @param row of {@code spans.spans(thread)}
   */
  public record Hit(int thread, int row) {}

  /**
   * Looks for the pattern; spans of matching methods are counted in the selection. For the whole
   * recording they are not gone through again: how often and how long each node of the method tree
   * occurs is counted once.
   */
  public static Search of(Spans spans, Selection selection, Pattern pattern) {
    Timeline timeline = spans.timeline();
    boolean[] methods = new boolean[timeline.methods().size()];
    int methodCount = 0;
    for (int method = 0; method < methods.length; method++) {
      methods[method] = pattern.matcher(timeline.methods().qualifiedName(method)).find();
      methodCount += methods[method] ? 1 : 0;
    }
    boolean[] threads = new boolean[timeline.threads().size()];
    for (int thread = 0; thread < threads.length; thread++) {
      threads[thread] = pattern.matcher(timeline.threads().displayName(thread)).find();
    }
    Search search = new Search(methods, threads, markers(timeline, pattern));
    search.methodCount = methodCount;
    if (methodCount > 0 && selection.isAll()) {
      search.countNodes(spans);
    } else {
      for (int thread = 0; methodCount > 0 && thread < threads.length; thread++) {
        if (selection.has(thread)) {
          search.count(spans.spans(thread), selection);
        }
      }
    }
    return search;
  }

  private void countNodes(Spans spans) {
    MethodTree tree = spans.tree();
    NodeCounts counts = spans.counts();
    boolean[] enclosed = new boolean[tree.size()];
    for (int node = 0; node < enclosed.length; node++) {
      boolean inside = tree.parent(node) >= 0 && enclosed[tree.parent(node)];
      boolean matches = matchesMethod(tree.method(node));
      enclosed[node] = inside || matches;
      if (matches) {
        spanCount += counts.count(node);
        spanMicros += inside ? 0 : counts.micros(node);
      }
    }
  }

  private static int[] markers(Timeline timeline, Pattern pattern) {
    MarkerTable markers = timeline.markers();
    byte[] known = new byte[timeline.strings().size()];
    IntColumn found = new IntColumn();
    for (int row = 0; row < markers.size(); row++) {
      if (finds(timeline, pattern, known, markers.messageString(row))
          || finds(timeline, pattern, known, markers.loggerString(row))
          || finds(timeline, pattern, known, markers.throwableString(row))) {
        found.add(row);
      }
    }
    return found.toArray();
  }

  /** Looks at each text of the pool once. */
  private static boolean finds(Timeline timeline, Pattern pattern, byte[] known, int string) {
    if (string < 0) {
      return false;
    }
    if (known[string] == 0) {
      known[string] = (byte) (pattern.matcher(timeline.strings().text(string)).find() ? 2 : 1);
    }
    return known[string] == 2;
  }

  /** Time counts once where a matching call encloses another. */
  private void count(SpanTable spans, Selection selection) {
    boolean[] enclosed = new boolean[spans.size()];
    for (int row = 0; row < enclosed.length; row++) {
      int above = spans.parent(row);
      boolean inside = above >= 0 && enclosed[above];
      enclosed[row] = inside;
      int method = spans.method(row);
      if (method < 0 || !methods[method]) {
        continue;
      }
      double micros = selection.overlap(spans.startMicros(row), spans.endMicros(row));
      if (micros > 0) {
        spanCount++;
        spanMicros += inside ? 0 : micros;
      }
      enclosed[row] = true;
    }
  }

  /** Whether the name of a method matches. */
  public boolean matchesMethod(int method) {
    return method >= 0 && methods[method];
  }

  public boolean matchesThread(int thread) {
    return thread >= 0 && threads[thread];
  }

  /** Rows of the marker table, in order of time. */
  public int[] markers() {
    return markers.clone();
  }

  /** Whether a row of the marker table from the first to before the end was found. */
  public boolean matchesMarker(int first, int end) {
    int place = firstMarker(first);
    return place < markers.length && markers[place] < end;
  }

  public int markerCount() {
    return markers.length;
  }

  /** The first marker found at or after a row of the marker table; -1 if there is none. */
  public int markerFrom(int row) {
    int place = firstMarker(row);
    return place < markers.length ? markers[place] : -1;
  }

  /** The last marker found before a row of the marker table; -1 if there is none. */
  public int markerBefore(int row) {
    int place = firstMarker(row);
    return place > 0 ? markers[place - 1] : -1;
  }

  private int firstMarker(int row) {
    int place = Arrays.binarySearch(markers, row);
    return place >= 0 ? place : -place - 1;
  }

  public int methodCount() {
    return methodCount;
  }

  /** How many spans in the selection are calls of matching methods. */
  public int spanCount() {
    return spanCount;
  }

  /** Their time on all threads, where they nest counted once. */
  public double spanMicros() {
    return spanMicros;
  }

  public int threadCount() {
    int count = 0;
    for (boolean thread : threads) {
      count += thread ? 1 : 0;
    }
    return count;
  }

  /**
   * The first matching call after a place in the order of start, then thread, then depth; null if
   * there is none.
   */
  public @Nullable Hit next(Spans spans, double startMicros, int thread, int depth) {
    Hit best = null;
    double bestStart = Double.POSITIVE_INFINITY;
    for (int candidate = 0; methodCount > 0 && candidate < threads.length; candidate++) {
      SpanTable table = spans.spans(candidate);
      for (int level = 0; level < table.depths(); level++) {
        boolean later = candidate > thread || (candidate == thread && level > depth);
        int row = table.firstStartingFrom(level, startMicros);
        int end = table.firstRow(level + 1);
        while (row < end
            && table.startMicros(row) < bestStart
            && !(matchesMethod(table.method(row))
                && (later || table.startMicros(row) > startMicros))) {
          row++;
        }
        if (row < end && table.startMicros(row) < bestStart) {
          best = new Hit(candidate, row);
          bestStart = table.startMicros(row);
        }
      }
    }
    return best;
  }

  /** The last matching call before a place in that order; null if there is none. */
  public @Nullable Hit previous(Spans spans, double startMicros, int thread, int depth) {
    Hit best = null;
    double bestStart = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; methodCount > 0 && candidate < threads.length; candidate++) {
      SpanTable table = spans.spans(candidate);
      for (int level = 0; level < table.depths(); level++) {
        boolean earlier = candidate < thread || (candidate == thread && level < depth);
        int row = table.firstStartingFrom(level, startMicros);
        int end = table.firstRow(level + 1);
        if (!(earlier && row < end && table.startMicros(row) == startMicros)) {
          row--;
        }
        int first = table.firstRow(level);
        while (row >= first
            && table.startMicros(row) >= bestStart
            && !matchesMethod(table.method(row))) {
          row--;
        }
        if (row >= first && table.startMicros(row) >= bestStart) {
          best = new Hit(candidate, row);
          bestStart = table.startMicros(row);
        }
      }
    }
    return best;
  }

  /** How many matching calls come before one in the order of {@link #next}. */
  public int place(Spans spans, Hit hit) {
    double start = spans.spans(hit.thread).startMicros(hit.row);
    int depth = spans.spans(hit.thread).depth(hit.row);
    int before = 0;
    for (int thread = 0; thread < threads.length; thread++) {
      SpanTable table = spans.spans(thread);
      for (int level = 0; level < table.depths(); level++) {
        int end = table.firstStartingFrom(level, start);
        for (int row = table.firstRow(level); row < end; row++) {
          before += matchesMethod(table.method(row)) ? 1 : 0;
        }
        boolean sameStart = end < table.firstRow(level + 1) && table.startMicros(end) == start;
        boolean earlier = thread < hit.thread || (thread == hit.thread && level < depth);
        before += sameStart && earlier && matchesMethod(table.method(end)) ? 1 : 0;
      }
    }
    return before;
  }
}
