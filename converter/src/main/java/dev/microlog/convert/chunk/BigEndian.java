package dev.microlog.convert.chunk;

/** Numbers of fixed length, the most significant byte first. */
final class BigEndian {
  private BigEndian() {}

  static long number(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  static void put(byte[] bytes, int at, int length, long value) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (length - 1 - i)));
    }
  }
}
