package dev.microlog.convert.direct;

import dev.microlog.convert.build.ChunkTables;
import dev.microlog.convert.build.EventFields;
import dev.microlog.convert.build.EventSink;
import dev.microlog.convert.build.EventSource;
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
 * Parses chunks by their metadata: constants and events are found by passing over them, and decoded
 * when they are wanted. An event that makes no sense is left out and counted.
 */
public final class DirectSource implements EventSource {
  /** An event type with its sink; both null if nobody wants it. */
  private record Target(@Nullable DirectEvent event, @Nullable EventSink sink) {}

  private static final Target UNWANTED = new Target(null, null);

  @Override
  public void read(
      Chunk chunk, ChunkIndex index, EventTypes types, double startMicros, ChunkTables tables)
      throws DamagedChunkException {
    Constants constants = new Constants(chunk, types, index);
    Resolver resolver = new Resolver(constants, types, tables.dictionary());
    int end = chunk.bytes().length;
    ChunkReader in = constants.reader(0);
    ChunkReader values = constants.reader(0);
    Map<Long, Target> targets = new HashMap<>();
    long lastType = -1;
    Target target = UNWANTED;
    int damaged = 0;
    for (int i = 0; i < index.eventCount(); i++) {
      int position = index.event(i);
      in.position(position);
      in.intNumber();
      long type = in.longNumber();
      if (type != lastType) {
        target = targets.get(type);
        if (target == null) {
          target = target(types.type(type), types, values, resolver, chunk, startMicros, tables);
          targets.put(type, target);
        }
        lastType = type;
      }
      if (target.event != null && target.sink != null) {
        try {
          target.event.show(position, end);
          target.sink.accept(target.event);
        } catch (DamagedChunkException e) {
          damaged++;
        }
      }
    }
    if (damaged > 0) {
      tables.lost(damaged + " events that make no sense");
    }
    if (constants.damaged() > 0) {
      tables.lost(constants.damaged() + " checkpoints cannot be read to their end");
    }
  }

  private static Target target(
      @Nullable TypeInfo type,
      EventTypes types,
      ChunkReader values,
      Resolver resolver,
      Chunk chunk,
      double startMicros,
      ChunkTables tables) {
    if (type == null || !tables.wants(type.name())) {
      return UNWANTED;
    }
    try {
      DirectEvent event =
          new DirectEvent(type, types, values, resolver, chunk.header(), startMicros);
      return new Target(event, tables.sink(type.name(), new EventFields(event.names())));
    } catch (DamagedChunkException e) {
      tables.lost("events of type " + type.name() + ": " + e.getMessage());
      return UNWANTED;
    }
  }
}
