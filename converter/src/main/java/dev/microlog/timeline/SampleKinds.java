package dev.microlog.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Kinds and weights of samples. A recording has few pairs of them, so that a row has a number that
 * says which: a byte, unless there are more than 128; and none if all rows are alike.
 */
final class SampleKinds {
  private static final int MOST_IN_BYTES = 128;

  /** Empty if all rows have the first pair, or if {@link #wide} has them. */
  private final byte[] pairs;

  private final int[] wide;
  private final int[] kind;
  private final int[] weight;

  private SampleKinds(int[] pair, int[] kind, int[] weight) {
    this.kind = kind;
    this.weight = weight;
    wide = kind.length > MOST_IN_BYTES ? pair : new int[0];
    pairs = new byte[kind.length < 2 || kind.length > MOST_IN_BYTES ? 0 : pair.length];
    for (int row = 0; row < pairs.length; row++) {
      pairs[row] = (byte) pair[row];
    }
  }

  int kind(int row) {
    return kind[pair(row)];
  }

  int weight(int row) {
    return weight[pair(row)];
  }

  boolean has(int wanted, int rows) {
    boolean may = false;
    for (int each : kind) {
      may |= each == wanted;
    }
    int row = 0;
    while (may && row < rows && kind(row) != wanted) {
      row++;
    }
    return may && row < rows;
  }

  /** The sum of the weights of a kind. */
  double sum(int from, int to, int wanted) {
    double[] weights = new double[kind.length];
    boolean may = false;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = kind[i] == wanted ? weight[i] : 0;
      may |= weights[i] != 0;
    }
    if (!may || weights.length == 1) {
      return may ? weights[0] * (to - from) : 0;
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      sum += weights[pair(row)];
    }
    return sum;
  }

  /** Which pair a row has, from 0. */
  int pair(int row) {
    return pairs.length > 0 ? pairs[row] : wide.length > 0 ? wide[row] : 0;
  }

  /** Grows the columns. Not thread-safe. */
  static final class Builder {
    private final IntColumn pair = new IntColumn();
    private final IntColumn kind = new IntColumn();
    private final IntColumn weight = new IntColumn();
    private final RowIndex index = new RowIndex(kind, weight, weight);
    private int last;

    void add(int ofKind, int ofWeight) {
      pair.add(pair(ofKind, ofWeight));
    }

    private int pair(int ofKind, int ofWeight) {
      if (last < kind.size() && kind.get(last) == ofKind && weight.get(last) == ofWeight) {
        return last;
      }
      int known = index.findOrAdd(ofKind, ofWeight, ofWeight);
      if (known < 0) {
        known = kind.size();
        kind.add(ofKind);
        weight.add(ofWeight);
      }
      last = known;
      return known;
    }

    /** Adds rows of which each has one of these pairs. */
    void addAll(int[] pairs, int[] kinds, int[] weights) {
      int[] known = new int[kinds.length];
      boolean isSame = true;
      for (int i = 0; i < known.length; i++) {
        known[i] = pair(kinds[i], weights[i]);
        isSame &= known[i] == i;
      }
      if (isSame) {
        pair.addAll(pairs);
        return;
      }
      int[] mapped = new int[pairs.length];
      for (int row = 0; row < mapped.length; row++) {
        mapped[row] = known[pairs[row]];
      }
      pair.addAll(mapped);
    }

    void clear() {
      pair.clear();
    }

    SampleKinds frozen(int @Nullable [] order) {
      return new SampleKinds(pair.frozen(order), kind.toArray(), weight.toArray());
    }
  }
}
