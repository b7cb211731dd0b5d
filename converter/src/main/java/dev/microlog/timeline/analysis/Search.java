package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.Timeline;
import java.util.regex.Pattern;

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

  /** Looks for the pattern; spans of matching methods are counted in the selection. */
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
    for (int thread = 0; methodCount > 0 && thread < threads.length; thread++) {
      if (selection.has(thread)) {
        search.count(spans.spans(thread), selection);
      }
    }
    return search;
  }

  private static int[] markers(Timeline timeline, Pattern pattern) {
    MarkerTable markers = timeline.markers();
    byte[] known = new byte[timeline.strings().size()];
    IntList found = new IntList();
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

  /** The first span on a thread that begins after an instant and matches; -1 if there is none. */
  public int next(SpanTable spans, double afterMicros) {
    int best = -1;
    for (int row = 0; row < spans.size(); row++) {
      double start = spans.startMicros(row);
      if (start > afterMicros
          && matchesMethod(spans.method(row))
          && (best < 0 || start < spans.startMicros(best))) {
        best = row;
      }
    }
    return best;
  }

  /** The last span on a thread that begins before an instant and matches; -1 if there is none. */
  public int previous(SpanTable spans, double beforeMicros) {
    int best = -1;
    for (int row = 0; row < spans.size(); row++) {
      double start = spans.startMicros(row);
      if (start < beforeMicros
          && matchesMethod(spans.method(row))
          && (best < 0 || start > spans.startMicros(best))) {
        best = row;
      }
    }
    return best;
  }
}
