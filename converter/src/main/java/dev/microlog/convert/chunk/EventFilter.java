package dev.microlog.convert.chunk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Hides events that nobody wants from a parser, before it spends its time on them: their type
 * number is overwritten with that of a checkpoint, which parsers pass over when they read events.
 * Checkpoints themselves are found by their positions, so none is lost.
 */
public final class EventFilter {
  private static final int CHECKPOINT = 1;

  private EventFilter() {}

  /**
   * Changes the bytes of the chunk.
   *
   * @param wanted answers for the name of an event type
   * @return how many events are left to parse
   * @throws DamagedChunkException if the events do not follow one another up to the chunk's end
   */
  public static int hideUnwanted(Chunk chunk, EventTypes types, Predicate<String> wanted)
      throws DamagedChunkException {
    byte[] bytes = chunk.bytes();
    int end = (int) chunk.header().size();
    boolean compressed = chunk.header().compressed();
    ChunkReader in = new ChunkReader(bytes, ChunkHeader.BYTES, end, compressed);
    Map<Long, Boolean> answers = new HashMap<>();
    int left = 0;
    while (in.position() < end) {
      int start = in.position();
      int size = in.intNumber();
      if (size <= 0 || size > end - start) {
        throw new DamagedChunkException("an event of " + size + " bytes at byte " + start);
      }
      int typeAt = in.position();
      long type = in.longNumber();
      boolean keep = type <= CHECKPOINT;
      if (!keep) {
        Boolean answer = answers.get(type);
        if (answer == null) {
          String name = types.name(type);
          answer = name != null && wanted.test(name);
          answers.put(type, answer);
        }
        keep = answer;
        if (keep) {
          left++;
        }
      }
      if (!keep) {
        overwrite(bytes, typeAt, in.position(), compressed);
      }
      in.position(start + size);
    }
    return left;
  }

  /** Writes the number 1 into as many bytes as the number there has. */
  private static void overwrite(byte[] bytes, int from, int to, boolean compressed) {
    if (!compressed) {
      BigEndian.put(bytes, from, to - from, CHECKPOINT);
      return;
    }
    bytes[from] = CHECKPOINT;
    for (int at = from + 1; at < to; at++) {
      bytes[at - 1] |= (byte) 0x80;
      bytes[at] = 0;
    }
  }
}
