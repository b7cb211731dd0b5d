package dev.microlog.web.paint;

import java.util.Arrays;

/**
 * A row of boxes that are one CSS pixel wide each. A painter draws all of it at once: as boxes of
 * their own, a screen full of them takes it ten times as long.
 */
public final class PixelRow {
  private static final int NONE = -1;

  private double left;
  private int[] cells = new int[0];
  private int length;
  private int from;
  private int to;

  /** Makes it empty, to be filled from {@code left} to {@code right}. */
  public void begin(double left, double right) {
    this.left = Math.floor(left);
    length = (int) (Math.ceil(right) - this.left);
    if (length > cells.length) {
      cells = new int[length];
      Arrays.fill(cells, NONE);
    } else {
      Arrays.fill(cells, from, Math.max(from, to), NONE);
    }
    from = length;
    to = 0;
  }

  /**
   * Sets a box; one that is out of the row is left out.
   *
   * @param x its left border, a whole number
   * @param alpha from 0 to 1
   */
  public void set(double x, Ink ink, double alpha) {
    int at = (int) (x - left);
    if (at >= 0 && at < length) {
      cells[at] = ink.ordinal() << 8 | (int) (alpha * 255 + 0.5);
      from = Math.min(from, at);
      to = Math.max(to, at + 1);
    }
  }

  public boolean isEmpty() {
    return from >= to;
  }

  /** Where the first box is. */
  public double x() {
    return left + from;
  }

  /** From the first box to the last, those in between that are not set included. */
  public int size() {
    return to - from;
  }

  public boolean isSet(int box) {
    return cells[from + box] != NONE;
  }

  /** The number of the ink in {@link Ink}. */
  public int ink(int box) {
    return cells[from + box] >> 8;
  }

  /** From 0 to 255. */
  public int alpha(int box) {
    return cells[from + box] & 255;
  }
}
