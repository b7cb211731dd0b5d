package dev.microlog.convert.direct;

import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.convert.chunk.ChunkReader;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.TypeInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a chunk: where each one is written. A constant is decoded when an event asks for
 * it, which most never do.
 */
final class Constants {
  /** The constants of one type. */
  static final class Pool {
    final TypeInfo type;
    final Layout layout;
    final LongIntMap positions = new LongIntMap();
    final Map<Long, String> texts = new HashMap<>();

    Pool(TypeInfo type, Layout layout) {
      this.type = type;
      this.layout = layout;
    }
  }

  private final Chunk chunk;
  private final EventTypes types;
  private final Map<Long, Pool> pools = new HashMap<>();
  private int damaged;

  /** Finds the constants of all checkpoints. */
  Constants(Chunk chunk, EventTypes types, ChunkIndex index) {
    this.chunk = chunk;
    this.types = types;
    for (int i = 0; i < index.checkpointCount(); i++) {
      try {
        checkpoint(index.checkpoint(i));
      } catch (DamagedChunkException e) {
        damaged++;
      }
    }
  }

  /** The number of checkpoints that could not be read to their end. */
  int damaged() {
    return damaged;
  }

  /** The constants of that type; null if there are none. */
  @Nullable Pool pool(long typeId) {
    return pools.get(typeId);
  }

  /** A reader at a constant; null if there is none of that key. */
  @Nullable ChunkReader at(Pool pool, long key) {
    int position = pool.positions.get(key);
    return position == LongIntMap.NONE ? null : reader(position);
  }

  ChunkReader reader(int position) {
    return new ChunkReader(
        chunk.bytes(), position, chunk.bytes().length, chunk.header().compressed());
  }

  private void checkpoint(int position) throws DamagedChunkException {
    ChunkReader in = reader(position);
    int size = in.intNumber();
    in.limit(position + size);
    in.skipLong();
    in.skipLong();
    in.skipLong();
    in.skipLong();
    in.skip(1);
    for (int count = in.intNumber(); count > 0; count--) {
      long typeId = in.longNumber();
      Pool pool = pools.get(typeId);
      if (pool == null) {
        TypeInfo type = types.type(typeId);
        if (type == null) {
          throw new DamagedChunkException("constants of type " + typeId + ", not declared");
        }
        pool = new Pool(type, Layout.of(type, types));
        pools.put(typeId, pool);
      }
      read(in, pool);
    }
  }

  private static void read(ChunkReader in, Pool pool) throws DamagedChunkException {
    boolean isText = pool.type.name().equals("java.lang.String");
    for (int count = in.intNumber(); count > 0; count--) {
      long key = in.longNumber();
      pool.positions.putIfAbsent(key, in.position());
      if (isText) {
        in.skipText();
      } else {
        pool.layout.skip(in);
      }
    }
  }
}
