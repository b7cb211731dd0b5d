package dev.microlog.convert.chunk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the types that a chunk declares, by their number in this chunk: what its metadata
 * event says, and of that only what it takes to tell types apart.
 */
public final class EventTypes {
  private static final int MAX_DEPTH = 16;

  private final Map<Long, String> names = new HashMap<>();

  private EventTypes() {}

  /**
   * Reads the metadata event of a chunk.
   *
   * @throws DamagedChunkException if there is none where the header says
   */
  public static EventTypes read(Chunk chunk) throws DamagedChunkException {
    long position = chunk.header().metadataPosition();
    if (position < ChunkHeader.BYTES || position >= chunk.bytes().length) {
      throw new DamagedChunkException("metadata at " + position + ", outside of the chunk");
    }
    ChunkReader in =
        new ChunkReader(
            chunk.bytes(), (int) position, chunk.bytes().length, chunk.header().compressed());
    in.intNumber();
    long type = in.longNumber();
    if (type != 0) {
      throw new DamagedChunkException("no metadata at " + position + " but event type " + type);
    }
    in.longNumber();
    in.longNumber();
    in.longNumber();
    List<@Nullable String> texts = new ArrayList<>();
    for (int count = in.intNumber(); count > 0; count--) {
      texts.add(in.text());
    }
    EventTypes types = new EventTypes();
    types.readElement(in, texts, 0);
    return types;
  }

  private void readElement(ChunkReader in, List<@Nullable String> texts, int depth)
      throws DamagedChunkException {
    if (depth > MAX_DEPTH) {
      throw new DamagedChunkException("metadata nests deeper than " + MAX_DEPTH);
    }
    String element = text(texts, in.intNumber());
    String name = null;
    String id = null;
    for (int count = in.intNumber(); count > 0; count--) {
      String key = text(texts, in.intNumber());
      String value = text(texts, in.intNumber());
      if ("name".equals(key)) {
        name = value;
      } else if ("id".equals(key)) {
        id = value;
      }
    }
    if ("class".equals(element) && name != null && id != null) {
      names.put(number(id), name);
    }
    for (int count = in.intNumber(); count > 0; count--) {
      readElement(in, texts, depth + 1);
    }
  }

  private static @Nullable String text(List<@Nullable String> texts, int index)
      throws DamagedChunkException {
    if (index < 0 || index >= texts.size()) {
      throw new DamagedChunkException("text " + index + " of " + texts.size() + " in metadata");
    }
    return texts.get(index);
  }

  private static long number(String text) throws DamagedChunkException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DamagedChunkException("type number " + text + " in metadata", e);
    }
  }

  /** The name of a type, e.g. {@code jdk.ExecutionSample}; null if it was not declared. */
  public @Nullable String name(long id) {
    return names.get(id);
  }
}
