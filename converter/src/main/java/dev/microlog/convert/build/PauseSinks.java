package dev.microlog.convert.build;

import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Intervals in which all threads stood still: pauses of garbage collections, and other operations
 * at safepoints. A collection's own safepoint is not told twice.
 */
final class PauseSinks implements ChunkTables.Sinks {
  private record Interval(double start, double duration, double id, String name) {
    double end() {
      return start + duration;
    }
  }

  private record Collection(String name, String cause, double start, double pauseMicros) {}

  private final TimelineBuilder tables;
  private final RecordingFacts facts;
  private final List<Interval> phases = new ArrayList<>();
  private final List<Interval> operations = new ArrayList<>();
  private final Map<Double, Collection> collections = new HashMap<>();

  PauseSinks(TimelineBuilder tables, RecordingFacts facts) {
    this.tables = tables;
    this.facts = facts;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.GCPhasePause", (type, fields) -> intervals(phases, fields, "gcId", "name"));
    factories.put("jdk.GarbageCollection", (type, fields) -> collections(fields));
    factories.put("jdk.ExecuteVMOperation", (type, fields) -> operations(fields));
  }

  private static EventSink intervals(
      List<Interval> list, EventFields fields, String idName, String nameName) {
    int id = fields.find(idName);
    int name = fields.find(nameName);
    return event ->
        list.add(
            new Interval(
                Math.rint(event.startMicros()),
                Math.rint(event.durationMicros()),
                event.number(id),
                nonNull(event.text(name))));
  }

  private EventSink collections(EventFields fields) {
    int id = fields.find("gcId");
    int name = fields.find("name");
    int cause = fields.find("cause");
    int pauses = fields.find("sumOfPauses");
    return event ->
        collections.put(
            event.number(id),
            new Collection(
                nonNull(event.text(name)),
                nonNull(event.text(cause)),
                Math.rint(event.startMicros()),
                Math.rint(event.number(pauses))));
  }

  private EventSink operations(EventFields fields) {
    EventSink all = intervals(operations, fields, "safepointId", "operation");
    int safepoint = fields.find("safepoint");
    return event -> {
      double atSafepoint = event.number(safepoint);
      if (!(atSafepoint == 0)) {
        all.accept(event);
      }
    };
  }

  @Override
  public void finish() {
    if (phases.isEmpty()) {
      // Phases are off: the sum of a collection's pauses is known, and that they are within it.
      collections.forEach(
          (id, gc) -> {
            if (gc.pauseMicros > 0) {
              phases.add(new Interval(gc.start, gc.pauseMicros, id, ""));
            }
          });
    }
    for (Interval phase : phases) {
      Collection gc = collections.get(phase.id);
      add(phase, PauseKind.GC, gc == null ? phase.name : gc.name + ": " + gc.cause);
      tables.lanes().add("gc.pause", "ms", "jdk.GCPhasePause", phase.start, phase.duration / 1000);
    }
    for (Interval operation : operations) {
      if (!overlapsPhase(operation)) {
        add(operation, PauseKind.SAFEPOINT, operation.name);
      }
    }
  }

  private boolean overlapsPhase(Interval operation) {
    for (Interval phase : phases) {
      if (phase.start < operation.end() && phase.end() > operation.start) {
        return true;
      }
    }
    return false;
  }

  private void add(Interval interval, PauseKind kind, String detail) {
    tables
        .pauses()
        .add(interval.start, Math.max(0, interval.duration), kind, tables.strings().intern(detail));
    facts.happened(interval.end());
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
