package dev.microlog.timeline.analysis.design;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.analysis.Packages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The packages of a design as a tree, and which of them are unfolded.
 *
 * <pre>
 *   JDK            com.acme.shop              org.h2
 *     java.util      com.acme.shop.web          org.h2.jdbc
 *     java.io          Cart, Checkout           …
 *                    Main
 * </pre>
 *
 * <p>A package that only encloses one other is left out. Without a wish, the program's own packages
 * are unfolded, the heaviest first, as far as there is room; libraries and the JDK stay folded. A
 * wish changes that package and no other.
 */
final class DesignGroups {
  /** The group of all that belongs to the JDK. */
  static final String JDK = "JDK";

  private static final int MOST_AREAS = 8;
  private static final int LEAST_SHOWN = 4;

  /** Owners of many things that have nothing to do with each other. */
  private static final Set<String> SHARED =
      Set.of(
          "com.amazonaws",
          "com.azure",
          "com.fasterxml",
          "com.github",
          "com.google",
          "com.microsoft",
          "com.sun",
          "io.github",
          "net.sf",
          "org.apache",
          "org.codehaus",
          "org.eclipse",
          "org.glassfish",
          "org.jboss",
          "org.sonatype",
          "software.amazon");

  /** A package with what is in it. */
  static final class Group {
    final String name;
    private final Map<String, Group> byName = new TreeMap<>();
    private final List<Integer> types = new ArrayList<>();
    private MethodKind kind = MethodKind.JDK;
    private double weight;
    private int size;

    /** Its groups and classes, the heaviest first. */
    private List<Member> members = List.of();

    /** How many of its members are shown; 0 while it is folded. */
    private int shown;

    Group(String name) {
      this.name = name;
    }
  }

  /**
   * A group, or a class where there is no group.
   *
   * @param type a class; -1 for a group
   */
  private record Member(Group group, int type, double weight, String name) {
    boolean isGroup() {
      return type < 0;
    }
  }

  private final List<DesignClasses.Type> types;
  private final double[] weights;
  private final DesignGraph.Options options;
  private final List<Group> roots = new ArrayList<>();
  private final Map<Integer, String> idOfType = new HashMap<>();
  private final Map<String, String> groupOfNode = new HashMap<>();
  private final Set<String> rests = new HashSet<>();

  /**
   * @param weights of the classes; those without weight are not shown
   */
  DesignGroups(List<DesignClasses.Type> types, double[] weights, DesignGraph.Options options) {
    this.types = types;
    this.weights = weights;
    this.options = options;
    Map<String, Group> tops = new TreeMap<>();
    for (int type = 0; type < types.size(); type++) {
      if (weights[type] > 0) {
        add(tops, type);
      }
    }
    for (Group top : tops.values()) {
      roots.add(finished(top));
    }
    roots.sort(
        Comparator.comparingDouble((Group group) -> -group.weight)
            .thenComparing(group -> group.name));
    unfoldWhatFits();
    obey();
    for (Group root : roots) {
      place(root, "");
    }
  }

  /** Whether a node stands for what is left of a package whose heaviest classes are shown. */
  boolean isRest(String id) {
    return rests.contains(id);
  }

  /** The id of the node that shows a class. */
  String node(int type) {
    String id = idOfType.get(type);
    if (id == null) {
      throw new IllegalArgumentException("a class without weight: " + types.get(type).name());
    }
    return id;
  }

  /** The group that a node is in; empty for an outermost one. */
  String groupOf(String node) {
    return groupOfNode.getOrDefault(node, "");
  }

  // ---- the tree ----

  private void add(Map<String, Group> tops, int type) {
    DesignClasses.Type added = types.get(type);
    boolean ofJdk = added.kind() == MethodKind.JDK;
    String name = added.packageName();
    Group group = tops.computeIfAbsent(ofJdk ? JDK : top(name), Group::new);
    String at = ofJdk ? "" : group.name;
    for (int names = ofJdk ? 2 : names(at) + 1; !at.equals(name); names++) {
      at = Packages.prefix(name, names);
      group = group.byName.computeIfAbsent(at, Group::new);
    }
    group.types.add(type);
  }

  private static String top(String packageName) {
    String two = Packages.prefix(packageName, 2);
    return SHARED.contains(two) ? Packages.prefix(packageName, 3) : two;
  }

  private static int names(String packageName) {
    int names = 1;
    for (int at = packageName.indexOf('.'); at >= 0; at = packageName.indexOf('.', at + 1)) {
      names++;
    }
    return names;
  }

