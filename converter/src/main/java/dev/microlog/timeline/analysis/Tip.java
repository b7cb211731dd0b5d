package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A library that a recording shows to matter.
 *
 * @param total wall time in it and in what it called, in µs
 * @param self wall time in its own methods, in µs
 * @param method its method with most time of its own, a row of the method table
 */
public record Tip(Library library, double total, double self, int method) {

  /** The libraries that were seen in a selection, the one with most time of its own first. */
  public static List<Tip> of(Spans spans, Selection selection, List<Library> libraries) {
    int[] libraryOf = match(spans.timeline(), libraries);
    CallTree tree = CallTree.of(spans, selection, Mode.WALL);
    double[] total = new double[libraries.size()];
    double[] self = new double[libraries.size()];
    double[] ofMethod = new double[libraryOf.length];
    int[] best = new int[libraries.size()];
    int[] openUntil = new int[libraries.size()];
    for (int row = 0; row < tree.size(); row++) {
      int method = tree.method(row);
      int library = method < 0 ? -1 : libraryOf[method];
      if (library < 0) {
        continue;
      }
      self[library] += tree.self(row);
      ofMethod[method] += tree.self(row);
      if (total[library] == 0 || ofMethod[method] > ofMethod[best[library]]) {
        best[library] = method;
      }
      if (openUntil[library] <= row) {
        openUntil[library] = tree.end(row);
        total[library] += tree.total(row);
      }
    }
    List<Tip> tips = new ArrayList<>();
    for (int library = 0; library < total.length; library++) {
      if (total[library] > 0) {
        tips.add(new Tip(libraries.get(library), total[library], self[library], best[library]));
      }
    }
    tips.sort(
        Comparator.comparingDouble((Tip tip) -> -tip.self())
            .thenComparingDouble(tip -> -tip.total())
            .thenComparing(tip -> tip.library().name()));
    return tips;
  }

  /** For each method its library, that with the longest prefix; -1 for none. */
  private static int[] match(Timeline timeline, List<Library> libraries) {
    MethodTable methods = timeline.methods();
    int[] libraryOf = new int[methods.size()];
    for (int method = 0; method < libraryOf.length; method++) {
      String type = methods.className(method);
      int longest = 0;
      libraryOf[method] = -1;
      for (int library = 0; library < libraries.size(); library++) {
        for (String prefix : libraries.get(library).prefixes()) {
          if (prefix.length() > longest && Packages.encloses(prefix, type)) {
            longest = prefix.length();
            libraryOf[method] = library;
          }
        }
      }
    }
    return libraryOf;
  }
}
