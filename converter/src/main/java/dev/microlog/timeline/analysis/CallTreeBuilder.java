package dev.microlog.timeline.analysis;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.analysis.spans.MethodTree;
import java.util.Arrays;

/** Grows a call tree: nodes with weights, found again by parent and method. */
final class CallTreeBuilder {
  private final IntColumn parent = new IntColumn();
  private final IntColumn code = new IntColumn();
  private final DoubleColumn self = new DoubleColumn();
  private final DoubleColumn total = new DoubleColumn();
  private final IntColumn count = new IntColumn();
  private int[] slots = new int[64];

  CallTreeBuilder() {
    Arrays.fill(slots, -1);
  }

  /**
   * Begins with the nodes of a method tree, so that they can be weighed without looking them up.
   */
  CallTreeBuilder(MethodTree tree) {
    slots = new int[0];
    for (int node = 0; node < tree.size(); node++) {
      append(tree.parent(node), tree.code(node));
    }
  }

  int size() {
    return parent.size();
  }

  int parent(int node) {
    return parent.get(node);
  }

  int code(int node) {
    return code.get(node);
  }

  double self(int node) {
    return self.get(node);
  }

  double total(int node) {
    return total.get(node);
  }

  int count(int node) {
    return count.get(node);
  }

  void addSelf(int node, double weight) {
    self.set(node, self.get(node) + weight);
  }

  void addCount(int node, int times) {
    count.set(node, count.get(node) + times);
  }

  /** Adds a row of a tree with all its callers below it. */
  void addCallers(CallTree tree, int row, double weight) {
    int node = -1;
    for (int at = row; at >= 0; at = tree.parent(at)) {
      node = intern(node, tree.code(at));
      total.set(node, total.get(node) + weight);
      if (at == row) {
        addSelf(node, weight);
      }
    }
  }

  /** Makes totals of what was added to nodes themselves. */
  void sumUp() {
    for (int node = parent.size() - 1; node >= 0; node--) {
      total.set(node, total.get(node) + self.get(node));
      if (parent.get(node) >= 0) {
        int above = parent.get(node);
        total.set(above, total.get(above) + total.get(node));
      }
    }
  }

  /** Makes of counts of what ended in nodes counts of what they took part in. */
  void sumUpCounts() {
    for (int node = parent.size() - 1; node >= 0; node--) {
      if (parent.get(node) >= 0) {
        addCount(parent.get(node), count.get(node));
      }
    }
  }

  int intern(int above, int methodCode) {
    if (parent.size() * 2 >= slots.length) {
      grow();
    }
    int slot = slot(above, methodCode);
    if (slots[slot] < 0) {
      slots[slot] = parent.size();
      append(above, methodCode);
    }
    return slots[slot];
  }

  private void append(int above, int methodCode) {
    parent.add(above);
    code.add(methodCode);
    self.add(0);
    total.add(0);
    count.add(0);
  }

  private void grow() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, -1);
    for (int node = 0; node < parent.size(); node++) {
      slots[slot(parent.get(node), code.get(node))] = node;
    }
  }

  private int slot(int above, int methodCode) {
    int mask = slots.length - 1;
    int hash = (above * 0x9E3779B1 + methodCode) * 0x85EBCA6B;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] >= 0) {
      int node = slots[slot];
      if (parent.get(node) == above && code.get(node) == methodCode) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Nodes with weight, callers before callees, siblings by weight, then by method. */
  int[] order() {
    int size = parent.size();
    int[] firstChild = new int[size + 1];
    int[] nextSibling = new int[size];
    Arrays.fill(firstChild, -1);
    for (int node : byWeight()) {
      // from the least to the greatest, each put in front of its siblings
      int above = parent.get(node) + 1;
      nextSibling[node] = firstChild[above];
      firstChild[above] = node;
    }
    IntColumn order = new IntColumn();
    int node = firstChild[0];
    while (node >= 0) {
      order.add(node);
      int next = firstChild[node + 1];
      while (next < 0 && node >= 0) {
        next = nextSibling[node];
        node = parent.get(node);
      }
      node = next;
    }
    return order.toArray();
  }

  private int[] byWeight() {
    IntColumn weighty = new IntColumn();
    for (int node = 0; node < parent.size(); node++) {
      if (total.get(node) > 0) {
        weighty.add(node);
      }
    }
    int[] nodes = weighty.toArray();
    IntSort.sort(nodes, this::comesBefore);
    return nodes;
  }

  private boolean comesBefore(int a, int b) {
    double difference = total.get(a) - total.get(b);
    return difference != 0
        ? difference < 0
        : code.get(a) != code.get(b) ? code.get(a) > code.get(b) : a > b;
  }
}
