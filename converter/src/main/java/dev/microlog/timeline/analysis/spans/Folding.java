package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;

/**
 * Which frames are left out before anything is computed. Time of a frame that is left out counts
 * for its caller. Immutable; each method gives a new one.
 */
public final class Folding {
  /** Every frame is kept. */
  public static final Folding NONE =
      new Folding(new boolean[0], false, new boolean[0], new boolean[0]);

  private final boolean[] dropped;
  private final boolean recursionCollapsed;
  private final boolean[] focus;
  private final boolean[] excluded;

  private Folding(
      boolean[] dropped, boolean recursionCollapsed, boolean[] focus, boolean[] excluded) {
    this.dropped = dropped;
    this.recursionCollapsed = recursionCollapsed;
    this.focus = focus;
    this.excluded = excluded;
  }

  /** Keeps the methods of the program itself: {@link MethodKind#YOURS}. */
  public static Folding onlyMine(Timeline timeline) {
    MethodTable methods = timeline.methods();
    boolean[] dropped = new boolean[methods.size()];
    for (int method = 0; method < dropped.length; method++) {
      dropped[method] = methods.kind(method) != MethodKind.YOURS;
    }
    return new Folding(dropped, false, NONE.focus, NONE.excluded);
  }

  /** Direct calls of a method by itself become one. */
  public Folding collapsingRecursion() {
    return new Folding(dropped, true, focus, excluded);
  }

  /** Leaves this method out; its time counts for its callers. */
  public Folding merging(Timeline timeline, int method) {
    return new Folding(with(timeline, dropped, method), recursionCollapsed, focus, excluded);
  }

  /**
   * Leaves out all that did not happen in calls of this method, and its callers. Of several such
   * methods any will do.
   */
  public Folding focusing(Timeline timeline, int method) {
    return new Folding(dropped, recursionCollapsed, with(timeline, focus, method), excluded);
  }

  /** Leaves out all that happened in calls of this method. */
  public Folding excluding(Timeline timeline, int method) {
    return new Folding(dropped, recursionCollapsed, focus, with(timeline, excluded, method));
  }

  private static boolean[] with(Timeline timeline, boolean[] methods, int method) {
    boolean[] more = new boolean[timeline.methods().size()];
    System.arraycopy(methods, 0, more, 0, methods.length);
    more[method] = true;
    return more;
  }

  boolean drops(int method) {
    return method < dropped.length && dropped[method];
  }

  boolean excludes(int method) {
    return method < excluded.length && excluded[method];
  }

  boolean collapsesRecursion() {
    return recursionCollapsed;
  }

  /** Whether a stack begins only where a method comes that is looked at. */
  boolean hasFocus() {
    return focus.length > 0;
  }

  boolean focuses(int method) {
    return method < focus.length && focus[method];
  }
}
