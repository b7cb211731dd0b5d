package dev.microlog.timeline;

/**
 * The threads of a recording, in the order in which they were first seen.
 *
 * <pre>
 *   row  id  name           group                     virtual  start    end
 *    0    1  main           main                      no          -1     -1
 *    1   31  http-worker-1  main                      no       81250     -1
 *    2   77                 VirtualThreads            yes     912400  953100
 * </pre>
 */
public final class ThreadTable {
  private final StringTable strings;
  private final double[] id;
  private final int[] name;
  private final int[] group;
  private final int[] virtual;
  private final double[] start;
  private final double[] end;

  private ThreadTable(Builder builder, StringTable strings) {
    this.strings = strings;
    id = builder.id.frozen();
    name = builder.name.frozen();
    group = builder.group.frozen();
    virtual = builder.virtual.frozen();
    start = builder.start.frozen();
    end = builder.end.frozen();
  }

  public int size() {
    return name.length;
  }

  /** The Java thread id; where there is none (a VM thread) the operating system's, negated. */
  public double id(int row) {
    return id[row];
  }

  /** Empty for most virtual threads. */
  public String name(int row) {
    return strings.text(name[row]);
  }

  /** The thread group; empty where the recording does not say. */
  public String group(int row) {
    return strings.text(group[row]);
  }

  public int nameString(int row) {
    return name[row];
  }

  public int groupString(int row) {
    return group[row];
  }

  public boolean isVirtual(int row) {
    return virtual[row] != 0;
  }

  /** When the thread started, in µs; -1 if that was before the recording or is not known. */
  public double startMicros(int row) {
    return start[row];
  }

  /** When the thread ended, in µs; -1 if it outlived the recording or that is not known. */
  public double endMicros(int row) {
    return end[row];
  }

  /** The name, or {@code virtual-77} or {@code thread-31} where it has none. */
  public String displayName(int row) {
    String text = name(row);
    if (!text.isEmpty()) {
      return text;
    }
    return (isVirtual(row) ? "virtual-" : "thread-") + (long) Math.abs(id(row));
  }

  /** Grows the table; rows can be changed later, as when a thread ends. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final DoubleColumn id = new DoubleColumn();
    private final IntColumn name = new IntColumn();
    private final IntColumn group = new IntColumn();
    private final IntColumn virtual = new IntColumn();
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn end = new DoubleColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a thread whose start and end are not known. */
    public int add(double id, String name, String group, boolean virtual) {
      return add(id, strings.intern(name), strings.intern(group), virtual);
    }

    private int add(double id, int name, int group, boolean virtual) {
      this.id.add(id);
      this.name.add(name);
      this.group.add(group);
      this.virtual.add(virtual ? 1 : 0);
      start.add(-1);
      end.add(-1);
      return this.id.size() - 1;
    }

    /** Renames a thread: the last name it had is the one that is kept. */
    public void name(int row, String name) {
      this.name.set(row, strings.intern(name));
    }

    public void startMicros(int row, double micros) {
      start.set(row, micros);
    }

    public void endMicros(int row, double micros) {
      end.set(row, micros);
    }

    public int size() {
      return id.size();
    }

    /** Puts a row as a reader finds it: at the end, or in the place of an earlier one. */
    public void put(
        int row, double id, int name, int group, boolean virtual, double start, double end) {
      if (row < 0 || row > size()) {
        throw new IllegalArgumentException("thread " + row + " of " + size());
      }
      if (row == size()) {
        add(id, name, group, virtual);
      }
      this.id.set(row, id);
      this.name.set(row, name);
      this.group.set(row, group);
      this.virtual.set(row, virtual ? 1 : 0);
      this.start.set(row, start);
      this.end.set(row, end);
    }

    ThreadTable build(StringTable table) {
      strings.check(name, "thread name");
      strings.check(group, "thread group");
      return new ThreadTable(this, table);
    }
  }
}
