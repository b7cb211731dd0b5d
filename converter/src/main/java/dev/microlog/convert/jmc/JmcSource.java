package dev.microlog.convert.jmc;

import dev.microlog.convert.build.ChunkTables;
import dev.microlog.convert.build.EventFields;
import dev.microlog.convert.build.EventSink;
import dev.microlog.convert.build.EventSource;
import dev.microlog.convert.chunk.Chunk;
import dev.microlog.convert.chunk.ChunkIndex;
import dev.microlog.convert.chunk.DamagedChunkException;
import dev.microlog.convert.chunk.EventFilter;
import dev.microlog.convert.chunk.EventTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.CouldNotLoadRecordingException;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** Parses chunks with JDK Mission Control's parser. */
public final class JmcSource implements EventSource {
  /** Kept, because the logging framework forgets loggers that nobody holds. */
  private static final Logger JMC_LOGGER = Logger.getLogger("org.openjdk.jmc");

  public JmcSource() {
    // It warns in every chunk of fields that it has no member for, such as Thread.virtual.
    JMC_LOGGER.setLevel(Level.OFF);
  }

  @Override
  public void read(
      Chunk chunk, ChunkIndex index, EventTypes types, double startMicros, ChunkTables tables)
      throws IOException {
    if (index.lostBytes() > 0 || !chunk.header().isFinished()) {
      throw new DamagedChunkException("the parser reads whole chunks only");
    }
    if (EventFilter.hideUnwanted(chunk, types, tables::wants) == 0) {
      return;
    }
    try {
      IItemCollection passedOn =
          JfrLoaderToolkit.loadEvents(
              new ByteArrayInputStream(chunk.bytes(), 0, (int) chunk.header().size()),
              List.of(new Extension(chunk, types, startMicros, tables)));
      if (passedOn.hasItems()) {
        throw new IllegalStateException("an event passed its sink");
      }
    } catch (CouldNotLoadRecordingException | IOException | RuntimeException e) {
      // The parser does not check what it reads: numbers that make no sense end in any of these.
      throw new DamagedChunkException(
          "the chunk at byte " + chunk.position() + " of " + chunk.source() + ": " + e, e);
    } catch (StackOverflowError e) {
      throw new DamagedChunkException(
          "the chunk at byte "
              + chunk.position()
              + " of "
              + chunk.source()
              + ": its types contain themselves",
          e);
    }
  }

  private record Extension(Chunk chunk, EventTypes types, double startMicros, ChunkTables tables)
      implements IParserExtension {
    @Override
    public IEventSinkFactory getEventSinkFactory(IEventSinkFactory subFactory) {
      JmcDictionary dictionary = new JmcDictionary(tables.dictionary());
      return new IEventSinkFactory() {
        @Override
        public org.openjdk.jmc.flightrecorder.parser.IEventSink create(
            String identifier,
            String label,
            String[] category,
            String description,
            List<ValueField> dataStructure) {
          List<String> names = dataStructure.stream().map(ValueField::getIdentifier).toList();
          EventSink sink = tables.sink(identifier, new EventFields(names));
          if (sink == null) {
            return values -> {};
          }
          JmcEvent event =
              new JmcEvent(
                  names,
                  types.named(identifier),
                  dictionary,
                  chunk.header().startNanos(),
                  startMicros);
          return values -> {
            event.show(values);
            sink.accept(event);
          };
        }

        @Override
        public void flush() {
          subFactory.flush();
        }
      };
    }
  }
}
