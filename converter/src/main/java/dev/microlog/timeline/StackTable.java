package dev.microlog.timeline;

/**
 * All stacks as one tree: a node is a frame below its parent, a stack is the path from a node to
 * its root, and stacks that begin alike share nodes.
 *
 * <pre>
 *   row  parent  frame  depth        stands for
 *    0     -1      0      0          Thread.run
 *    1      0      1      1          Thread.run → Shop.checkout
 *    2      1      4      2          Thread.run → Shop.checkout → Cart.total
 *    3      1      5      2          Thread.run → Shop.checkout → Db.query
 * </pre>
 *
 * <p>A parent's row is less than its child's. A stack whose root side was cut off by the recorder
 * hangs under a root whose method is {@link MethodTable#TRUNCATED}.
 */
public final class StackTable {
  private final int[] parent;
  private final int[] frame;
  private final int[] depth;

  private StackTable(Builder builder) {
    parent = builder.parent.frozen();
    frame = builder.frame.frozen();
    depth = new int[parent.length];
    for (int row = 0; row < parent.length; row++) {
      depth[row] = parent[row] < 0 ? 0 : depth[parent[row]] + 1;
    }
  }

  public int size() {
    return parent.length;
  }

  /** The node of the caller, -1 at a root. */
  public int parent(int row) {
    return parent[row];
  }

  /** A row of the {@link FrameTable}. */
  public int frame(int row) {
    return frame[row];
  }

  /** The number of callers: 0 at a root. */
  public int depth(int row) {
    return depth[row];
  }

  /** The node at that depth on the way from this node to its root, itself included. */
  public int ancestorAt(int row, int depth) {
    int node = row;
    while (this.depth[node] > depth) {
      node = parent[node];
    }
    return node;
  }

  /** Grows the tree. Not thread-safe. */
  public static final class Builder {
    private final IntColumn parent = new IntColumn();
    private final IntColumn frame = new IntColumn();
    private final RowIndex index = new RowIndex(parent, frame, frame);

    Builder() {}

    /** The node of this frame below this parent (-1: a root), which is added if it is new. */
    public int intern(int parent, int frame) {
      int row = index.findOrAdd(parent, frame, frame);
      return row >= 0 ? row : add(parent, frame);
    }

    /**
     * Adds a node without looking whether it is there.
     *
     * @throws IllegalArgumentException if the parent is not a node that was added before
     */
    public int add(int parent, int frame) {
      int row = this.parent.size();
      if (parent < -1 || parent >= row) {
        throw new IllegalArgumentException("stack node " + row + ": no parent " + parent);
      }
      this.parent.add(parent);
      this.frame.add(frame);
      return row;
    }

    public int size() {
      return parent.size();
    }

    public int parent(int row) {
      return parent.get(row);
    }

    public int frame(int row) {
      return frame.get(row);
    }

    StackTable build(int frames) {
      Rows.checkPresent(frame, frames, "frame");
      return new StackTable(this);
    }
  }
}
