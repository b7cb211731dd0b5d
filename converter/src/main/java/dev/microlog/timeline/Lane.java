package dev.microlog.timeline;

/**
 * A metric over time: values at instants, ordered by time.
 *
 * <p>Names are dotted and stable ({@code cpu.jvm.user}, {@code heap.used}); {@code docs/FORMAT.md}
 * lists those the converter makes.
 */
public final class Lane {
  private final String name;
  private final String unit;
  private final String source;
  private final double[] time;
  private final double[] value;

  Lane(String name, String unit, String source, DoubleColumn time, DoubleColumn value) {
    this.name = name;
    this.unit = unit;
    this.source = source;
    int[] order = RowOrder.byTime(time);
    this.time = time.toArray(order);
    this.value = value.toArray(order);
  }

  public String name() {
    return name;
  }

  /**
   * {@code ratio} (0 to 1), {@code bytes}, {@code bytes/s}, {@code count}, {@code 1/s} or {@code
   * ms}.
   */
  public String unit() {
    return unit;
  }

  /** The event type it was read from, e.g. {@code jdk.CPULoad}. */
  public String source() {
    return source;
  }

  public int size() {
    return time.length;
  }

  public double timeMicros(int row) {
    return time[row];
  }

  public double value(int row) {
    return value[row];
  }
}
