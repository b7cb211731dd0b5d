package dev.microlog.timeline.analysis.spans;

/**
 * What a thread did when: its samples and waits as stretches of time that do not overlap, in order.
 *
 * <pre>
 *   samples   x   x   x                     x
 *   waits                 [===========]
 *   segments [  |   |   |-|===========|-] [   ]       "-" only the shared frames are known
 *             0   1   2  3      4      5     6
 * </pre>
 *
 * <p>Segments that touch belong to one stretch: frames that both share go on. What lies between
 * segments that do not touch is a gap, about which the recording says nothing.
 */
public final class Segments {
  /** No frame of the segment begins (ends) with it. */
  public static final int NO_DEPTH = Integer.MAX_VALUE;

  private final int size;
  private final double[] from;
  private final double[] to;
  private final double[] cpu;
  private final float[] fromUncertainty;
  private final float[] toUncertainty;
  private final int[] node;
  private final int[] stack;
  private final int[] wait;
  private final int[] sample;
  private final int[] samples;
  private final int[] freshDepth;
  private final int[] closingDepth;
  private final byte[] exact;

  /** Takes the columns of a builder, which is not used any more. */
  Segments(Builder builder) {
    size = builder.size;
    from = builder.from;
    to = builder.to;
    cpu = builder.cpu;
    fromUncertainty = builder.fromUncertainty;
    toUncertainty = builder.toUncertainty;
    node = builder.node;
    stack = builder.stack;
    wait = builder.wait;
    sample = builder.sample;
    samples = builder.samples;
    freshDepth = builder.freshDepth;
    closingDepth = builder.closingDepth;
    exact = builder.exact;
  }

  public int size() {
    return size;
  }

  /** The first that ends after an instant; {@link #size()} if none does. */
  public int firstEndingAfter(double micros) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (to[middle] <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public double fromMicros(int segment) {
    return from[segment];
  }

  public double toMicros(int segment) {
    return to[segment];
  }

  /** CPU time of the samples in it, in µs. */
  public double cpuMicros(int segment) {
    return cpu[segment];
  }

  /**
   * How far from {@link #fromMicros} the border may be, for frames that do not begin there exactly.
   */
  float fromUncertaintyMicros(int segment) {
    return fromUncertainty[segment];
  }

  float toUncertaintyMicros(int segment) {
    return toUncertainty[segment];
  }

  /** A node of the {@link MethodTree}; -1 if it is not known what ran. */
  public int node(int segment) {
    return node[segment];
  }

  /** A stack with that node; -1 if there is none. */
  public int stack(int segment) {
    return stack[segment];
  }

  /** The wait that the thread was in, -1 if it was in none. */
  public int wait(int segment) {
    return wait[segment];
  }

  /** The first sample, -1 if there is none. */
  public int sample(int segment) {
    return sample[segment];
  }

  /** The number of samples. */
  public int samples(int segment) {
    return samples[segment];
  }

  /** Frames from this depth on begin with the segment even if the one before has the same. */
  int freshDepth(int segment) {
    return freshDepth[segment];
  }

  /** Frames from this depth on end with the segment. */
  int closingDepth(int segment) {
    return closingDepth[segment];
  }

  /** Whether frames from {@link #freshDepth} on begin exactly at {@link #fromMicros}. */
  boolean exactFrom(int segment) {
    return (exact[segment] & 1) != 0;
  }

  boolean exactTo(int segment) {
    return (exact[segment] & 2) != 0;
  }

  /** How many levels of calls, counted from the root, go on from the segment before. */
  public int levelsKept(MethodTree tree, int segment) {
    if (!touchesPrevious(segment)) {
      return 0;
    }
    int shared = tree.sharedLevels(node[segment - 1], node[segment]);
    return Math.min(shared, Math.min(closingDepth[segment - 1], freshDepth[segment]));
  }

  /** Whether it begins where the one before ends. */
  public boolean touchesPrevious(int segment) {
    return segment > 0 && from[segment] == to[segment - 1];
  }

  /** Grows segments in order of time: arrays that grow together, as there are many. */
  static final class Builder {
    private int size;
    private double[] from;
    private double[] to;
    private double[] cpu;
    private float[] fromUncertainty;
    private float[] toUncertainty;
    private int[] node;
    private int[] stack;
    private int[] wait;
    private int[] sample;
    private int[] samples;
    private int[] freshDepth;
    private int[] closingDepth;
    private byte[] exact;

    /**
     * @param expected how many segments there will be about
     */
    Builder(int expected) {
      int length = expected + 16;
      from = new double[length];
      to = new double[length];
      cpu = new double[length];
      fromUncertainty = new float[length];
      toUncertainty = new float[length];
      node = new int[length];
      stack = new int[length];
      wait = new int[length];
      sample = new int[length];
      samples = new int[length];
      freshDepth = new int[length];
      closingDepth = new int[length];
      exact = new byte[length];
    }

    /** Adds a segment without samples; what it is besides is said by the methods below. */
    void add(double fromMicros, double toMicros, int node, int stack, int wait) {
      int at = size;
      if (at == from.length) {
        grow();
      }
      from[at] = fromMicros;
      to[at] = toMicros;
      this.node[at] = node;
      this.stack[at] = stack;
      this.wait[at] = wait;
      sample[at] = -1;
      freshDepth[at] = NO_DEPTH;
      closingDepth[at] = NO_DEPTH;
      size = at + 1;
    }

    void samples(int first, int count, double cpuMicros) {
      sample[size - 1] = first;
      samples[size - 1] = count;
      cpu[size - 1] = cpuMicros;
    }

    void uncertainty(double atStart, double atEnd) {
      fromUncertainty[size - 1] = (float) atStart;
      toUncertainty[size - 1] = (float) atEnd;
    }

    void fresh(int depth, boolean isExact) {
      freshDepth[size - 1] = depth;
      exact[size - 1] |= (byte) (isExact ? 1 : 0);
    }

    void closing(int depth, boolean isExact) {
      closingDepth[size - 1] = depth;
      exact[size - 1] |= (byte) (isExact ? 2 : 0);
    }

    private void grow() {
      int length = size + size / 2;
      from = (double[]) copied(from, new double[length]);
      to = (double[]) copied(to, new double[length]);
      cpu = (double[]) copied(cpu, new double[length]);
      fromUncertainty = (float[]) copied(fromUncertainty, new float[length]);
      toUncertainty = (float[]) copied(toUncertainty, new float[length]);
      node = (int[]) copied(node, new int[length]);
      stack = (int[]) copied(stack, new int[length]);
      wait = (int[]) copied(wait, new int[length]);
      sample = (int[]) copied(sample, new int[length]);
      samples = (int[]) copied(samples, new int[length]);
      freshDepth = (int[]) copied(freshDepth, new int[length]);
      closingDepth = (int[]) copied(closingDepth, new int[length]);
      exact = (byte[]) copied(exact, new byte[length]);
    }

    /** Not with Arrays.copyOf, which in the browser copies one by one. */
    private Object copied(Object from, Object to) {
      System.arraycopy(from, 0, to, 0, size);
      return to;
    }
  }
}
