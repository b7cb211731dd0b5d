package dev.microlog.timeline.analysis;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The structure of a program as its call graph shows it: classes, folded to packages where there
 * are many, and who calls whom.
 *
 * <p>Deterministic: nodes are ordered by their time, then by name; edges too. Where they are drawn
 * is not said here.
 */
public final class DesignGraph {
  private static final int MOST_METHODS = 25;

  private final List<Node> nodes;
  private final List<Edge> edges;
  private final int omitted;

  /**
   * A class, or a package with all its classes.
   *
   * @param id {@code com.acme.Shop} for a class, {@code com.acme.*} for a package
   * @param label what to write on it: the class without its package, or the package
   * @param packageName of the class, or the package itself
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
   * @param most about how many nodes at most
   * @param unfolded packages to show as classes whatever their number
   * @param folded packages to show as one node
   */
  public record Options(boolean onlyMine, int most, Set<String> unfolded, Set<String> folded) {
    /** What is shown at first sight. */
    public static final Options FIRST_SIGHT = new Options(false, 40, Set.of(), Set.of());

    public Options {
      unfolded = Set.copyOf(unfolded);
      folded = Set.copyOf(folded);
    }
  }

  private DesignGraph(List<Node> nodes, List<Edge> edges, int omitted) {
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    this.omitted = omitted;
  }

  public static DesignGraph of(Timeline timeline, Selection selection, Options options) {
    Folding folding = options.onlyMine() ? Folding.onlyMine(timeline) : Folding.NONE;
    return of(Spans.of(timeline, folding), selection, options);
  }

