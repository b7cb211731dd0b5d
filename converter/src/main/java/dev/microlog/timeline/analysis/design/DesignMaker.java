package dev.microlog.timeline.analysis.design;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.analysis.NodeWeights;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.spans.MethodTree;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a {@link DesignGraph}: weighs classes, groups them, and sums the calls between nodes. */
final class DesignMaker {
  private static final int MOST_METHODS = 25;
  private static final int MOST_NODES = 400;
  private static final int LEAST_EDGES = 45;
  private static final double EDGES_PER_NODE = 1.6;

  private final MethodTree tree;
  private final NodeWeights weights;
  private final DesignGraph.Options options;
  private final DesignClasses classes;

  DesignMaker(Spans spans, Selection selection, DesignGraph.Options options) {
    tree = spans.tree();
    weights = new NodeWeights(spans, selection);
    this.options = options;
    classes = new DesignClasses(spans, weights, options.onlyMine());
  }

  /** What a node of the graph weighs. */
  private static final class Weight {
    private final String id;
    private final Set<Integer> types = new HashSet<>();
    private double total;
    private double self;
    private int calls;
    private MethodKind kind = MethodKind.JDK;
    private String name = "";
    private String packageName = "";

    Weight(String id) {
      this.id = id;
    }
  }

  private static final class Link {
    private double total;
    private int calls;
    private final Map<Long, DesignGraph.MethodCall> methods = new HashMap<>();
  }

