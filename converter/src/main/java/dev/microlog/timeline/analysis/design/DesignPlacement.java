package dev.microlog.timeline.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places the nodes of a graph: callers above what they call, the classes of a package in one box. A
 * pure function, for where no layout engine runs: in the page and offline.
 *
 * <p>What has a place already keeps it, as far as there is room: the classes of a package that is
 * unfolded take its node's place, and what is right of it or below it moves on.
 *
 * <pre>
 *   before              after unfolding b
 *   ┌─┐  ┌─┐            ┌─┐  ┌───────┐
 *   │a│  │b│            │a│  │ B   C │
 *   └─┘  └─┘            └─┘  │ D     │
 *   ┌─┐                      └───────┘
 *   │c│                 ┌─┐
 *   └─┘                 │c│
 *                       └─┘
 * </pre>
 *
 * @param nodes a box for each node of the graph
 * @param groups a box around the classes of each package, by its name; no two overlap
 */
public record DesignPlacement(
    List<Box> nodes, Map<String, Box> groups, double width, double height) {
  /** Height of every node, in CSS pixels. */
  public static final double NODE_HEIGHT = 44;

  /** Room inside the box of a package, above its nodes: its name is there. */
  public static final double HEAD = 24;

  /** Room inside the box of a package at its other sides. */
  public static final double PADDING = 12;

  private static final double CHARACTER = 7.3;
  private static final double GAP = 28;
  private static final double ROW_GAP = 46;

  /** A rectangle, in CSS pixels from the upper left corner of the diagram. */
  public record Box(double x, double y, double width, double height) {
    public Box at(double left, double top) {
      return new Box(left, top, width, height);
    }

    boolean overlaps(Box other, double gap) {
      return x < other.x + other.width + gap
          && other.x < x + width + gap
          && y < other.y + other.height + gap
          && other.y < y + height + gap;
    }

    Box around(Box other) {
      double left = Math.min(x, other.x);
      double top = Math.min(y, other.y);
      return new Box(
          left,
          top,
          Math.max(x + width, other.x + other.width) - left,
          Math.max(y + height, other.y + other.height) - top);
    }
  }

  public DesignPlacement {
    nodes = List.copyOf(nodes);
    groups = Map.copyOf(groups);
  }

  /** The width of a node, by what is written on it. */
  public static double width(DesignGraph.Node node) {
    int characters = Math.max(11, Math.min(34, node.label().length()));
    return Math.round(characters * CHARACTER + (node.folded() ? 48 : 30));
  }

  /** The least width of a package's box: its name should be read. */
  public static double frameWidth(String name) {
    return Math.min(260, Math.round(name.length() * 6.4 + 54));
  }

  /** The name of the package whose box a node stands in; empty for one without a box. */
  public static String groupOf(DesignGraph.Node node) {
    return node.folded() ? "" : node.packageName();
  }

  /**
   * Places all nodes.
   *
   * @param known places of nodes by their ids, as an earlier layout had them; may be empty
   */
  public static DesignPlacement of(DesignGraph graph, Map<String, Box> known) {
    return new Placing(graph, known).place();
  }

  /** Nodes that stand together: the classes of a package in its box, or a node alone. */
  private static final class Cluster {
    private final String group;
    private final List<Integer> members = new ArrayList<>();
    private final List<Box> inside = new ArrayList<>();
    private double width;
    private double height;
    private Box box = new Box(0, 0, 0, 0);

    Cluster(String group) {
      this.group = group;
    }
  }

  private static final class Placing {
    private final DesignGraph graph;
    private final Map<String, Box> known;
    private final List<Cluster> clusters = new ArrayList<>();
    private final int[] clusterOf;

    Placing(DesignGraph graph, Map<String, Box> known) {
      this.graph = graph;
      this.known = known;
      clusterOf = new int[graph.nodes().size()];
    }

    DesignPlacement place() {
      makeClusters();
      for (Cluster cluster : clusters) {
        arrange(cluster);
      }
      Map<String, List<Integer>> byAnchor = new LinkedHashMap<>();
      for (int i = 0; i < clusters.size(); i++) {
        byAnchor.computeIfAbsent(anchor(clusters.get(i)), a -> new ArrayList<>()).add(i);
      }
      List<Integer> placed = new ArrayList<>();
      List<Integer> homeless = byAnchor.getOrDefault("", List.of());
      Map<String, Box> grown = new TreeMap<>();
      byAnchor.forEach(
          (anchor, members) -> {
            if (!anchor.isEmpty()) {
              grown.put(anchor, placeAt(anchorBox(anchor, members), members));
              placed.addAll(members);
            }
          });
      makeRoom(placed, byAnchor, grown);
      removeOverlaps(placed);
      double bottom = 0;
      for (int cluster : placed) {
        Box box = clusters.get(cluster).box;
        bottom = Math.max(bottom, box.y() + box.height() + ROW_GAP);
      }
      placeInRows(homeless, 0, bottom);
      return result();
    }

    private void makeClusters() {
      Map<String, Integer> byGroup = new HashMap<>();
      for (int node = 0; node < clusterOf.length; node++) {
        String group = groupOf(graph.nodes().get(node));
        Integer cluster = group.isEmpty() ? null : byGroup.get(group);
        if (cluster == null) {
          cluster = clusters.size();
          clusters.add(new Cluster(group));
          byGroup.put(group, cluster);
        }
        clusterOf[node] = cluster;
        clusters.get(cluster).members.add(node);
      }
    }

    /** Places the members of a cluster inside it: as they were, or in rows. */
    private void arrange(Cluster cluster) {
      List<Box> boxes = new ArrayList<>();
      boolean allKnown = true;
      for (int member : cluster.members) {
        Box before = known.get(graph.nodes().get(member).id());
        allKnown &= before != null;
        boxes.add(
            before == null ? new Box(0, 0, width(graph.nodes().get(member)), NODE_HEIGHT) : before);
      }
      if (!allKnown) {
        boxes = rows(boxes, ranks(cluster.members));
      }
      Box hull = hull(boxes);
      double head = cluster.group.isEmpty() ? 0 : HEAD;
      double side = cluster.group.isEmpty() ? 0 : PADDING;
      for (Box box : boxes) {
        cluster.inside.add(box.at(box.x() - hull.x() + side, box.y() - hull.y() + head));
      }
      double least = cluster.group.isEmpty() ? 0 : frameWidth(cluster.group);
      cluster.width = Math.max(least, hull.width() + 2 * side);
      cluster.height = hull.height() + head + side;
    }

    /** Whose place a cluster takes: the id of a known node, or empty. */
    private String anchor(Cluster cluster) {
      for (int member : cluster.members) {
        if (known.containsKey(graph.nodes().get(member).id())) {
          return graph.nodes().get(member).id();
        }
      }
      DesignGraph.Node first = graph.nodes().get(cluster.members.get(0));
      String name = first.packageName();
      while (!name.isEmpty()) {
        if (known.containsKey(name + ".*")) {
          return name + ".*";
        }
        name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
      }
      String group = first.group() + ".*";
      return known.containsKey(group) ? group : "";
    }

    /** The box that is given up for the clusters. */
    private Box anchorBox(String anchor, List<Integer> members) {
      Cluster first = clusters.get(members.get(0));
      Box box = null;
      for (int member : first.members) {
        Box before = known.get(graph.nodes().get(member).id());
        if (before != null) {
          box = box == null ? before : box.around(before);
        }
      }
      if (box == null) {
        return known.getOrDefault(anchor, new Box(0, 0, 0, 0));
      }
      double head = first.group.isEmpty() ? 0 : HEAD;
      double side = first.group.isEmpty() ? 0 : PADDING;
      return new Box(
          box.x() - side, box.y() - head, box.width() + 2 * side, box.height() + head + side);
    }

    /** Places clusters from a corner on; answers what room they take. */
    private Box placeAt(Box corner, List<Integer> members) {
      placeInRows(members, corner.x(), corner.y());
      Box all = clusters.get(members.get(0)).box;
      for (int member : members) {
        all = all.around(clusters.get(member).box);
      }
      return all;
    }

    private void placeInRows(List<Integer> members, double left, double top) {
      List<Box> boxes = new ArrayList<>();
      for (int member : members) {
        boxes.add(new Box(0, 0, clusters.get(member).width, clusters.get(member).height));
      }
      List<Box> rows = rows(boxes, clusterRanks(members));
      for (int i = 0; i < members.size(); i++) {
        Box box = rows.get(i);
        clusters.get(members.get(i)).box = box.at(box.x() + left, box.y() + top);
      }
    }

    /** Moves what is right of a box that has grown, or below it. */
    private void makeRoom(
        List<Integer> placed, Map<String, List<Integer>> byAnchor, Map<String, Box> grown) {
      grown.forEach(
          (anchor, box) -> {
            List<Integer> own = byAnchor.getOrDefault(anchor, List.of());
            Box before = anchorBox(anchor, own);
            double right = Math.max(0, box.width() - before.width());
            double down = Math.max(0, box.height() - before.height());
            for (int cluster : placed) {
              if (!own.contains(cluster)) {
                Box at = clusters.get(cluster).box;
                boolean below = at.y() >= before.y() + before.height();
                boolean beside = !below && at.x() >= before.x() + before.width();
                clusters.get(cluster).box =
                    at.at(at.x() + (beside ? right : 0), at.y() + (below ? down : 0));
              }
            }
          });
    }

    private void removeOverlaps(List<Integer> placed) {
      List<Integer> order = new ArrayList<>(placed);
      order.sort(
          Comparator.comparingDouble((Integer i) -> clusters.get(i).box.y())
              .thenComparingDouble(i -> clusters.get(i).box.x())
              .thenComparingInt(i -> i));
      List<Box> done = new ArrayList<>();
      for (int cluster : order) {
        Box box = clusters.get(cluster).box;
        for (int i = 0; i < done.size(); i++) {
          if (box.overlaps(done.get(i), GAP / 2)) {
            box = box.at(box.x(), done.get(i).y() + done.get(i).height() + GAP);
            // whatever is there now must be looked at again
            i = -1;
          }
        }
        clusters.get(cluster).box = box;
        done.add(box);
      }
    }

    private DesignPlacement result() {
      Box[] boxes = new Box[clusterOf.length];
      Map<String, Box> groups = new TreeMap<>();
      Box all = null;
      for (Cluster cluster : clusters) {
        all = all == null ? cluster.box : all.around(cluster.box);
      }
      double left = all == null ? 0 : all.x() - 24;
      double top = all == null ? 0 : all.y() - 24;
      for (Cluster cluster : clusters) {
        Box moved = cluster.box.at(cluster.box.x() - left, cluster.box.y() - top);
        for (int i = 0; i < cluster.members.size(); i++) {
          Box inside = cluster.inside.get(i);
          boxes[cluster.members.get(i)] = inside.at(moved.x() + inside.x(), moved.y() + inside.y());
        }
        if (!cluster.group.isEmpty()) {
          groups.put(cluster.group, new Box(moved.x(), moved.y(), cluster.width, cluster.height));
        }
      }
      return new DesignPlacement(
          Arrays.asList(boxes),
          groups,
          all == null ? 0 : all.width() + 48,
          all == null ? 0 : all.height() + 48);
    }

    private int[] ranks(List<Integer> members) {
      Map<Integer, Integer> place = new HashMap<>();
      for (int i = 0; i < members.size(); i++) {
        place.put(members.get(i), i);
      }
      List<int[]> links = new ArrayList<>();
      for (DesignGraph.Edge edge : graph.edges()) {
        Integer from = place.get(edge.from());
        Integer to = place.get(edge.to());
        if (from != null && to != null) {
          links.add(new int[] {from, to});
        }
      }
      return ranks(links, members.size());
    }

    private int[] clusterRanks(List<Integer> members) {
      Map<Integer, Integer> place = new HashMap<>();
      for (int i = 0; i < members.size(); i++) {
        place.put(members.get(i), i);
      }
      List<int[]> links = new ArrayList<>();
      for (DesignGraph.Edge edge : graph.edges()) {
        Integer from = place.get(clusterOf[edge.from()]);
        Integer to = place.get(clusterOf[edge.to()]);
        if (from != null && to != null) {
          links.add(new int[] {from, to});
        }
      }
      return ranks(links, members.size());
    }

    /** One more than the rank of the caller; a call back to a caller does not count. */
    private static int[] ranks(List<int[]> links, int size) {
      List<List<Integer>> callees = new ArrayList<>();
      boolean[] isCalled = new boolean[size];
      for (int i = 0; i < size; i++) {
        callees.add(new ArrayList<>());
      }
      for (int[] link : links) {
        callees.get(link[0]).add(link[1]);
        isCalled[link[1]] |= link[0] != link[1];
      }
      List<Integer> order = new ArrayList<>();
      int[] state = new int[size];
      // entries first; what is left calls itself in a circle
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < size; i++) {
          if (round == 1 || !isCalled[i]) {
            visit(i, callees, state, order);
          }
        }
      }
      int[] rank = new int[size];
      int[] place = new int[size];
      for (int i = 0; i < size; i++) {
        place[order.get(i)] = i;
      }
      // callers come last in the order of leaving
      for (int i = size - 1; i >= 0; i--) {
        int from = order.get(i);
        for (int to : callees.get(from)) {
          if (place[to] < i) {
            rank[to] = Math.max(rank[to], rank[from] + 1);
          }
        }
      }
      return rank;
    }

    /** Adds what is called before what calls it. */
    private static void visit(
        int node, List<List<Integer>> callees, int[] state, List<Integer> order) {
      if (state[node] != 0) {
        return;
      }
      state[node] = 1;
      for (int callee : callees.get(node)) {
        visit(callee, callees, state, order);
      }
      order.add(node);
    }

    /** Boxes in rows by their rank, no row much wider than all are high. */
    private static List<Box> rows(List<Box> boxes, int[] rank) {
      double area = 0;
      for (Box box : boxes) {
        area += (box.width() + GAP) * (box.height() + ROW_GAP);
      }
      double widest = Math.sqrt(area) * 1.5;
      Box[] placed = new Box[boxes.size()];
      double y = 0;
      int done = 0;
      for (int level = 0; done < placed.length; level++) {
        double x = 0;
        double high = 0;
        for (int i = 0; i < placed.length; i++) {
          if (rank[i] != level) {
            continue;
          }
          Box box = boxes.get(i);
          if (x > 0 && x + box.width() > widest) {
            y += high + GAP;
            x = 0;
            high = 0;
          }
          placed[i] = box.at(x, y);
          x += box.width() + GAP;
          high = Math.max(high, box.height());
          done++;
        }
        y += high > 0 ? high + ROW_GAP : 0;
      }
      return Arrays.asList(placed);
    }

    private static Box hull(List<Box> boxes) {
      Box hull = boxes.get(0);
      for (Box box : boxes) {
        hull = hull.around(box);
      }
      return hull;
    }
  }
}