  /** The graph of spans whose folding already leaves out what is not wanted. */
  static DesignGraph of(Spans spans, Selection selection, Options options) {
    return new Maker(spans, selection, options).make();
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

  /** What a class or package weighs. */
  private static final class Weight {
    private final String name;
    private final String packageName;
    private double total;
    private double self;
    private int calls;
    private int classes = 1;
    private MethodKind kind = MethodKind.JDK;

    Weight(String name, String packageName) {
      this.name = name;
      this.packageName = packageName;
    }
  }

  private static final class Link {
    private double total;
    private int calls;
    private final Map<Long, MethodCall> methods = new HashMap<>();
  }

  private static final class Maker {
    private final Timeline timeline;
    private final MethodTree tree;
    private final NodeWeights weights;
    private final Options options;

    /** By text of the class name. */
    private final Map<Integer, Weight> classes = new HashMap<>();

    Maker(Spans spans, Selection selection, Options options) {
      timeline = spans.timeline();
      tree = spans.tree();
      weights = new NodeWeights(spans, selection);
      this.options = options;
    }

    DesignGraph make() {
      for (int node = 0; node < tree.size(); node++) {
        if (isShown(node)) {
          addToClass(node);
        }
      }
      Map<Integer, String> groupOf = groups();
      List<Node> nodes = nodes(groupOf);
      int wanted = Math.max(options.most(), options.unfolded().isEmpty() ? 0 : nodes.size());
      int omitted = Math.max(0, nodes.size() - wanted);
      List<Node> shown = nodes.subList(0, nodes.size() - omitted);
      return new DesignGraph(shown, edges(groupOf, shown), omitted);
    }

    private boolean isShown(int node) {
      int method = tree.method(node);
      return weights.total[node] > 0
          && method >= 0
          && !timeline.methods().name(method).equals(MethodTable.TRUNCATED);
    }

    private int classOf(int node) {
      return timeline.methods().classNameString(tree.method(node));
    }

    private void addToClass(int node) {
      int type = classOf(node);
      int method = tree.method(node);
      Weight weight =
          classes.computeIfAbsent(
              type,
              t ->
                  new Weight(
                      timeline.methods().className(method),
                      timeline.methods().packageName(method)));
      weight.self += weights.self[node];
      weight.calls += weights.calls[node];
      MethodKind kind = timeline.methods().kind(method);
      weight.kind = kind.compareTo(weight.kind) < 0 ? kind : weight.kind;
      boolean outermost = true;
      for (int above = tree.parent(node); above >= 0 && outermost; above = tree.parent(above)) {
        outermost = classOf(above) != type;
      }
      weight.total += outermost ? weights.total[node] : 0;
    }

    /** The id of the node that each class is in. */
    private Map<Integer, String> groups() {
      Map<Integer, String> groupOf = new HashMap<>();
      if (classes.size() <= options.most()) {
        classes.forEach(
            (type, weight) ->
                groupOf.put(
                    type,
                    options.folded().contains(weight.packageName)
                        ? weight.packageName + ".*"
                        : weight.name));
        return groupOf;
      }
      int names = shortestPrefix();
      Map<String, List<Integer>> byPackage = new TreeMap<>();
      classes.forEach(
          (type, weight) ->
              byPackage
                  .computeIfAbsent(
                      Packages.prefix(weight.packageName, names), p -> new ArrayList<>())
                  .add(type));
      List<String> packages = new ArrayList<>(byPackage.keySet());
      packages.sort(
          Comparator.comparingInt((String name) -> rank(byPackage, name))
              .thenComparingDouble(name -> -self(byPackage, name))
              .thenComparing(Comparator.naturalOrder()));
      int count = packages.size();
      for (String name : packages) {
        List<Integer> members = byPackage.getOrDefault(name, List.of());
        boolean fits = count - 1 + members.size() <= options.most();
        boolean unfold =
            options.unfolded().contains(name) || (fits && !options.folded().contains(name));
        count += unfold ? members.size() - 1 : 0;
        for (int type : members) {
          Weight weight = classes.get(type);
          groupOf.put(type, unfold && weight != null ? weight.name : name + ".*");
        }
      }
      return groupOf;
    }

    /** Your packages are unfolded first. */
    private int rank(Map<String, List<Integer>> byPackage, String name) {
      int rank = MethodKind.values().length;
      for (int type : byPackage.getOrDefault(name, List.of())) {
        Weight weight = classes.get(type);
        rank = weight == null ? rank : Math.min(rank, weight.kind.ordinal());
      }
      return rank;
    }

    private double self(Map<String, List<Integer>> byPackage, String name) {
      double sum = 0;
      for (int type : byPackage.getOrDefault(name, List.of())) {
        Weight weight = classes.get(type);
        sum += weight == null ? 0 : weight.self;
      }
      return sum;
    }

    /** How many names of a package tell packages apart when there must not be too many. */
    private int shortestPrefix() {
      for (int names = 8; names > 1; names--) {
        Set<String> packages = new HashSet<>();
        for (Weight weight : classes.values()) {
          packages.add(Packages.prefix(weight.packageName, names));
        }
        if (packages.size() <= options.most()) {
          return names;
        }
      }
      return 1;
    }

    private List<Node> nodes(Map<Integer, String> groupOf) {
      Map<String, Weight> groups = new TreeMap<>();
      classes.forEach(
          (type, weight) -> {
            String id = groupOf.getOrDefault(type, weight.name);
            Weight group = groups.get(id);
            if (group == null) {
              groups.put(id, copy(id, weight));
            } else {
              group.self += weight.self;
              group.calls += weight.calls;
              group.classes++;
              group.kind = weight.kind.compareTo(group.kind) < 0 ? weight.kind : group.kind;
            }
          });
      addTotals(groupOf, groups);
      List<Node> nodes = new ArrayList<>();
      groups.forEach(
          (id, group) -> {
            boolean folded = id.endsWith(".*");
            nodes.add(
                new Node(
                    id,
                    folded
                        ? group.packageName
                        : group.name.substring(group.name.lastIndexOf('.') + 1),
                    group.packageName,
                    group.kind,
                    folded,
                    group.classes,
                    group.total,
                    group.self,
                    group.calls));
          });
      nodes.sort(Comparator.comparingDouble((Node node) -> -node.total()).thenComparing(Node::id));
      return nodes;
    }

    private static Weight copy(String id, Weight weight) {
      boolean folded = id.endsWith(".*");
      Weight copy =
          new Weight(weight.name, folded ? id.substring(0, id.length() - 2) : weight.packageName);
      copy.self = weight.self;
      copy.calls = weight.calls;
      copy.kind = weight.kind;
      return copy;
    }

    private String groupAt(Map<Integer, String> groupOf, int node) {
      return tree.method(node) < 0 ? "" : groupOf.getOrDefault(classOf(node), "");
    }

    /** A group's time is that of its outermost calls. */
    private void addTotals(Map<Integer, String> groupOf, Map<String, Weight> groups) {
      for (int node = 0; node < tree.size(); node++) {
        Weight group = isShown(node) ? groups.get(groupAt(groupOf, node)) : null;
        if (group == null) {
          continue;
        }
        String id = groupAt(groupOf, node);
        boolean outermost = true;
        for (int above = tree.parent(node); above >= 0 && outermost; above = tree.parent(above)) {
          outermost = !groupAt(groupOf, above).equals(id);
        }
        group.total += outermost ? weights.total[node] : 0;
      }
    }

    private List<Edge> edges(Map<Integer, String> groupOf, List<Node> nodes) {
      Map<String, Integer> index = new HashMap<>();
      for (int i = 0; i < nodes.size(); i++) {
        index.put(nodes.get(i).id(), i);
      }
      int[] group = new int[tree.size()];
      for (int node = 0; node < group.length; node++) {
        group[node] = index.getOrDefault(groupAt(groupOf, node), -1);
      }
      Map<Long, Link> links = new TreeMap<>();
      for (int node = 0; node < group.length; node++) {
        int parent = tree.parent(node);
        if (parent >= 0 && isShown(node) && group[node] >= 0 && group[parent] >= 0) {
          boolean inside = group[node] == group[parent];
          if (!inside || !nodes.get(group[node]).folded()) {
            addCall(links, group, node);
          }
        }
      }
      List<Edge> edges = new ArrayList<>();
      links.forEach((key, link) -> edges.add(edge(key, link)));
      edges.sort(Comparator.comparingDouble((Edge edge) -> -edge.total()));
      return edges;
    }

    private void addCall(Map<Long, Link> links, int[] group, int node) {
      int parent = tree.parent(node);
      long key = ((long) group[parent] << 32) | group[node];
      Link link = links.computeIfAbsent(key, k -> new Link());
      boolean outermost = true;
      for (int at = parent; outermost && tree.parent(at) >= 0; at = tree.parent(at)) {
        outermost = group[at] != group[node] || group[tree.parent(at)] != group[parent];
      }
      double total = outermost ? weights.total[node] : 0;
      int calls = weights.calls[node];
      link.total += total;
      link.calls += calls;
      int caller = tree.method(parent);
      int callee = tree.method(node);
      link.methods.merge(
          ((long) caller << 32) | callee,
          new MethodCall(caller, callee, total, calls),
          (a, b) -> new MethodCall(caller, callee, a.total() + b.total(), a.calls() + b.calls()));
    }

    private static Edge edge(long key, Link link) {
      List<MethodCall> methods = new ArrayList<>(link.methods.values());
      methods.sort(
          Comparator.comparingDouble((MethodCall call) -> -call.total())
              .thenComparingInt(MethodCall::caller)
              .thenComparingInt(MethodCall::callee));
      return new Edge(
          (int) (key >>> 32),
          (int) key,
          link.total,
          link.calls,
          methods.subList(0, Math.min(MOST_METHODS, methods.size())));
    }
  }
}
