package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import java.util.Arrays;

/**
 * All stacks as a tree of methods: the {@link StackTable} without lines and kinds of frames, and
 * without what a {@link Folding} leaves out.
 *
 * <pre>
 *   stack nodes                      method nodes
 *   0 Thread.run:840                 0 Thread.run
 *   1   Shop.checkout:12             1   Shop.checkout
 *   2   Shop.checkout:14             1
 *   3     Cart.total:3               2     Cart.total
 *   (waits for a monitor at 3)       3       monitor        no method: waitKind says what
 * </pre>
 *
 * <p>A parent's node is less than its child's. Waits whose stack ends in the method that was
 * blocked, not in a method that blocks, have a node of their own without a method.
 */
public final class MethodTree {
  private static final WaitKind[] KINDS = WaitKind.values();

  /** Codes below this stand for kinds of waits: {@code WAIT - ordinal}. */
  public static final int WAIT = -2;

  /** Stands for all stacks with a method that a folding excludes. */
  private static final int EXCLUDED = -2;

  private final int[] parent;
  private final int[] code;
  private final int[] depth;
  private final int[] nodeOfStack;
  private final int[] nodeOfWait;
  private final int[] ownDepthOfWait;

  private MethodTree(Builder builder, int[] nodeOfStack, int[] nodeOfWait, int[] ownDepthOfWait) {
    parent = builder.parent.toArray();
    code = builder.code.toArray();
    depth = builder.depth.toArray();
    this.nodeOfStack = nodeOfStack;
    this.nodeOfWait = nodeOfWait;
    this.ownDepthOfWait = ownDepthOfWait;
  }

  public static MethodTree of(Timeline timeline, Folding folding) {
    StackTable stacks = timeline.stacks();
    Builder builder = new Builder();
    int[] nodeOfStack = new int[stacks.size()];
    for (int stack = 0; stack < nodeOfStack.length; stack++) {
      int caller = stacks.parent(stack);
      int node = caller < 0 ? -1 : nodeOfStack[caller];
      nodeOfStack[stack] = builder.child(node, timeline.methodAt(stack), folding);
    }
    WaitTable waits = timeline.waits();
    BlockingCalls blockingCalls = new BlockingCalls(timeline.methods());
    int[] nodeOfWait = new int[waits.size()];
    int[] ownDepth = new int[waits.size()];
    for (int wait = 0; wait < nodeOfWait.length; wait++) {
      int stack = waits.stack(wait);
      int leaf = stack < 0 ? -1 : Math.max(-1, nodeOfStack[stack]);
      if (leaf < 0) {
        nodeOfWait[wait] = -1;
      } else if (blockingCalls.isOwn(waits.kind(wait), timeline.methodAt(stack))) {
        int method = timeline.methodAt(stack);
        int node = builder.code.get(leaf) == method ? leaf : builder.intern(leaf, method);
        nodeOfWait[wait] = node;
        ownDepth[wait] = builder.firstBlocking(blockingCalls, waits.kind(wait), node);
      } else if (waits.kind(wait) == WaitKind.CLASS_LOAD && hasContent(timeline, wait)) {
        nodeOfWait[wait] = leaf;
        ownDepth[wait] = builder.depth.get(leaf) + 1;
      } else {
        nodeOfWait[wait] = builder.intern(leaf, WAIT - waits.kind(wait).ordinal());
        ownDepth[wait] = builder.depth.get(leaf) + 1;
      }
    }
    return new MethodTree(builder, nodeOfStack, nodeOfWait, ownDepth);
  }

  /** Whether the thread was seen to do something inside the wait. */
  private static boolean hasContent(Timeline timeline, int wait) {
    WaitTable waits = timeline.waits();
    SampleTable samples = timeline.samples();
    int thread = waits.thread(wait);
    int next = wait + 1;
    if (next < waits.firstRow(thread + 1) && waits.startMicros(next) < waits.endMicros(wait)) {
      return true;
    }
    int low = samples.firstRow(thread);
    int end = samples.firstRow(thread + 1);
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.timeMicros(middle) < waits.startMicros(wait)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < end && samples.timeMicros(low) < waits.endMicros(wait);
  }

