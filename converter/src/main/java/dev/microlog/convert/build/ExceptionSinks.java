package dev.microlog.convert.build;

import dev.microlog.convert.Redaction;
import dev.microlog.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * Throwables. An error is told by two events, of which the first that comes is kept: {@code
 * jdk.JavaErrorThrow} and, a moment apart, {@code jdk.JavaExceptionThrow}.
 */
final class ExceptionSinks implements ChunkTables.Sinks {
  /** Times are kept in steps of so many µs. */
  private static final double TIME_STEP = 1000;

  private static final double SAME_MICROS = 1000;

  private final TimelineBuilder tables;
  private final Dictionary dictionary;
  private final Map<String, Double> lastError = new HashMap<>();

  ExceptionSinks(TimelineBuilder tables, Dictionary dictionary) {
    this.tables = tables;
    this.dictionary = dictionary;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.JavaExceptionThrow", (type, fields) -> sink(fields));
    factories.put("jdk.JavaErrorThrow", (type, fields) -> sink(fields));
  }

  private EventSink sink(EventFields fields) {
    int thrown = fields.find("thrownClass");
    int message = fields.find("message");
    return event -> {
      int thread = event.thread();
      String type = event.text(thrown);
      if (thread < 0 || type == null) {
        return;
      }
      String name = dictionary.readable(type);
      String text = event.text(message);
      double time = Math.rint(event.startMicros());
      if (name.endsWith("Error")) {
        Double last = lastError.put(thread + " " + name + " " + text, time);
        if (last != null && Math.abs(time - last) < SAME_MICROS) {
          return;
        }
      }
      tables
          .exceptions()
          .add(
              thread,
              Math.rint(time / TIME_STEP) * TIME_STEP,
              event.stack(),
              tables.strings().intern(name),
              text == null ? -1 : tables.strings().intern(Redaction.secrets(text)));
    };
  }
}
