package dev.microlog.convert.build;

import dev.microlog.convert.Redaction;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.TimelineBuilder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints, log entries and named regions: what the program itself said. */
final class MarkerSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;
  private final LogCallers callers;
  private final RecordingFacts facts;

  MarkerSinks(TimelineBuilder tables, Dictionary dictionary, RecordingFacts facts) {
    this.tables = tables;
    callers = new LogCallers(dictionary);
    this.facts = facts;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("microlog.Print", (type, fields) -> print(fields));
    factories.put("microlog.Log", (type, fields) -> log(fields));
    factories.put("microlog.Span", (type, fields) -> region(fields));
    factories.put("profiler.Log", (type, fields) -> profilerLog(fields));
  }

  private EventSink print(EventFields fields) {
    int stream = fields.find("stream");
    int message = fields.find("message");
    int omitted = fields.find("omitted");
    int printer = fields.find("printer");
    return event -> {
      String source = event.text(stream);
      Level level = "stderr".equals(source) ? Level.WARN : Level.INFO;
      String line = whole(event, message, omitted);
      String other = event.text(printer);
      if (other == null || source == null || line == null) {
        add(event, level, source, null, line, null, null);
      } else {
        facts.happened(event.startMicros());
        facts.lastLines.add(
            new RecordingFacts.LastLine(
                Math.rint(event.startMicros()), other, level, source, Redaction.secrets(line)));
      }
    };
  }

  private EventSink log(EventFields fields) {
    int level = fields.find("level");
    int source = fields.find("source");
    int logger = fields.find("logger");
    int message = fields.find("message");
    int throwable = fields.find("throwable");
    int context = fields.find("context");
    int omitted = fields.find("omitted");
    return event ->
        add(
            event,
            level(event.text(level)),
            event.text(source),
            event.text(logger),
            whole(event, message, omitted),
            event.text(throwable),
            event.text(context));
  }

  private EventSink profilerLog(EventFields fields) {
    int level = fields.find("level");
    int message = fields.find("message");
    return event ->
        add(
            event,
            level(event.text(level)),
            "async-profiler",
            null,
            event.text(message),
            null,
            null);
  }

  private EventSink region(EventFields fields) {
    int name = fields.find("name");
    return event -> {
      if (event.thread() < 0) {
        return;
      }
      double start = Math.rint(event.startMicros());
      double duration = Math.max(0, Math.rint(event.durationMicros()));
      facts.happened(start + duration);
      tables
          .regions()
          .add(event.thread(), start, duration, tables.strings().intern(event.text(name)));
    };
  }

  private static Level level(@Nullable String level) {
    return level == null ? Level.INFO : Level.of(level.toLowerCase(Locale.ROOT));
  }

  /** The message, and how much of it the recorder left out. */
  private static @Nullable String whole(Event event, int message, int omitted) {
    String text = event.text(message);
    double left = event.number(omitted);
    return left > 0 ? text + " … (" + (long) left + " characters left out)" : text;
  }

  private int withoutSecrets(@Nullable String text) {
    return text == null ? -1 : tables.strings().intern(Redaction.secrets(text));
  }

  private void add(
      Event event,
      Level level,
      @Nullable String source,
      @Nullable String logger,
      @Nullable String message,
      @Nullable String throwable,
      @Nullable String context) {
    facts.happened(event.startMicros());
    tables
        .markers()
        .add(
            Math.rint(event.startMicros()),
            event.thread(),
            level,
            tables.strings().intern(source),
            tables.strings().intern(logger),
            withoutSecrets(message),
            withoutSecrets(throwable),
            withoutSecrets(context),
            callers.of(event.stack()));
  }
}
