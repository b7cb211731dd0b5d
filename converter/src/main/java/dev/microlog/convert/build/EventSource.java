package dev.microlog.convert.build;

import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.convert.chunk.EventTypes;
import java.io.IOException;

/** Parses chunks: whatever does it, sinks see the same. Thread-safe. */
public interface EventSource {
  /**
   * Hands each event of a chunk to the sink of its type. May change the bytes of the chunk.
   *
   * @param index where the chunk's events are
   * @param types that the chunk declares
   * @param startMicros where on the recording's axis the chunk starts
   * @throws IOException if the chunk cannot be parsed; some of its events may have been handed over
   */
  void read(Chunk chunk, ChunkIndex index, EventTypes types, double startMicros, ChunkTables tables)
      throws IOException;
}
