package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import java.util.List;

/**
 * Which frames are left out before anything is computed. Time of a frame that is left out counts
 * for its caller. Immutable; each method gives a new one.
 */
public final class Folding {
  /** Every frame is kept. */
  public static final Folding NONE = new Folding(new boolean[0], false, -1);

  private final boolean[] dropped;
  private final boolean recursionCollapsed;
  private final int focus;

  private Folding(boolean[] dropped, boolean recursionCollapsed, int focus) {
    this.dropped = dropped;
    this.recursionCollapsed = recursionCollapsed;
    this.focus = focus;
  }

  /** Keeps the methods of the program itself: {@link MethodKind#YOURS}. */
  public static Folding onlyMine(Timeline timeline) {
    MethodTable methods = timeline.methods();
    boolean[] dropped = new boolean[methods.size()];
    for (int method = 0; method < dropped.length; method++) {
      dropped[method] = methods.kind(method) != MethodKind.YOURS;
    }
    return new Folding(dropped, false, -1);
  }

  /**
   * Keeps the methods of these packages and of packages inside them.
   *
   * @param packages e.g. {@code com.acme}; the empty text stands for the unnamed package
   */
  public static Folding onlyPackages(Timeline timeline, List<String> packages) {
    MethodTable methods = timeline.methods();
    boolean[] dropped = new boolean[methods.size()];
    for (int method = 0; method < dropped.length; method++) {
      dropped[method] = !Packages.contain(packages, methods.packageName(method));
    }
    return new Folding(dropped, false, -1);
  }

  /** Direct calls of a method by itself become one. */
  public Folding collapsingRecursion() {
    return new Folding(dropped, true, focus);
  }

  /** Leaves this method out; its time counts for its callers. */
  public Folding merging(Timeline timeline, int method) {
    boolean[] more = new boolean[timeline.methods().size()];
    System.arraycopy(dropped, 0, more, 0, dropped.length);
    more[method] = true;
    return new Folding(more, recursionCollapsed, focus);
  }

  /** Leaves out all that did not happen in calls of this method, and its callers. */
  public Folding focusing(int method) {
    return new Folding(dropped, recursionCollapsed, method);
  }

  boolean drops(int method) {
    return method < dropped.length && dropped[method];
  }

  boolean collapsesRecursion() {
    return recursionCollapsed;
  }

  /** The method that everything must happen in, or -1. */
  int focus() {
    return focus;
  }
}
