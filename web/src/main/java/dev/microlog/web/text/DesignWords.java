package dev.microlog.web.text;

import dev.microlog.web.state.Range;

/** What the Design tab says, in English. */
public final class DesignWords {
  public static final String LABEL = "Diagram of the program: its classes and their calls";
  public static final String FOLD_ALL = "First sight";
  public static final String FOLD_ALL_HINT = "Fold all packages as at first sight";
  public static final String UNFOLD_ALL = "Unfold all";
  public static final String UNFOLD_ALL_HINT = "Show the heaviest classes of all packages";
  public static final String TIDY = "Lay out again";
  public static final String TIDY_HINT = "Put the moved boxes back";
  public static final String SVG = "SVG";
  public static final String SVG_HINT = "Save the diagram as a drawing";
  public static final String PNG = "PNG";
  public static final String PNG_HINT = "Save the diagram as a picture";
  public static final String NO_PICTURE = "The browser could not make the picture.";
  public static final String NOTHING = "There is nothing to draw";
  public static final String NOTHING_ADVICE =
      "No call of the program was seen in this recording or range.";
  public static final String NOT_LOADED = "The server gave no layout; this one was made here.";
  public static final String CALLER = "Caller";
  public static final String CALLED = "Called";
  public static final String METHOD = "Method";
  public static final String TIME = "Time";
  public static final String COUNT = "Seen";
  public static final String CALLED_BY = "Called by";
  public static final String CALLS = "Calls";
  public static final String ENTRY = "Nothing of the program calls it: an entry.";
  public static final String LEAF = "It calls nothing that is shown.";
  public static final String SHOW = "Show on timeline";
  public static final String HIGHLIGHT = "Find it everywhere";
  public static final String NOT_SEEN = "No call of it is in this range.";
  public static final String KEYS =
      "Drag boxes and background, wheel zooms. Arrows walk, Enter opens, U unfolds, F folds.";

  private DesignWords() {}

  public static String status(int nodes, int edges, int omitted, int omittedEdges) {
    String text =
        Format.count(nodes)
            + (nodes == 1 ? " box, " : " boxes, ")
            + Format.count(edges)
            + (edges == 1 ? " connection" : " connections");
    if (omitted > 0 || omittedEdges > 0) {
      text += " (the lightest left out: ";
      text += omitted > 0 ? Format.count(omitted) + " boxes" : "";
      text += omitted > 0 && omittedEdges > 0 ? ", " : "";
      text += omittedEdges > 0 ? Format.count(omittedEdges) + " connections" : "";
      text += ")";
    }
    return text;
  }

  /** What is added where the diagram is of a stretch of the recording. */
  public static String inSelection(Range selection) {
    return ", of the selection " + Words.range(selection);
  }

  public static String matches(int nodes) {
    return nodes == 0 ? "no match" : Format.count(nodes) + (nodes == 1 ? " match" : " matches");
  }

  public static String unfold(String name) {
    return "Unfold " + name;
  }

  public static String fold(String name) {
    return "Fold " + name;
  }

  public static String arrow(String from, String to) {
    return from + " → " + to;
  }

  public static String edge(String from, String to, double total, int calls) {
    return from + " calls " + to + ": " + weight(total, calls);
  }

  public static String node(String label, String packageName, int classes, double total) {
    String what =
        classes > 0
            ? "package with " + Format.count(classes) + (classes == 1 ? " class" : " classes")
            : "class of " + packageName;
    return label + ", " + what + ", " + Format.duration(total);
  }

  /**
   * What a box is to the others.
   *
   * @param callers number of boxes that call it
   * @param called number of boxes that it calls
   */
  public static String place(double share, int callers, int called) {
    return Format.percent(share)
        + " of the time shown, called by "
        + boxes(callers)
        + ", calls "
        + boxes(called);
  }

  private static String boxes(int count) {
    return count == 0 ? "none" : Format.count(count);
  }

  public static String facts(double total, double self, int calls) {
    return Format.duration(total)
        + " in all, "
        + Format.duration(self)
        + " in its own methods, seen "
        + Format.count(calls)
        + (calls == 1 ? " time" : " times");
  }

  public static String weight(double total, int calls) {
    return Format.duration(total)
        + ", seen "
        + Format.count(calls)
        + (calls == 1 ? " time" : " times");
  }
}
