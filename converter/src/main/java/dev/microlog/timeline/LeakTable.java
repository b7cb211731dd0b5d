package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * What was opened or allocated and was still there at the end.
 *
 * <pre>
 *   row  kind        type                target         opened  count  bytes  age      stack
 *    0   DESCRIPTOR  java.io.File…       orders.csv     412000      1     -1  9100000     31
 *    1   OBJECT      com.acme.Session                   800000    118  94400  8700000     40
 * </pre>
 *
 * <p>Ordered by the time of opening or allocation.
 */
public final class LeakTable {
  private static final LeakKind[] KINDS = LeakKind.values();

  private final StringTable strings;
  private final int[] kind;
  private final int[] type;
  private final int[] target;
  private final double[] opened;
  private final double[] count;
  private final double[] bytes;
  private final double[] age;
  private final int[] thread;
  private final int[] stack;
  private final int[] path;

  private LeakTable(Builder builder, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order = RowOrder.byTime(builder.opened);
    kind = builder.kind.frozen(order);
    type = builder.type.frozen(order);
    target = builder.target.frozen(order);
    opened = builder.opened.frozen(order);
    count = builder.count.frozen(order);
    bytes = builder.bytes.frozen(order);
    age = builder.age.frozen(order);
    thread = builder.thread.frozen(order);
    stack = builder.stack.frozen(order);
    path = builder.path.frozen(order);
  }

  public int size() {
    return kind.length;
  }

  public LeakKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** Class of the object, or kind of the descriptor ({@code file}, {@code socket}, …). */
  public String type(int row) {
    return strings.text(type[row]);
  }

  public int typeString(int row) {
    return type[row];
  }

  /** Path or address of a descriptor; empty for objects. */
  public String target(int row) {
    return strings.text(target[row]);
  }

  public int targetString(int row) {
    return target[row];
  }

  /** When it was opened or allocated, in µs; -1 if before the recording. */
  public double openedMicros(int row) {
    return opened[row];
  }

  /** How many the row stands for. */
  public double count(int row) {
    return count[row];
  }

  /** Their size; -1 where it is not known. */
  public double bytes(int row) {
    return bytes[row];
  }

  /** How long it had lived when it was reported. */
  public double ageMicros(int row) {
    return age[row];
  }

  /** The thread that opened or allocated it; -1 where it is not known. */
  public int thread(int row) {
    return thread[row];
  }

  /** Where it was opened or allocated; -1 if the recording has no stack for it. */
  public int stack(int row) {
    return stack[row];
  }

  /** The way to the root that keeps it alive, one reference a line; empty where it is not known. */
  public String path(int row) {
    return strings.text(path[row]);
  }

  public int pathString(int row) {
    return path[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final IntColumn kind = new IntColumn();
    private final IntColumn type = new IntColumn();
    private final IntColumn target = new IntColumn();
    private final DoubleColumn opened = new DoubleColumn();
    private final DoubleColumn count = new DoubleColumn();
    private final DoubleColumn bytes = new DoubleColumn();
    private final DoubleColumn age = new DoubleColumn();
    private final IntColumn thread = new IntColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn path = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(
        LeakKind kind,
        int type,
        int target,
        double opened,
        double count,
        double bytes,
        double age,
        int thread,
        int stack,
        int path) {
      this.kind.add(kind.ordinal());
      this.type.add(type);
      this.target.add(target);
      this.opened.add(opened);
      this.count.add(count);
      this.bytes.add(bytes);
      this.age.add(age);
      this.thread.add(thread);
      this.stack.add(stack);
      this.path.add(path);
    }

    public int size() {
      return kind.size();
    }

    void clear() {
      kind.clear();
      type.clear();
      target.clear();
      opened.clear();
      count.clear();
      bytes.clear();
      age.clear();
      thread.clear();
      stack.clear();
      path.clear();
    }

    LeakTable build(int threads, int stacks, StringTable table) {
      strings.check(type, "type");
      strings.check(target, "target");
      Rows.check(thread, threads, "thread");
      Rows.check(stack, stacks, "stack node");
      strings.check(path, "path");
      return new LeakTable(this, table);
    }
  }
}