  DesignGraph make() {
    List<DesignClasses.Type> types = classes.types();
    var groups = new DesignGroups(types, totals(), options);
    Map<String, Weight> nodes = new TreeMap<>();
    String[] idOf = new String[types.size()];
    for (int node = 0; node < tree.size(); node++) {
      int type = classes.type[node];
      if (type < 0) {
        continue;
      }
      if (idOf[type] == null) {
        idOf[type] = groups.node(type);
        add(nodes.computeIfAbsent(idOf[type], Weight::new), type, types.get(type));
      }
    }
    int[] group = indexes(idOf, nodes);
    Weight[] byIndex = nodes.values().toArray(new Weight[0]);
    addWeights(byIndex, group);
    List<DesignGraph.Node> all = new ArrayList<>();
    for (Weight weight : byIndex) {
      all.add(node(weight, groups));
    }
    Integer[] order = new Integer[byIndex.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> -all.get(i).total())
            .thenComparing(i -> all.get(i).id()));
    boolean byHand =
        !options.unfolded().isEmpty() && !options.unfolded().contains(DesignGraph.Options.ALL);
    int wanted = byHand ? Math.max(MOST_NODES, options.most()) : options.most();
    int[] place = new int[byIndex.length];
    Arrays.fill(place, -1);
    List<DesignGraph.Node> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(order.length, wanted); i++) {
      place[order[i]] = i;
      shown.add(all.get(order[i]));
    }
    for (int node = 0; node < group.length; node++) {
      group[node] = group[node] < 0 ? -1 : place[group[node]];
    }
    List<DesignGraph.Edge> edges = edges(shown, group);
    int most = (int) Math.max(LEAST_EDGES, EDGES_PER_NODE * shown.size());
    int lines = Math.min(edges.size(), most);
    return new DesignGraph(
        shown, edges.subList(0, lines), all.size() - shown.size(), edges.size() - lines);
  }

  private static void add(Weight weight, int type, DesignClasses.Type added) {
    weight.types.add(type);
    weight.kind = added.kind().compareTo(weight.kind) < 0 ? added.kind() : weight.kind;
    weight.name = added.name();
    weight.packageName = added.packageName();
  }

  /** Wall time of each class, in it and below it. */
  private double[] totals() {
    double[] totals = new double[classes.types().size()];
    for (int node = 0; node < tree.size(); node++) {
      int type = classes.type[node];
      if (type >= 0 && isOutermost(node, classes.type)) {
        totals[type] += weights.total(node);
      }
    }
    return totals;
  }

  /** Whether no caller is in the same group. */
  private boolean isOutermost(int node, int[] group) {
    for (int at = classes.caller[node]; at >= 0; at = classes.caller[at]) {
      if (group[at] == group[node]) {
        return false;
      }
    }
    return true;
  }

  private int[] indexes(String[] idOf, Map<String, Weight> nodes) {
    Map<String, Integer> index = new HashMap<>();
    for (String id : nodes.keySet()) {
      index.put(id, index.size());
    }
    int[] group = new int[tree.size()];
    for (int node = 0; node < group.length; node++) {
      int type = classes.type[node];
      group[node] = type < 0 ? -1 : index.getOrDefault(idOf[type], -1);
    }
    return group;
  }

  private void addWeights(Weight[] nodes, int[] group) {
    for (int node = 0; node < group.length; node++) {
      // time that belongs to no class, as a wait's, is its caller's
      int at = group[node] >= 0 ? node : classes.caller[node];
      if (at >= 0 && group[at] >= 0) {
        nodes[group[at]].self += weights.self(node);
      }
      if (group[node] >= 0) {
        nodes[group[node]].calls += classes.isInside(node) ? 0 : weights.calls(node);
        nodes[group[node]].total += isOutermost(node, group) ? weights.total(node) : 0;
      }
    }
  }

  private static DesignGraph.Node node(Weight weight, DesignGroups groups) {
    boolean folded = weight.id.endsWith(".*");
    String bare = folded ? weight.id.substring(0, weight.id.length() - 2) : weight.id;
    String label =
        folded || weight.packageName.isEmpty()
            ? bare
            : weight.name.substring(weight.packageName.length() + 1);
    return new DesignGraph.Node(
        weight.id,
        groups.isRest(weight.id)
            ? label + " …"
            : label.isEmpty() ? "(no package)" : label.replace('$', '.'),
        folded ? bare : weight.packageName,
        groups.groupOf(weight.id),
        weight.kind,
        folded,
        weight.types.size(),
        weight.total,
        weight.self,
        weight.calls);
  }

  private List<DesignGraph.Edge> edges(List<DesignGraph.Node> nodes, int[] group) {
    Map<Long, Link> links = new TreeMap<>();
    for (int node = 0; node < group.length; node++) {
      int above = classes.caller[node];
      if (above < 0 || group[node] < 0 || group[above] < 0 || classes.isInside(node)) {
        continue;
      }
      boolean inside = group[node] == group[above];
      if (!inside || !nodes.get(group[node]).folded()) {
        addCall(links, group, node, above);
      }
    }
    List<DesignGraph.Edge> edges = new ArrayList<>();
    links.forEach((key, link) -> edges.add(edge(key, link)));
    edges.sort(
        Comparator.comparingDouble((DesignGraph.Edge edge) -> -edge.total())
            .thenComparingInt(DesignGraph.Edge::from)
            .thenComparingInt(DesignGraph.Edge::to));
    return edges;
  }

  private void addCall(Map<Long, Link> links, int[] group, int node, int above) {
    long key = ((long) group[above] << 32) | group[node];
    Link link = links.computeIfAbsent(key, k -> new Link());
    boolean outermost = true;
    for (int at = above; outermost && classes.caller[at] >= 0; at = classes.caller[at]) {
      outermost = group[at] != group[node] || group[classes.caller[at]] != group[above];
    }
    double total = outermost ? weights.total(node) : 0;
    int calls = weights.calls(node);
    link.total += total;
    link.calls += calls;
    int caller = tree.method(above);
    int callee = tree.method(node);
    link.methods.merge(
        ((long) caller << 32) | callee,
        new DesignGraph.MethodCall(caller, callee, total, calls),
        (a, b) ->
            new DesignGraph.MethodCall(
                caller, callee, a.total() + b.total(), a.calls() + b.calls()));
  }

  private static DesignGraph.Edge edge(long key, Link link) {
    List<DesignGraph.MethodCall> methods = new ArrayList<>(link.methods.values());
    methods.sort(
        Comparator.comparingDouble((DesignGraph.MethodCall call) -> -call.total())
            .thenComparingInt(DesignGraph.MethodCall::caller)
            .thenComparingInt(DesignGraph.MethodCall::callee));
    return new DesignGraph.Edge(
        (int) (key >>> 32),
        (int) key,
        link.total,
        link.calls,
        methods.subList(0, Math.min(MOST_METHODS, methods.size())));
  }
}
