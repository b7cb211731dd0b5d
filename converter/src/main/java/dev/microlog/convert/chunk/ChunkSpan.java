package dev.microlog.convert.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a chunk lies in a file.
 *
 * @param name what the file is called in messages
 * @param length of all that belongs to the chunk; at most 2 GB
 * @param intact whether it ends where its header says, and is finished
 */
public record ChunkSpan(
    Path file, String name, long position, int length, ChunkHeader header, boolean intact) {

  /** Reads the bytes of the chunk. */
  public Chunk load() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
        // until all is there
      }
    }
    if (buffer.hasRemaining()) {
      throw new DamagedChunkException(name + " became shorter while it was read");
    }
    return new Chunk(buffer.array(), header, name, position);
  }
}
