package dev.microlog.convert.build;

import dev.microlog.timeline.TimelineBuilder;
import java.util.Map;

/** When threads started and ended. */
final class ThreadSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;
  private final Dictionary dictionary;

  ThreadSinks(TimelineBuilder tables, Dictionary dictionary) {
    this.tables = tables;
    this.dictionary = dictionary;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put("jdk.ThreadStart", (type, fields) -> sink(fields, true));
    factories.put("jdk.ThreadEnd", (type, fields) -> sink(fields, false));
    factories.put("jdk.VirtualThreadStart", (type, fields) -> sink(fields, true));
    factories.put("jdk.VirtualThreadEnd", (type, fields) -> sink(fields, false));
  }

  private EventSink sink(EventFields fields, boolean starts) {
    int thread = fields.find("thread");
    int id = fields.find("javaThreadId");
    return event -> {
      int row = event.thread(thread);
      if (row < 0 && id >= 0) {
        row = dictionary.threadOf(event.number(id));
      }
      if (row < 0) {
        row = event.thread();
      }
      if (row < 0) {
        return;
      }
      if (starts) {
        tables.threads().startMicros(row, Math.max(0, Math.rint(event.startMicros())));
      } else {
        tables.threads().endMicros(row, Math.max(0, Math.rint(event.startMicros())));
      }
    };
  }
}
