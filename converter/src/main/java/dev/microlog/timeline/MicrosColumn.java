package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Instants in µs that stay as they are: four bytes each where all are a whole number of steps from
 * the first, as nearly always, and else eight. An hour fits into four bytes in steps of 1 µs.
 */
public final class MicrosColumn {
  private static final double[] STEPS = {100, 50, 1, 0.5};
  private static final double TWO_31 = 2147483648.0;
  private static final int[] NONE = {};

  /** Steps from {@link #origin}; empty if {@link #micros} holds the instants. */
  private final int[] steps;

  private final double[] micros;
  private final double origin;
  private final double step;

  private MicrosColumn(double[] micros) {
    double least = Double.POSITIVE_INFINITY;
    for (double instant : micros) {
      if (instant < least) {
        least = instant;
      }
    }
    for (double each : STEPS) {
      double middle = least + TWO_31 * each;
      int[] told = inSteps(micros, middle, each);
      if (told != null) {
        this.micros = new double[0];
        steps = told;
        origin = middle;
        step = each;
        return;
      }
    }
    this.micros = micros;
    steps = NONE;
    origin = 0;
    step = 1;
  }

  private MicrosColumn(int[] steps, double step) {
    this.steps = steps;
    this.step = step;
    micros = new double[0];
    origin = 0;
  }

  /** A column of these instants, which the caller does not change any more. */
  public static MicrosColumn of(double[] micros) {
    return new MicrosColumn(micros);
  }

  /** The instants in steps from an origin; null if one of them would not be the same again. */
  private static int @Nullable [] inSteps(double[] micros, double origin, double step) {
    int[] steps = new int[micros.length];
    for (int row = 0; row < steps.length; row++) {
      int told = (int) ((micros[row] - origin) / step);
      if (origin + told * step != micros[row]) {
        return null;
      }
      steps[row] = told;
    }
    return steps;
  }

  public int size() {
    return Math.max(steps.length, micros.length);
  }

  public double get(int row) {
    return steps.length == 0 ? micros[row] : origin + steps[row] * step;
  }

  /**
   * The first row in {@code from … to - 1} with a later instant; {@code to} if there is none. The
   * rows must be in order of time. By doubling and then halving steps, so that what is near is
   * found soon.
   */
  public int firstAfter(int from, int to, double instant) {
    return steps.length == 0
        ? firstAbove(micros, from, to, instant)
        : firstAbove(steps, from, to, (instant - origin) / step);
  }

  /** The first row in {@code from … to - 1} that is not before an instant, likewise. */
  public int firstFrom(int from, int to, double instant) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstAbove(int[] values, int from, int to, double value) {
    int low = from;
    int high = from;
    int step = 1;
    while (high < to && values[high] <= value) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstAbove(double[] values, int from, int to, double value) {
    int low = from;
    int high = from;
    int step = 1;
    while (high < to && values[high] <= value) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Grows a column. Not thread-safe. */
  static final class Builder {
    private final double step;
    private final IntColumn steps = new IntColumn();
    private final DoubleColumn micros = new DoubleColumn();

    /** Whether an instant came that is no whole number of steps: {@link #micros} holds all then. */
    private boolean exact;

    Builder(double step) {
      this.step = step;
    }

    void add(double instant) {
      if (!exact) {
        int whole = (int) (instant / step);
        if (whole * step == instant) {
          steps.add(whole);
          return;
        }
        beExact();
      }
      micros.add(instant);
    }

    /** Adds instants told in steps, which the caller does not change any more. */
    void addSteps(int[] more) {
      if (!exact) {
        steps.addAll(more);
        return;
      }
      for (int whole : more) {
        micros.add(whole * step);
      }
    }

    void addAll(double[] more) {
      beExact();
      micros.addAll(more);
    }

    private void beExact() {
      if (!exact) {
        exact = true;
        micros.addAll(inMicros());
        steps.clear();
      }
    }

    private double[] inMicros() {
      double[] all = new double[steps.size()];
      for (int row = 0; row < all.length; row++) {
        all[row] = steps.get(row) * step;
      }
      return all;
    }

    int size() {
      return exact ? micros.size() : steps.size();
    }

    void clear() {
      exact = false;
      steps.clear();
      micros.clear();
    }

    /** Whether within each thread no instant is before the one above it. */
    boolean isByThread(IntColumn thread) {
      if (exact) {
        return RowOrder.isByThread(thread, micros, null);
      }
      int[] threads = thread.values();
      int[] instants = steps.values();
      int rows = steps.size();
      for (int row = 1; row < rows; row++) {
        if (threads[row] != threads[row - 1]
            ? threads[row] < threads[row - 1]
            : instants[row] < instants[row - 1]) {
          return false;
        }
      }
      return true;
    }

    /** The instants as a column that sorts. */
    DoubleColumn inOrderOfAdding() {
      if (exact) {
        return micros;
      }
      DoubleColumn all = new DoubleColumn();
      all.addAll(inMicros());
      return all;
    }

    MicrosColumn frozen(int @Nullable [] order) {
      return exact
          ? new MicrosColumn(micros.frozen(order))
          : new MicrosColumn(steps.frozen(order), step);
    }
  }
}
