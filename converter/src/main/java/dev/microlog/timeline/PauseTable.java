package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Intervals in which no Java thread could run.
 *
 * <pre>
 *   row    start  duration  kind       detail
 *    0    812000      4100  GC         G1 Young: G1 Evacuation Pause
 *    1    990400       120  SAFEPOINT  ICBufferFull
 * </pre>
 *
 * <p>Ordered by start.
 */
public final class PauseTable {
  private static final PauseKind[] KINDS = PauseKind.values();

  private final StringTable strings;
  private final double[] start;
  private final double[] duration;
  private final int[] kind;
  private final int[] detail;

  private PauseTable(Builder builder, StringTable strings) {
    this.strings = strings;
    int @Nullable [] order = RowOrder.byTime(builder.start);
    start = builder.start.frozen(order);
    duration = builder.duration.frozen(order);
    kind = builder.kind.frozen(order);
    detail = builder.detail.frozen(order);
  }

  public int size() {
    return start.length;
  }

  public double startMicros(int row) {
    return start[row];
  }

  public double durationMicros(int row) {
    return duration[row];
  }

  public PauseKind kind(int row) {
    return KINDS[kind[row]];
  }

  /** The collector and its cause, or the operation at the safepoint. */
  public String detail(int row) {
    return strings.text(detail[row]);
  }

  public int detailString(int row) {
    return detail[row];
  }

  public double endMicros(int row) {
    return start[row] + duration[row];
  }

  /** Grows the table. Not thread-safe. */
  public static final class Builder {
    private final StringTable.Builder strings;
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn duration = new DoubleColumn();
    private final IntColumn kind = new IntColumn();
    private final IntColumn detail = new IntColumn();

    Builder(StringTable.Builder strings) {
      this.strings = strings;
    }

    /** Adds a row; texts are rows of the text pool, or -1. */
    public void add(double start, double duration, PauseKind kind, int detail) {
      this.start.add(start);
      this.duration.add(duration);
      this.kind.add(kind.ordinal());
      this.detail.add(detail);
    }

    /**
     * Adds rows, column by column: for readers, which do not change these any more.
     *
     * @param kind ordinals of {@link PauseKind}
     */
    public void addAll(double[] start, double[] duration, int[] kind, int[] detail) {
      this.start.addAll(start);
      this.duration.addAll(duration);
      this.kind.addAll(kind);
      this.detail.addAll(detail);
    }

    /** The start of a row, which are in the order in which they were added. */
    public double startMicros(int row) {
      return start.get(row);
    }

    public double durationMicros(int row) {
      return duration.get(row);
    }

    public PauseKind kind(int row) {
      return KINDS[kind.get(row)];
    }

    public int size() {
      return start.size();
    }

    void clear() {
      start.clear();
      duration.clear();
      kind.clear();
      detail.clear();
    }

    PauseTable build(StringTable table) {
      strings.check(detail, "detail");
      return new PauseTable(this, table);
    }
  }
}
