package dev.microlog.timeline.analysis.design;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.Folding;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.List;
import java.util.Set;

/**
 * The structure of a program as its call graph shows it: classes, folded to packages where there
 * are many, and who calls whom.
 *
 * <p>It is the program that is shown. Frames of the JDK through which the program calls itself
 * ({@code Thread.run}, a stream, a pool) are passed over, so that an edge leads from your code to
 * your code; what the program calls of the JDK is one node for each area, whatever happens inside;
 * what the recorder does, and threads that never reach the program, are left out.
 *
 * <pre>
 *   Thread.run > Shop.main > Stream.forEach > Pipeline.run > Shop.price > Pattern.matcher > Matcher.…
 *   gives   Shop → Shop (self call)   and   Shop → java.util
 * </pre>
 *
 * <p>Deterministic: nodes are ordered by their time, then by name; edges too. Where they are drawn
 * is not said here.
 */
public final class DesignGraph {
  private final List<Node> nodes;
  private final List<Edge> edges;
  private final int omitted;
  private final int omittedEdges;

  /**
   * A class, or a package with all its classes.
   *
   * @param id {@code com.acme.Shop} for a class, {@code com.acme.*} for a package
   * @param label what to write on it: the class without its package, or the package
   * @param packageName of the class, or the package itself
   * @param group the package that it can be folded into; empty for an outermost one
   * @param kind whose code it mostly is
   * @param folded whether it is a package
   * @param classes how many classes it stands for
   * @param total wall time in it and in what it called, in µs
   * @param self wall time in its own methods, in µs
   * @param calls number of spans of its methods
   */
  public record Node(
      String id,
      String label,
      String packageName,
      String group,
      MethodKind kind,
      boolean folded,
      int classes,
      double total,
      double self,
      int calls) {}

  /**
   * Calls from one node to another, or to itself.
   *
   * @param from the caller's index among the nodes
   * @param to the callee's index
   * @param total wall time of the calls, in µs
   * @param calls number of spans
   * @param methods who called what, the heaviest first
   */
  public record Edge(int from, int to, double total, int calls, List<MethodCall> methods) {
    public Edge {
      methods = List.copyOf(methods);
    }
  }

  /**
   * One method calling another; both are rows of the method table.
   *
   * @param total wall time of the calls, in µs
   * @param calls number of spans
   */
  public record MethodCall(int caller, int callee, double total, int calls) {}

  /**
   * How much to show.
   *
   * @param onlyMine leave out what is not the program's own code
   * @param most about how many nodes at most, before packages are unfolded by hand
   * @param unfolded packages to show as classes whatever their number; {@link #ALL} for all
   * @param folded packages to show as one node
   */
  public record Options(boolean onlyMine, int most, Set<String> unfolded, Set<String> folded) {
    /** Among the unfolded packages: every package. */
    public static final String ALL = "*";

    /** What is shown at first sight. */
    public static final Options FIRST_SIGHT = new Options(false, 40, Set.of(), Set.of());

    /** All classes, the heaviest. */
    public static final Options UNFOLDED = new Options(false, 60, Set.of(ALL), Set.of());

    /** The program's own code at first sight. */
    public static final Options MINE = new Options(true, 40, Set.of(), Set.of());

    public Options {
      unfolded = Set.copyOf(unfolded);
      folded = Set.copyOf(folded);
    }
  }

  DesignGraph(List<Node> nodes, List<Edge> edges, int omitted, int omittedEdges) {
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    this.omitted = omitted;
    this.omittedEdges = omittedEdges;
  }

  public static DesignGraph of(Timeline timeline, Selection selection, Options options) {
    Folding folding = options.onlyMine() ? Folding.onlyMine(timeline) : Folding.NONE;
    return of(Spans.of(timeline, folding), selection, options);
  }

  /** The graph of spans whose folding already leaves out what is not wanted. */
  public static DesignGraph of(Spans spans, Selection selection, Options options) {
    return new DesignMaker(spans, selection, options).make();
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Edge> edges() {
    return edges;
  }

  /** How many lighter nodes were left out. */
  public int omitted() {
    return omitted;
  }

  /** How many lighter edges between the shown nodes were left out. */
  public int omittedEdges() {
    return omittedEdges;
  }
}