  /** The group with its sums, or the only one that it encloses. */
  private Group finished(Group group) {
    if (group.types.isEmpty() && group.byName.size() == 1 && !group.name.equals(JDK)) {
      return finished(group.byName.values().iterator().next());
    }
    List<Member> members = new ArrayList<>();
    for (Group child : group.byName.values()) {
      Group done = finished(child);
      members.add(new Member(done, -1, done.weight, done.name));
      group.size += done.size;
      group.kind = done.kind.compareTo(group.kind) < 0 ? done.kind : group.kind;
    }
    for (int type : group.types) {
      DesignClasses.Type added = types.get(type);
      members.add(new Member(group, type, weights[type], added.name()));
      group.size++;
      group.kind = added.kind().compareTo(group.kind) < 0 ? added.kind() : group.kind;
    }
    members.sort(
        Comparator.comparingDouble((Member member) -> -member.weight())
            .thenComparing(Member::name));
    for (Member member : members) {
      group.weight += member.weight();
    }
    group.members = members;
    return group;
  }

  // ---- what is unfolded ----

  private void unfoldWhatFits() {
    MethodKind first = MethodKind.JDK;
    for (Group root : roots) {
      first = root.kind.compareTo(first) < 0 ? root.kind : first;
    }
    List<Group> visible = new ArrayList<>(roots);
    for (Group root : roots) {
      if (root.name.equals(JDK)) {
        unfold(root, first == MethodKind.JDK ? root.members.size() : MOST_AREAS, visible);
      }
    }
    int count = visible.size();
    // the loop ends: each round unfolds one of finitely many groups, or stops
    while (true) {
      Group next = null;
      int room = options.most() - count + 1;
      for (Group group : visible) {
        boolean wanted = group.shown == 0 && group.kind == first && !group.members.isEmpty();
        boolean fits = group.members.size() <= room;
        if (wanted && fits && (next == null || group.weight > next.weight)) {
          next = group;
        }
      }
      if (next == null) {
        next = partly(visible, first, room);
        if (next != null) {
          next.shown = Math.min(next.members.size(), room - 1);
        }
        return;
      }
      count += next.members.size() - 1;
      unfold(next, next.members.size(), visible);
    }
  }

  private static void unfold(Group group, int most, List<Group> visible) {
    group.shown = Math.min(most, group.members.size());
    for (Member member : group.members.subList(0, group.shown)) {
      if (member.isGroup()) {
        visible.add(member.group());
      }
    }
  }

  /** A package with more classes than there is room for, of which the heaviest can be shown. */
  private static @Nullable Group partly(List<Group> visible, MethodKind kind, int room) {
    Group best = null;
    for (Group group : visible) {
      boolean wanted = group.shown == 0 && group.kind == kind && room - 1 >= LEAST_SHOWN;
      if (wanted && (best == null || group.weight > best.weight)) {
        best = group;
      }
    }
    return best;
  }

  private void obey() {
    for (Group root : roots) {
      obey(root);
    }
  }

  /** Whether the group, or something in it, was unfolded by a wish. */
  private boolean obey(Group group) {
    boolean whole =
        options.unfolded().contains(group.name)
            || options.unfolded().contains(DesignGraph.Options.ALL);
    int least = whole ? group.members.size() : 0;
    for (int i = 0; i < group.members.size(); i++) {
      Member member = group.members.get(i);
      if (member.isGroup() && obey(member.group())) {
        least = Math.max(least, i + 1);
      }
    }
    group.shown = options.folded().contains(group.name) ? 0 : Math.max(least, group.shown);
    return least > 0 && group.shown > 0;
  }

  // ---- the result ----

  private void place(Group group, String parent) {
    if (group.size == 1 && !parent.isEmpty() && !parent.equals(JDK)) {
      // a box of its own would say less than the class
      int type = group.members.get(0).type();
      idOfType.put(type, types.get(type).name());
      groupOfNode.put(types.get(type).name(), parent);
      return;
    }
    String id = group.name + ".*";
    if (group.shown > 0) {
      rests.add(id);
    }
    groupOfNode.put(id, group.shown > 0 ? group.name : parent);
    for (int i = 0; i < group.members.size(); i++) {
      Member member = group.members.get(i);
      if (i >= group.shown) {
        placeAll(member, id);
      } else if (member.isGroup()) {
        place(member.group(), group.name);
      } else {
        idOfType.put(member.type(), member.name());
        groupOfNode.put(member.name(), group.name);
      }
    }
  }

  private void placeAll(Member member, String id) {
    if (!member.isGroup()) {
      idOfType.put(member.type(), id);
      return;
    }
    for (Member inner : member.group().members) {
      placeAll(inner, id);
    }
  }
}
