package dev.microlog.timeline.analysis;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;

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
  static final int NO_DEPTH = Integer.MAX_VALUE;

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

  Segments(Builder builder) {
    from = builder.from.toArray();
    to = builder.to.toArray();
    cpu = builder.cpu.toArray();
    fromUncertainty = floats(builder.fromUncertainty);
    toUncertainty = floats(builder.toUncertainty);
    node = builder.node.toArray();
    stack = builder.stack.toArray();
    wait = builder.wait.toArray();
    sample = builder.sample.toArray();
    samples = builder.samples.toArray();
    freshDepth = builder.freshDepth.toArray();
    closingDepth = builder.closingDepth.toArray();
    exact = new byte[node.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = (byte) builder.exact.get(i);
    }
  }

  private static float[] floats(DoubleColumn list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i);
    }
    return values;
  }

  public int size() {
    return node.length;
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

  /** Whether it begins where the one before ends. */
  public boolean touchesPrevious(int segment) {
    return segment > 0 && from[segment] == to[segment - 1];
  }

  /** Grows segments in order of time. */
  static final class Builder {
    private final DoubleColumn from = new DoubleColumn();
    private final DoubleColumn to = new DoubleColumn();
    private final DoubleColumn cpu = new DoubleColumn();
    private final DoubleColumn fromUncertainty = new DoubleColumn();
    private final DoubleColumn toUncertainty = new DoubleColumn();
    private final IntColumn node = new IntColumn();
    private final IntColumn stack = new IntColumn();
    private final IntColumn wait = new IntColumn();
    private final IntColumn sample = new IntColumn();
    private final IntColumn samples = new IntColumn();
    private final IntColumn freshDepth = new IntColumn();
    private final IntColumn closingDepth = new IntColumn();
    private final IntColumn exact = new IntColumn();

    /** Adds a segment without samples; what it is besides is said by the methods below. */
    void add(double fromMicros, double toMicros, int node, int stack, int wait) {
      from.add(fromMicros);
      to.add(toMicros);
      cpu.add(0);
      fromUncertainty.add(0);
      toUncertainty.add(0);
      this.node.add(node);
      this.stack.add(stack);
      this.wait.add(wait);
      sample.add(-1);
      samples.add(0);
      freshDepth.add(NO_DEPTH);
      closingDepth.add(NO_DEPTH);
      exact.add(0);
    }

    private int last() {
      return node.size() - 1;
    }

    void samples(int first, int count, double cpuMicros) {
      sample.set(last(), first);
      samples.set(last(), count);
      cpu.set(last(), cpuMicros);
    }

    void uncertainty(double atStart, double atEnd) {
      fromUncertainty.set(last(), atStart);
      toUncertainty.set(last(), atEnd);
    }

    void fresh(int depth, boolean isExact) {
      freshDepth.set(last(), depth);
      exact.set(last(), exact.get(last()) | (isExact ? 1 : 0));
    }

    void closing(int depth, boolean isExact) {
      closingDepth.set(last(), depth);
      exact.set(last(), exact.get(last()) | (isExact ? 2 : 0));
    }
  }
}
