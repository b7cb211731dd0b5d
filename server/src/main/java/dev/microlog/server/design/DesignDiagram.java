package dev.microlog.server.design;

import java.util.List;

/**
 * The Design diagram, placed: what the page draws. Coordinates are CSS pixels from the upper left
 * corner.
 *
 * @param groups boxes around the classes of a package
 * @param omitted how many lighter nodes were left out
 * @param omittedEdges how many lighter edges were left out
 */
public record DesignDiagram(
    double width,
    double height,
    List<Group> groups,
    List<Node> nodes,
    List<Edge> edges,
    int omitted,
    int omittedEdges) {
  public DesignDiagram {
    groups = List.copyOf(groups);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** The box of a package that is unfolded. */
  public record Group(String name, double x, double y, double width, double height) {}

  /**
   * A class, or a package with all its classes.
   *
   * @param id of the node in its graph: {@code com.acme.Shop}, {@code com.acme.*}
   * @param packageName of the class, or the package itself: what to unfold
   * @param group what to fold it into; empty for an outermost package
   * @param kind whose code: {@code yours}, {@code library} or {@code jdk}
   * @param folded number of classes inside, 0 for a class
   */
  public record Node(
      String id,
      String label,
      String packageName,
      String group,
      String kind,
      double x,
      double y,
      double width,
      double height,
      double totalMicros,
      double selfMicros,
      int count,
      int folded) {}

  /**
   * Calls from one node to another or to itself.
   *
   * @param points x and y of the line's points in turn, from the caller to the callee
   * @param methods what is called, the heaviest first
   */
  public record Edge(
      String from,
      String to,
      double totalMicros,
      int count,
      List<Double> points,
      List<Call> methods) {
    public Edge {
      points = List.copyOf(points);
      methods = List.copyOf(methods);
    }
  }

  /** A method called by another; both are rows of the method table. */
  public record Call(
      String name, String caller, int method, int callerMethod, double totalMicros, int count) {}
}
