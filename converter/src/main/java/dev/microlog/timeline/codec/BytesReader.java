package dev.microlog.timeline.codec;

import java.nio.charset.StandardCharsets;

/** Reads what {@link BytesWriter} wrote, and never beyond its end, whatever the bytes say. */
final class BytesReader {
  private static final double TWO_28 = 1 << 28;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads {@code bytes[from]} to {@code bytes[to - 1]}. */
  BytesReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  int remaining() {
    return end - at;
  }

  boolean hasMore() {
    return at < end;
  }

  /** A reader that stands where this one stands. */
  BytesReader copy() {
    return new BytesReader(bytes, at, end);
  }

  /** Goes on where a copy has arrived. */
  void skipTo(BytesReader copy) {
    at = copy.at;
  }

  /** A reader of the next bytes, which this one skips. */
  BytesReader slice(int length) throws MalformedTimelineException {
    need(length);
    BytesReader slice = new BytesReader(bytes, at, at + length);
    at += length;
    return slice;
  }

  int oneByte() throws MalformedTimelineException {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int fixed32() throws MalformedTimelineException {
    need(4);
    int value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (bytes[at++] & 0xFF) << shift;
    }
    return value;
  }

  int count() throws MalformedTimelineException {
    if (at >= end) {
      throw cut();
    }
    int first = bytes[at++];
    if (first >= 0) {
      return first;
    }
    int value = first & 0x7F;
    for (int shift = 7; shift < 35; shift += 7) {
      if (at >= end) {
        throw cut();
      }
      int next = bytes[at++];
      if (shift == 28 && (next & 0xF8) != 0) {
        break;
      }
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedTimelineException("number out of range at byte " + at + " of a segment");
  }

  /**
   * The number of rows that follow, of which each takes at least one byte.
   *
   * @throws MalformedTimelineException if there cannot be so many
   */
  int rowCount() throws MalformedTimelineException {
    int rows = count();
    if (rows > end - at) {
      throw new MalformedTimelineException(rows + " rows announced in " + (end - at) + " bytes");
    }
    return rows;
  }

  /** A row of a table of that size, or -1. */
  int reference(int size) throws MalformedTimelineException {
    int row = count() - 1;
    if (row >= size) {
      throw new MalformedTimelineException("row " + row + " of a table of " + size);
    }
    return row;
  }

  double whole() throws MalformedTimelineException {
    if (at >= end) {
      throw cut();
    }
    int first = bytes[at++];
    if (first >= 0) {
      return first;
    }
    int low = first & 0x7F;
    for (int shift = 7; shift < 28; shift += 7) {
      if (at >= end) {
        throw cut();
      }
      int next = bytes[at++];
      low |= (next & 0x7F) << shift;
      if (next >= 0) {
        return low;
      }
    }
    int high = count();
    if (high > 1 << 25) {
      throw new MalformedTimelineException("number out of range at byte " + at + " of a segment");
    }
    return high * TWO_28 + low;
  }

  double signed() throws MalformedTimelineException {
    if (end - at >= 2) {
      // most numbers have one or two bytes: these without arithmetic on doubles
      int first = bytes[at];
      if (first >= 0) {
        at++;
        return (first >>> 1) ^ -(first & 1);
      }
      int second = bytes[at + 1];
      if (second >= 0) {
        at += 2;
        int folded = (first & 0x7F) | second << 7;
        return (folded >>> 1) ^ -(folded & 1);
      }
    }
    double folded = whole();
    double half = Math.floor(folded / 2);
    return half * 2 == folded ? half : -half - 1;
  }

  // Columns: one loop each, for all tables, so that it is soon known to be hot. A number of one or
  // two bytes, as most are, is read in place.

  /** Fills a column with counts. */
  void counts(int[] column) throws MalformedTimelineException {
    byte[] from = bytes;
    int next = at;
    int last = end - 1;
    for (int row = 0; row < column.length; row++) {
      if (next < last) {
        int first = from[next];
        if (first >= 0) {
          next++;
          column[row] = first;
          continue;
        }
        int second = from[next + 1];
        if (second >= 0) {
          next += 2;
          column[row] = (first & 0x7F) | second << 7;
          continue;
        }
      }
      at = next;
      column[row] = count();
      next = at;
    }
    at = next;
  }

  /** Fills a column with signed numbers that are ints. */
  void signedInts(int[] column) throws MalformedTimelineException {
    if (!fitInts(column)) {
      throw new MalformedTimelineException("number out of range at byte " + at + " of a segment");
    }
  }

  /** The same; false, and stays somewhere, if one of them is none. */
  boolean fitInts(int[] column) throws MalformedTimelineException {
    byte[] from = bytes;
    int next = at;
    int last = end - 1;
    for (int row = 0; row < column.length; row++) {
      if (next < last) {
        int first = from[next];
        if (first >= 0) {
          next++;
          column[row] = (first >>> 1) ^ -(first & 1);
          continue;
        }
        int second = from[next + 1];
        if (second >= 0) {
          next += 2;
          int folded = (first & 0x7F) | second << 7;
          column[row] = (folded >>> 1) ^ -(folded & 1);
          continue;
        }
      }
      at = next;
      double value = signed();
      column[row] = (int) value;
      if (column[row] != value) {
        return false;
      }
      next = at;
    }
    at = next;
    return true;
  }

  /** Fills a column with signed numbers. */
  void signed(double[] column) throws MalformedTimelineException {
    byte[] from = bytes;
    int next = at;
    int last = end - 1;
    for (int row = 0; row < column.length; row++) {
      if (next < last) {
        int first = from[next];
        if (first >= 0) {
          next++;
          column[row] = (first >>> 1) ^ -(first & 1);
          continue;
        }
        int second = from[next + 1];
        if (second >= 0) {
          next += 2;
          int folded = (first & 0x7F) | second << 7;
          column[row] = (folded >>> 1) ^ -(folded & 1);
          continue;
        }
      }
      at = next;
      column[row] = signed();
      next = at;
    }
    at = next;
  }

  double raw() throws MalformedTimelineException {
    long low = fixed32() & 0xFFFFFFFFL;
    long high = fixed32();
    return Double.longBitsToDouble(high << 32 | low);
  }

  String text() throws MalformedTimelineException {
    return text(count());
  }

  /** A text whose length in bytes is known. */
  String text(int length) throws MalformedTimelineException {
    need(length);
    String text = text(bytes, at, length);
    at += length;
    return text;
  }

  /** A text of UTF-8: most are ASCII, which in the browser takes a tenth of the time. */
  static String text(byte[] bytes, int from, int length) {
    char[] ascii = new char[length];
    for (int i = 0; i < length; i++) {
      int each = bytes[from + i];
      if (each < 0) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
      }
      ascii[i] = (char) each;
    }
    return new String(ascii);
  }

  /** A copy of the next bytes. */
  byte[] bytes(int length) throws MalformedTimelineException {
    need(length);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, at, copy, 0, length);
    at += length;
    return copy;
  }

  private void need(int length) throws MalformedTimelineException {
    if (length < 0 || length > end - at) {
      throw cut();
    }
  }

  private MalformedTimelineException cut() {
    return new MalformedTimelineException("a section ends too early, at byte " + at);
  }
}
