package dev.microlog.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Where the frames of a zstd file are, as the headers of their blocks tell (RFC 8878, 3.1.1): few
 * bytes are read, and nothing is inflated. Not thread-safe.
 */
final class ZstdFrames {
  private static final int MAGIC = 0xFD2FB528;
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int CHECKSUM_BYTES = 4;
  private static final int RLE_BLOCK = 1;
  private static final int RESERVED_BLOCK = 3;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  private ZstdFrames(FileChannel file) {
    this.file = file;
  }

  /**
   * The last of the whole frames at the beginning of a file.
   *
   * @param start offset of its first byte, -1 if there is no whole frame
   * @param end offset of the byte after it, 0 if there is none
   */
  record Last(long start, long end) {}

  /** Looks for the last whole frame; what follows it is cut off, or no frame. */
  static Last last(FileChannel file) throws IOException {
    ZstdFrames frames = new ZstdFrames(file);
    long size = file.size();
    Last last = new Last(-1, 0);
    while (last.end() < size) {
      long end = frames.endOfFrame(last.end());
      if (end < 0 || end > size) {
        break;
      }
      last = new Last(last.end(), end);
    }
    return last;
  }

  /** Where the frame that begins there ends; -1 if none begins there or its blocks do not end. */
  private long endOfFrame(long start) throws IOException {
    if (!read(start, 5) || buffer.getInt(0) != MAGIC) {
      return -1;
    }
    int descriptor = buffer.get(4);
    boolean isSingleSegment = (descriptor & 0x20) != 0;
    int contentSize = CONTENT_SIZE_BYTES[descriptor >> 6 & 3];
    int headerBytes =
        5
            + (isSingleSegment ? Math.max(1, contentSize) : 1 + contentSize)
            + DICTIONARY_ID_BYTES[descriptor & 3];
    long end = endOfBlocks(start + headerBytes);
    boolean hasChecksum = (descriptor & 4) != 0;
    return end < 0 || !hasChecksum ? end : end + CHECKSUM_BYTES;
  }

  private long endOfBlocks(long start) throws IOException {
    long at = start;
    while (read(at, BLOCK_HEADER_BYTES)) {
      int header = buffer.getInt(0) & 0xFFFFFF;
      int type = header >> 1 & 3;
      if (type == RESERVED_BLOCK) {
        return -1;
      }
      at += BLOCK_HEADER_BYTES + (type == RLE_BLOCK ? 1 : header >> 3);
      boolean isLast = (header & 1) != 0;
      if (isLast) {
        return at;
      }
    }
    return -1;
  }

  /** Whether the file has these bytes; then they are in the buffer. */
  private boolean read(long position, int length) throws IOException {
    buffer.clear().limit(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        return false;
      }
    }
    buffer.clear();
    return true;
  }
}
