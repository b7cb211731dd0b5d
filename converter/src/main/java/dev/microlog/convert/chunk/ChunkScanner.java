package dev.microlog.convert.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks in a file, from header to header. Where a header does not say where the next one
 * is (an unfinished or cut chunk, garbage between chunks), the file is searched for it.
 */
public final class ChunkScanner {
  private static final int WINDOW = 1 << 20;

  /** Java arrays hold no more. */
  private static final long MAX_CHUNK = Integer.MAX_VALUE - 64;

  private final Path file;
  private final String name;
  private final List<ChunkSpan> spans = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();

  /**
   * @param name what the file is called in messages
   */
  public ChunkScanner(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  public List<ChunkSpan> spans() {
    return spans;
  }

  /** What was passed over, one line each. */
  public List<String> losses() {
    return losses;
  }

  public void scan() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long at = 0;
      while (at < size) {
        ChunkHeader header = header(channel, at, size);
        if (header == null) {
          at = skipGarbage(channel, at, size);
        } else {
          at = addChunk(channel, at, size, header);
        }
      }
    }
  }

  private static @Nullable ChunkHeader header(FileChannel channel, long at, long size)
      throws IOException {
    if (size - at < ChunkHeader.BYTES) {
      return null;
    }
    byte[] bytes = read(channel, at, ChunkHeader.BYTES);
    if (!ChunkHeader.isMagic(bytes, 0)) {
      return null;
    }
    ChunkHeader header = ChunkHeader.read(bytes, 0);
    return header.isPlausible() ? header : null;
  }

  private long skipGarbage(FileChannel channel, long at, long size) throws IOException {
    long next = findHeader(channel, at + 1, size, null);
    losses.add((next - at) + " bytes at byte " + at + " of " + name + " belong to no chunk");
    return next;
  }

  private long addChunk(FileChannel channel, long at, long size, ChunkHeader header)
      throws IOException {
    if (!header.isSupported()) {
      throw new UnsupportedChunkException(
          name
              + " is of JFR version "
              + header.major()
              + "."
              + header.minor()
              + ", but this Microlog reads versions 1 and 2: use a newer one");
    }
    long end = at + header.size();
    boolean followed =
        header.size() >= ChunkHeader.BYTES
            && end <= size
            && (end == size || header(channel, end, size) != null);
    if (followed) {
      add(at, end, header, header.isFinished());
      return end;
    }
    if (header.isFinished() && end <= size) {
      // What follows is no chunk, but that does not concern this one.
      add(at, end, header, true);
      return end;
    }
    // Cut or unfinished: all up to the next header belongs to it.
    end = findHeader(channel, at + ChunkHeader.BYTES, size, header);
    add(at, end, header, false);
    return end;
  }

  private void add(long at, long end, ChunkHeader header, boolean intact) {
    if (end - at > MAX_CHUNK) {
      losses.add("the chunk at byte " + at + " of " + name + " is larger than 2 GB");
      return;
    }
    spans.add(new ChunkSpan(file, name, at, (int) (end - at), header, intact));
  }

  /**
   * The position of the next header, or the end of the file. A chunk holds copies of its own header
   * since JDK 14, which are passed over.
   */
  private static long findHeader(
      FileChannel channel, long from, long size, @Nullable ChunkHeader own) throws IOException {
    long at = from;
    while (size - at >= ChunkHeader.BYTES) {
      int length = (int) Math.min(WINDOW, size - at);
      byte[] window = read(channel, at, length);
      int last = length - ChunkHeader.BYTES;
      for (int i = 0; i <= last; i++) {
        if (ChunkHeader.isMagic(window, i)) {
          ChunkHeader found = ChunkHeader.read(window, i);
          if (found.isPlausible() && (own == null || found.startNanos() != own.startNanos())) {
            return at + i;
          }
        }
      }
      at += last + 1;
    }
    return size;
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
      // until all is there
    }
    return buffer.array();
  }
}
