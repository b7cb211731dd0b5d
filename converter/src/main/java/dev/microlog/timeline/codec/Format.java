package dev.microlog.timeline.codec;

/** What every segment begins with. */
final class Format {
  /** {@code mlog} in ASCII. */
  static final byte[] MAGIC = {'m', 'l', 'o', 'g'};

  /** Grows when an older reader would misread what a newer writer writes. */
  static final int VERSION = 2;

  /** Magic, version, and the number of bytes that follow. */
  static final int HEADER_BYTES = 9;

  private Format() {}
}