  public int size() {
    return parent.length;
  }

  /** The caller's node, -1 at a root. */
  public int parent(int node) {
    return parent[node];
  }

  /** A row of the method table; -1 for a wait that has no method of its own. */
  public int method(int node) {
    return Math.max(-1, code[node]);
  }

  /** The method, or {@link #WAIT} and less for kinds of waits. */
  public int code(int node) {
    return code[node];
  }

  /** What a node without a method waits for. */
  public WaitKind waitKind(int node) {
    return KINDS[WAIT - code[node]];
  }

  /** The number of callers: 0 at a root. */
  public int depth(int node) {
    return depth[node];
  }

  /** The node of a row of the stack table; -1 for -1, or if nothing of the stack is kept. */
  public int node(int stack) {
    return stack < 0 ? -1 : Math.max(-1, nodeOfStack[stack]);
  }

  /** The node of a wait, that of its last own frame; -1 if it has no stack. */
  public int nodeOfWait(int wait) {
    return nodeOfWait[wait];
  }

  /** The least depth of the frames that began and ended with the wait. */
  int ownDepthOfWait(int wait) {
    return ownDepthOfWait[wait];
  }

  /** The node at that depth on the way to the root, -1 for depth -1. */
  public int ancestorAt(int node, int depth) {
    int at = node;
    while (at >= 0 && this.depth[at] > depth) {
      at = parent[at];
    }
    return at;
  }

  /** How many levels two nodes share, counted from the root: 0 for different roots or for -1. */
  public int sharedLevels(int a, int b) {
    int ancestor = commonAncestor(a, b);
    return ancestor < 0 ? 0 : depth[ancestor] + 1;
  }

  /** The deepest node that both are in, -1 if there is none. */
  public int commonAncestor(int a, int b) {
    if (a < 0 || b < 0) {
      return -1;
    }
    int x = a;
    int y = b;
    while (x != y) {
      // a parent's row is less than its child's, so the larger one cannot be the ancestor
      if (x > y) {
        x = parent[x];
      } else {
        y = parent[y];
      }
    }
    return x;
  }

  /** Grows the tree; an open-addressing hash table finds known children. */
  private static final class Builder {
    private final IntColumn parent = new IntColumn();
    private final IntColumn code = new IntColumn();
    private final IntColumn depth = new IntColumn();
    private int[] slots = new int[64];

    Builder() {
      Arrays.fill(slots, -1);
    }

    int child(int node, int method, Folding folding) {
      if (node == EXCLUDED || folding.excludes(method)) {
        return EXCLUDED;
      }
      if (node < 0 && folding.hasFocus() && !folding.focuses(method)) {
        return -1;
      }
      if (folding.drops(method)) {
        return node;
      }
      if (folding.collapsesRecursion() && node >= 0 && code.get(node) == method) {
        return node;
      }
      return intern(node, method);
    }

    int intern(int node, int method) {
      if (parent.size() * 2 >= slots.length) {
        grow();
      }
      int slot = slot(node, method);
      if (slots[slot] < 0) {
        slots[slot] = parent.size();
        parent.add(node);
        code.add(method);
        depth.add(node < 0 ? 0 : depth.get(node) + 1);
      }
      return slots[slot];
    }

    /** The depth where the run of blocking frames that ends at the node begins. */
    int firstBlocking(BlockingCalls calls, WaitKind kind, int node) {
      int first = node;
      for (int at = parent.get(node); at >= 0; at = parent.get(at)) {
        if (!calls.isOwn(kind, code.get(at))) {
          break;
        }
        first = at;
      }
      return depth.get(first);
    }

    private void grow() {
      slots = new int[slots.length * 2];
      Arrays.fill(slots, -1);
      for (int row = 0; row < parent.size(); row++) {
        slots[slot(parent.get(row), code.get(row))] = row;
      }
    }

    private int slot(int node, int method) {
      int mask = slots.length - 1;
      int hash = (node * 0x9E3779B1 + method) * 0x85EBCA6B;
      int slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] >= 0) {
        int row = slots[slot];
        if (parent.get(row) == node && code.get(row) == method) {
          return slot;
        }
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }
}
