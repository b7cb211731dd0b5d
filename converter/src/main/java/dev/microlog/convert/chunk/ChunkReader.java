package dev.microlog.convert.chunk;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A position in a chunk and the encodings in which values are read there. Anything beyond the end
 * is a {@link DamagedChunkException}, never an array's.
 */
public final class ChunkReader {
  /** The bytes that a number of variable length has at most. */
  private static final int MAX_VARINT = 9;

  private final byte[] bytes;
  private int limit;
  private final boolean compressed;
  private int at;

  public ChunkReader(byte[] bytes, int at, int limit, boolean compressed) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
    this.compressed = compressed;
  }

  /** Where the next value is. */
  public int position() {
    return at;
  }

  public void position(int position) {
    at = position;
  }

  /** Nothing is read from here on. */
  public void limit(int newLimit) {
    limit = newLimit;
  }

  public int remaining() {
    return limit - at;
  }

  public void skip(int length) throws DamagedChunkException {
    if (length < 0 || length > limit - at) {
      throw beyond();
    }
    at += length;
  }

  /** Passes over a long without looking at it. */
  public void skipLong() throws DamagedChunkException {
    if (!compressed) {
      skip(8);
      return;
    }
    int end = Math.min(limit, at + 8);
    while (at < end) {
      if (bytes[at++] >= 0) {
        return;
      }
    }
    oneByte();
  }

  /** Whether numbers are of variable length. */
  public boolean isCompressed() {
    return compressed;
  }

  /** Passes over so many numbers of variable length. */
  public void skipNumbers(long count) throws DamagedChunkException {
    int position = at;
    for (long left = count; left > 0; left--) {
      int last = position + 8;
      while (position < limit && position < last && bytes[position] < 0) {
        position++;
      }
      position++;
      if (position > limit) {
        throw beyond();
      }
    }
    at = position;
  }

  /** Passes over a number of so many bytes, unless numbers are compressed. */
  public void skipNumber(int fixedLength) throws DamagedChunkException {
    if (compressed) {
      skipLong();
    } else {
      skip(fixedLength);
    }
  }

  public void skipText() throws DamagedChunkException {
    switch (oneByte()) {
      case 0, 1 -> {}
      case 2 -> skipLong();
      case 3, 5 -> skip(intNumber());
      case 4 -> {
        for (int count = intNumber(); count > 0; count--) {
          skipNumber(2);
        }
      }
      default -> throw new DamagedChunkException("unknown text encoding at byte " + (at - 1));
    }
  }

  public float floatNumber() throws DamagedChunkException {
    return Float.intBitsToFloat((int) fixed(4));
  }

  public double doubleNumber() throws DamagedChunkException {
    return Double.longBitsToDouble(fixed(8));
  }

  public short shortNumber() throws DamagedChunkException {
    return compressed ? (short) varint() : (short) fixed(2);
  }

  public int oneByte() throws DamagedChunkException {
    if (at >= limit) {
      throw beyond();
    }
    return bytes[at++] & 0xFF;
  }

  public int intNumber() throws DamagedChunkException {
    return compressed ? (int) varint() : (int) fixed(4);
  }

  public long longNumber() throws DamagedChunkException {
    return compressed ? varint() : fixed(8);
  }

  /** Seven bits a byte, the least significant first; a ninth byte has eight. */
  private long varint() throws DamagedChunkException {
    if (limit - at < MAX_VARINT) {
      return varintNearLimit();
    }
    byte first = bytes[at++];
    if (first >= 0) {
      return first;
    }
    long value = first & 0x7F;
    int position = at;
    for (int shift = 7; shift < 56; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        at = position;
        return value;
      }
    }
    value |= (long) bytes[position++] << 56;
    at = position;
    return value;
  }

  /** The same where the number may reach beyond the limit. */
  private long varintNearLimit() throws DamagedChunkException {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    return value | (long) oneByte() << 56;
  }

  private long fixed(int length) throws DamagedChunkException {
    if (limit - at < length) {
      throw beyond();
    }
    at += length;
    return BigEndian.number(bytes, at - length, length);
  }

  /** A text that stands here, not in a pool; null if it is null or refers to a pool. */
  public @Nullable String text() throws DamagedChunkException {
    int encoding = oneByte();
    return switch (encoding) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> {
        longNumber();
        yield null;
      }
      case 3 -> decode(intNumber(), StandardCharsets.UTF_8);
      case 4 -> chars(intNumber());
      case 5 -> decode(intNumber(), StandardCharsets.ISO_8859_1);
      default ->
          throw new DamagedChunkException("text encoding " + encoding + " at byte " + (at - 1));
    };
  }

  private String decode(int length, Charset charset) throws DamagedChunkException {
    if (length < 0 || length > limit - at) {
      throw beyond();
    }
    at += length;
    return new String(bytes, at - length, length, charset);
  }

  private String chars(int length) throws DamagedChunkException {
    if (length < 0 || length > limit - at) {
      throw beyond();
    }
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) shortNumber();
    }
    return new String(chars);
  }

  private DamagedChunkException beyond() {
    return new DamagedChunkException("a value reaches beyond byte " + limit);
  }
}
