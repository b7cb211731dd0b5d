package dev.microlog.convert.build;

import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events in which a thread was blocked: their start and end are exact. */
final class WaitSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;
  private final Dictionary dictionary;
  private final RecordingFacts facts;
  private final RecorderStacks recorder;
  private final MonitorOwners owners = new MonitorOwners();
  private final List<MonitorWait> monitors = new ArrayList<>();

  private record MonitorWait(
      long identity,
      int thread,
      double start,
      double duration,
      int stack,
      int lastOwner,
      int type) {}

  WaitSinks(TimelineBuilder tables, Dictionary dictionary, RecordingFacts facts) {
    this.tables = tables;
    this.dictionary = dictionary;
    this.facts = facts;
    this.recorder = new RecorderStacks(dictionary);
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put(
        "jdk.JavaMonitorEnter",
        (type, fields) ->
            monitor(
                fields.find("address"),
                fields.find("previousOwner"),
                className(fields, "monitorClass")));
    factories.put(
        "jdk.JavaMonitorWait",
        (type, fields) -> sink(WaitKind.WAIT, -1, className(fields, "monitorClass")));
    factories.put(
        "jdk.ThreadPark",
        (type, fields) -> sink(WaitKind.PARK, -1, className(fields, "parkedClass", "klass")));
    factories.put("jdk.ThreadSleep", (type, fields) -> sink(WaitKind.SLEEP, -1, event -> null));
    factories.put(
        "jdk.SocketRead",
        (type, fields) -> sink(WaitKind.SOCKET_READ, fields.find("bytesRead"), peer(fields)));
    factories.put(
        "jdk.SocketWrite",
        (type, fields) -> sink(WaitKind.SOCKET_WRITE, fields.find("bytesWritten"), peer(fields)));
    factories.put(
        "jdk.FileRead",
        (type, fields) -> sink(WaitKind.FILE_READ, fields.find("bytesRead"), path(fields)));
    factories.put(
        "jdk.FileWrite",
        (type, fields) -> sink(WaitKind.FILE_WRITE, fields.find("bytesWritten"), path(fields)));
    factories.put("jdk.FileForce", (type, fields) -> sink(WaitKind.FILE_WRITE, -1, path(fields)));
    factories.put(
        "jdk.ClassLoad",
        (type, fields) -> sink(WaitKind.CLASS_LOAD, -1, className(fields, "loadedClass")));
    factories.put(
        "jdk.VirtualThreadPinned",
        (type, fields) -> {
          int reason = fields.find("pinnedReason");
          return sink(WaitKind.PINNED, -1, event -> event.text(reason));
        });
  }

  /** What a wait was for, as text. */
  @FunctionalInterface
  private interface Detail {
    @Nullable String of(Event event);
  }

  /** Monitors are kept until all are known: who held one is told by several waits together. */
  private EventSink monitor(int addressField, int ownerField, Detail detail) {
    return event -> {
      int thread = event.thread();
      double duration = Math.rint(event.durationMicros());
      if (thread < 0 || !(duration >= 0)) {
        return;
      }
      double start = Math.rint(event.startMicros());
      double address = event.number(addressField);
      String type = detail.of(event);
      int text = type == null || type.isEmpty() ? -1 : tables.strings().intern(type);
      long identity = address > 0 ? Double.doubleToLongBits(address) : text;
      int owner = event.thread(ownerField);
      facts.happened(start + duration);
      owners.add(identity, thread, start, start + duration, owner);
      if (!recorder.contains(event.stack())) {
        monitors.add(
            new MonitorWait(identity, thread, start, duration, event.stack(), owner, text));
      }
    };
  }

  @Override
  public void finish() {
    owners.order();
    for (MonitorWait wait : monitors) {
      int owner =
          owners.longest(wait.identity, wait.start, wait.start + wait.duration, wait.lastOwner);
      tables
          .waits()
          .add(
              wait.thread,
              wait.start,
              wait.duration,
              WaitKind.MONITOR,
              wait.stack,
              owner,
              -1,
              wait.type);
    }
  }

  private EventSink sink(WaitKind kind, int bytesField, Detail detail) {
    return event -> {
      int thread = event.thread();
      double duration = Math.rint(event.durationMicros());
      if (thread < 0 || !(duration >= 0) || recorder.contains(event.stack())) {
        return;
      }
      double start = Math.rint(event.startMicros());
      double bytes = event.number(bytesField);
      String text = detail.of(event);
      facts.happened(start + duration);
      tables
          .waits()
          .add(
              thread,
              start,
              duration,
              kind,
              event.stack(),
              -1,
              bytes >= 0 ? bytes : -1,
              text == null || text.isEmpty() ? -1 : tables.strings().intern(text));
    };
  }

  private Detail className(EventFields fields, String... names) {
    int field = fields.find(names);
    return event -> {
      String name = event.text(field);
      return name == null ? null : dictionary.readable(name);
    };
  }

  private static Detail path(EventFields fields) {
    int field = fields.find("path");
    return event -> event.text(field);
  }

  private static Detail peer(EventFields fields) {
    int host = fields.find("host");
    int address = fields.find("address");
    int port = fields.find("port");
    return event -> {
      String name = event.text(host);
      if (name == null || name.isEmpty()) {
        name = event.text(address);
      }
      double number = event.number(port);
      if (name == null) {
        return null;
      }
      String text = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
      return number >= 0 ? text + ":" + (long) number : text;
    };
  }
}
