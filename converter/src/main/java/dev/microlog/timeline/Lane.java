package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A metric over time: values at instants, ordered by time.
 *
 * <p>Names are dotted and stable ({@code cpu.jvm.user}, {@code heap.used}); {@code docs/FORMAT.md}
 * lists those the converter makes.
 */
public final class Lane {
  private static final int BLOCK = 16;

  private final String name;
  private final String unit;
  private final String source;
  private final double[] time;
  private final double[] value;
  private volatile @Nullable Blocks blocks;

  Lane(String name, String unit, String source, DoubleColumn time, DoubleColumn value) {
    this.name = name;
    this.unit = unit;
    this.source = source;
    int[] order = RowOrder.byTime(time);
    this.time = time.frozen(order);
    this.value = value.frozen(order);
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

  /** The last row at or before an instant, -1 if the lane begins later. */
  public int rowAt(double micros) {
    int low = 0;
    int high = time.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The first row from one on whose instant is not before that, {@link #size()} if none is. */
  public int firstFrom(int row, double micros) {
    int low = row;
    int high = row;
    int step = 1;
    while (high < time.length && time[high] < micros) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, time.length);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The least value of rows {@code from} to {@code to - 1}. */
  public double least(int from, int to) {
    double least = value[from];
    int row = from + 1;
    while (row < to) {
      boolean isBlock = row % BLOCK == 0 && to - row >= BLOCK;
      double next = isBlock ? blocks().least[row / BLOCK] : value[row];
      least = next < least ? next : least;
      row += isBlock ? BLOCK : 1;
    }
    return least;
  }

  /** The greatest value of rows {@code from} to {@code to - 1}. */
  public double greatest(int from, int to) {
    double greatest = value[from];
    int row = from + 1;
    while (row < to) {
      boolean isBlock = row % BLOCK == 0 && to - row >= BLOCK;
      double next = isBlock ? blocks().greatest[row / BLOCK] : value[row];
      greatest = next > greatest ? next : greatest;
      row += isBlock ? BLOCK : 1;
    }
    return greatest;
  }

  private Blocks blocks() {
    Blocks known = blocks;
    if (known == null) {
      known = new Blocks(value);
      blocks = known;
    }
    return known;
  }

  /** The least and the greatest value of each {@value #BLOCK} rows: made when first asked for. */
  private static final class Blocks {
    private final double[] least;
    private final double[] greatest;

    Blocks(double[] value) {
      least = new double[value.length / BLOCK];
      greatest = new double[least.length];
      for (int block = 0; block < least.length; block++) {
        double low = value[block * BLOCK];
        double high = low;
        for (int row = block * BLOCK + 1; row < (block + 1) * BLOCK; row++) {
          double each = value[row];
          if (each < low) {
            low = each;
          } else if (each > high) {
            high = each;
          }
        }
        least[block] = low;
        greatest[block] = high;
      }
    }
  }

  public double value(int row) {
    return value[row];
  }
}
