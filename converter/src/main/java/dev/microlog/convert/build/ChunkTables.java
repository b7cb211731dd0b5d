package dev.microlog.convert.build;

import dev.microlog.convert.chunk.EventTypes;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one chunk, as tables of their own, so that chunks can be parsed at the same time.
 * Not thread-safe.
 */
public final class ChunkTables {
  /** A group of event types that one class makes sense of. */
  interface Sinks {
    /** Says of which event types it wants events. */
    void register(Map<String, SinkFactory> factories);

    /** Called when all events of the chunk have come. */
    default void finish() {}
  }

  /** Makes the sink for an event type whose fields are these. */
  @FunctionalInterface
  interface SinkFactory {
    EventSink create(String eventType, EventFields fields);
  }

  /**
   * A hundred days: what happens further from its chunk's start cannot have been recorded in it.
   */
  private static final double MAX_DISTANCE_MICROS = 100 * 86_400e6;

  private final double startMicros;
  private final TimelineBuilder tables = new TimelineBuilder();
  private final Dictionary dictionary = new Dictionary(tables);
  private final RecordingFacts facts = new RecordingFacts();
  private final Map<String, SinkFactory> factories = new HashMap<>();
  private final List<Sinks> sinks;

  /**
   * @param types of the chunk: settings refer to event types by their number
   * @param startMicros where on the recording's axis the chunk starts
   * @param endMicros where it ends, as its header says
   */
  public ChunkTables(EventTypes types, double startMicros, double endMicros) {
    this.startMicros = startMicros;
    Settings settings = new Settings();
    facts.happened(endMicros);
    sinks =
        List.of(
            new RecordingSinks(facts, settings, types, startMicros),
            new SampleSinks(tables, dictionary, facts, settings, endMicros),
            new ThreadLoadSinks(facts),
            new WaitSinks(tables, dictionary, facts),
            new PauseSinks(tables, facts),
            new AllocationSinks(tables, dictionary),
            new ExceptionSinks(tables, dictionary),
            new ThreadSinks(tables, dictionary),
            new MarkerSinks(tables, dictionary, facts),
            new LeakSinks(tables, dictionary),
            new LaneSinks(tables),
            new LossSinks(tables, facts));
    sinks.forEach(group -> group.register(factories));
  }

  /** Whether events of that type are of any use. */
  public boolean wants(String eventType) {
    return factories.containsKey(eventType);
  }

  /** All event types that are of any use. */
  public Set<String> wanted() {
    return factories.keySet();
  }

  /** What takes the events of that type; null if nothing does. */
  public @Nullable EventSink sink(String eventType, EventFields fields) {
    SinkFactory factory = factories.get(eventType);
    if (factory == null) {
      return null;
    }
    EventSink sink = factory.create(eventType, fields);
    return event -> {
      double start = event.startMicros();
      double duration = event.durationMicros();
      // Damaged events may say that they happened in another age.
      if (Math.abs(start - startMicros) < MAX_DISTANCE_MICROS && duration < MAX_DISTANCE_MICROS) {
        sink.accept(event);
      }
    };
  }

  public Dictionary dictionary() {
    return dictionary;
  }

  /** Notes that a part of the chunk could not be read. */
  public void lost(String what) {
    facts.losses.add(what);
  }

  /** What could not be read, one line each. */
  public List<String> losses() {
    return facts.losses;
  }

  /** What tells the JVM that was recorded from others. */
  public JvmTraits jvm() {
    return new JvmTraits(
        facts.processId, facts.jvmVersion, facts.jvmStartMicros, dictionary.osThreads());
  }

  /** To be called when all events of the chunk have come. */
  public void finish() {
    sinks.forEach(Sinks::finish);
  }

  Timeline timeline() {
    return tables.build();
  }

  RecordingFacts facts() {
    return facts;
  }
}
