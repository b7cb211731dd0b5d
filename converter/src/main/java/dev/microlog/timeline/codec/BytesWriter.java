package dev.microlog.timeline.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes that grow: the numbers and texts of which segments are made. */
final class BytesWriter {
  /** The greatest amount that a signed number may have: twice of it is still exact. */
  static final long MAX_SIGNED = 1L << 52;

  private byte[] bytes = new byte[256];
  private int size;
  private @Nullable List<Mark> marks;

  /** Where a column begins. */
  record Mark(String column, int position) {}

  /** From now on the beginnings of columns are kept. */
  void keepMarks() {
    marks = new ArrayList<>();
  }

  List<Mark> marks() {
    return marks == null ? List.of() : marks;
  }

  /** Says that what follows, up to the next such call, is the column of that name. */
  void column(String name) {
    if (marks != null) {
      marks.add(new Mark(name, size));
    }
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
    if (marks != null) {
      marks.clear();
    }
  }

  void oneByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Four bytes, the least significant first. */
  void fixed32(int value) {
    reserve(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void append(BytesWriter other) {
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  /** An int from 0, seven bits a byte, the least significant first, the high bit says "more". */
  void count(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative count " + value);
    }
    reserve(5);
    int rest = value;
    while (rest >= 0x80) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A row of another table, or -1: written as the row plus one. */
  void reference(int row) {
    count(row + 1);
  }

  /** A whole number from 0 to 2^53, in the same form as {@link #count}. */
  void whole(long value) {
    if (value < 0 || value > 2 * MAX_SIGNED) {
      throw new IllegalArgumentException("not a whole number from 0 to 2^53: " + value);
    }
    reserve(8);
    long rest = value;
    while (rest >= 0x80) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** The whole number that is nearest, see {@link #signed(long)}. */
  void signed(double value) {
    signed(nearest(value));
  }

  /** A whole number from -2^52 to 2^52: 0, -1, 1, -2, 2 … are written as 0, 1, 2, 3, 4 … */
  void signed(long value) {
    whole(value << 1 ^ value >> 63);
  }

  /**
   * The nearest whole number, as {@link Math#rint} has it; most numbers are whole already.
   *
   * @throws IllegalArgumentException if it is not within 2^52, or not a number
   */
  static long nearest(double value) {
    if (!(Math.abs(value) <= MAX_SIGNED)) {
      throw new IllegalArgumentException("not a number within 2^52: " + value);
    }
    long whole = (long) value;
    return whole == value ? whole : (long) Math.rint(value);
  }

  /** The eight bytes of a double, the least significant first. */
  void raw(double value) {
    long bits = Double.doubleToLongBits(value);
    fixed32((int) bits);
    fixed32((int) (bits >>> 32));
  }

  /** The number of bytes of the text in UTF-8, and these bytes. */
  void text(String text) {
    byte[] encoded = utf8(text);
    count(encoded.length);
    all(encoded);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void all(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, size, values.length);
    size += values.length;
  }

  /** What these bytes take at least if each is coded by itself: an estimate for choices. */
  double entropyBits() {
    int[] counts = new int[256];
    for (int i = 0; i < size; i++) {
      counts[bytes[i] & 0xFF]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count * Math.log((double) count / size);
      }
    }
    return bits / Math.log(2);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, size + (size >> 1)));
    }
  }
}
