package dev.microlog.convert.direct;

import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.convert.chunk.ChunkReader;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.convert.chunk.TypeInfo;
import java.util.ArrayList;
import java.util.List;
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

    /** The texts that were decoded, by their keys. */
    private final LongIntMap textRows = new LongIntMap();

    private final List<String> texts = new ArrayList<>();

    Pool(TypeInfo type, Layout layout) {
      this.type = type;
      this.layout = layout;
    }

    /** The text of a constant that was {@linkplain #put kept}; null if none was. */
    @Nullable String text(long key) {
      int row = textRows.get(key);
      return row == LongIntMap.NONE ? null : texts.get(row);
    }

    void put(long key, String text) {
      textRows.put(key, texts.size());
      texts.add(text);
    }
  }

  private final Chunk chunk;
  private final EventTypes types;
  private final LongIntMap poolRows = new LongIntMap();
  private final List<Pool> pools = new ArrayList<>();
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
    int row = poolRows.get(typeId);
    return row == LongIntMap.NONE ? null : pools.get(row);
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
      Pool pool = pool(typeId);
      if (pool == null) {
        TypeInfo type = types.type(typeId);
        if (type == null) {
          throw new DamagedChunkException("constants of type " + typeId + ", not declared");
        }
        pool = new Pool(type, Layout.of(type, types));
        poolRows.put(typeId, pools.size());
        pools.add(pool);
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
