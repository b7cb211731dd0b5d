package dev.microlog.timeline;

/**
 * The frames that occur in stacks: a method, at a line, running in some way. How a frame was
 * running is kept for the leaves of stacks alone: of their callers it would multiply the stacks and
 * tell little.
 *
 * <pre>
 *   row  method  line  kind
 *    0      0     840  INTERPRETED
 *    1      1      12  COMPILED
 * </pre>
 */
public final class FrameTable {
  private static final FrameKind[] KINDS = FrameKind.values();

  private final int[] method;
  private final int[] line;
  private final int[] kind;

  private FrameTable(Builder builder) {
    method = builder.method.frozen();
    line = builder.line.frozen();
    kind = builder.kind.frozen();
  }

  public int size() {
    return method.length;
  }

  /** A row of the {@link MethodTable}. */
  public int method(int row) {
    return method[row];
  }

  /** The source line, from 1; -1 where it is not known. */
  public int line(int row) {
    return line[row];
  }

  public FrameKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final IntColumn method = new IntColumn();
    private final IntColumn line = new IntColumn();
    private final IntColumn kind = new IntColumn();
    private final RowIndex index = new RowIndex(method, line, kind);

    Builder() {}

    /** The row of this frame, which is added if it is new. */
    public int intern(int method, int line, FrameKind kind) {
      int row = index.findOrAdd(method, line, kind.ordinal());
      return row >= 0 ? row : add(method, line, kind);
    }

    /** Adds a row without looking whether it is there. */
    public int add(int method, int line, FrameKind kind) {
      this.method.add(method);
      this.line.add(line);
      this.kind.add(kind.ordinal());
      return this.method.size() - 1;
    }

    public int size() {
      return method.size();
    }

    public int method(int row) {
      return method.get(row);
    }

    FrameTable build(int methods) {
      Rows.checkPresent(method, methods, "method");
      return new FrameTable(this);
    }
  }
}
