package dev.microlog.convert.build;

import dev.microlog.timeline.TimelineBuilder;
import java.util.Map;

/**
 * Metrics that JFR samples from time to time. Rates over what single events tell (allocation, I/O)
 * are made by {@link RateLanes}.
 */
final class LaneSinks implements ChunkTables.Sinks {
  private final TimelineBuilder tables;

  LaneSinks(TimelineBuilder tables) {
    this.tables = tables;
  }

  @Override
  public void register(Map<String, ChunkTables.SinkFactory> factories) {
    factories.put(
        "jdk.CPULoad",
        lanes(
            new Point("cpu.jvm.user", "ratio", "jvmUser"),
            new Point("cpu.jvm.system", "ratio", "jvmSystem"),
            new Point("cpu.machine", "ratio", "machineTotal")));
    factories.put(
        "jdk.GCHeapSummary",
        lanes(
            new Point("heap.used", "bytes", "heapUsed"),
            new Point("heap.committed", "bytes", "heapSpace:committedSize")));
    factories.put(
        "jdk.GCHeapMemoryUsage",
        lanes(
            new Point("heap.used", "bytes", "used"),
            new Point("heap.committed", "bytes", "committed")));
    factories.put("jdk.ResidentSetSize", lanes(new Point("rss", "bytes", "size")));
    factories.put(
        "jdk.MetaspaceSummary",
        lanes(
            new Point("metaspace.used", "bytes", "metaspace:used"),
            new Point("metaspace.committed", "bytes", "metaspace:committed")));
    factories.put(
        "jdk.JavaThreadStatistics",
        lanes(
            new Point("threads.live", "count", "activeCount"),
            new Point("threads.daemon", "count", "daemonCount")));
    factories.put(
        "jdk.ThreadContextSwitchRate", lanes(new Point("context.switches", "1/s", "switchRate")));
    factories.put("jdk.PhysicalMemory", lanes(new Point("memory.machine", "bytes", "usedSize")));
    factories.put(
        "jdk.DirectBufferStatistics", lanes(new Point("direct.used", "bytes", "memoryUsed")));
    factories.put(
        "jdk.NativeMemoryUsageTotal", lanes(new Point("native.committed", "bytes", "committed")));
    factories.put("jdk.ExceptionStatistics", lanes(new Point("exceptions", "count", "throwables")));
    factories.put("jdk.ClassLoadingStatistics", (type, fields) -> classes(type, fields));
    factories.put("jdk.NetworkUtilization", (type, fields) -> network(type, fields));
    factories.put("microlog.Metric", (type, fields) -> metric(type, fields));
  }

  private record Point(String lane, String unit, String field) {}

  private ChunkTables.SinkFactory lanes(Point... points) {
    return (type, fields) -> {
      int[] field = new int[points.length];
      int[] lane = new int[points.length];
      for (int i = 0; i < points.length; i++) {
        field[i] = fields.find(points[i].field);
        lane[i] = tables.lanes().lane(points[i].lane, points[i].unit, type);
      }
      return event -> {
        for (int i = 0; i < field.length; i++) {
          add(event, lane[i], points[i].unit, event.number(field[i]));
        }
      };
    };
  }

  private EventSink classes(String type, EventFields fields) {
    int loaded = fields.find("loadedClassCount");
    int unloaded = fields.find("unloadedClassCount");
    int lane = tables.lanes().lane("classes.loaded", "count", type);
    return event -> add(event, lane, "count", event.number(loaded) - event.number(unloaded));
  }

  /** One event for each interface; JFR writes bits a second. */
  private EventSink network(String type, EventFields fields) {
    int name = fields.find("networkInterface");
    int read = fields.find("readRate");
    int write = fields.find("writeRate");
    return event -> {
      String suffix = event.text(name);
      String tail = suffix == null ? "" : "." + suffix;
      int readLane = tables.lanes().lane("network.read" + tail, "bytes/s", type);
      int writeLane = tables.lanes().lane("network.write" + tail, "bytes/s", type);
      add(event, readLane, "bytes/s", event.number(read));
      add(event, writeLane, "bytes/s", event.number(write));
    };
  }

  private EventSink metric(String type, EventFields fields) {
    int lane = fields.find("lane");
    int unit = fields.find("unit");
    int value = fields.find("value");
    return event -> {
      String name = event.text(lane);
      String unitName = event.text(unit);
      if (name != null) {
        String known = unitName == null ? "count" : unitName;
        add(event, tables.lanes().lane(name, known, type), known, event.number(value));
      }
    };
  }

  private void add(Event event, int lane, String unit, double value) {
    if (Math.abs(value) < 1e15) {
      double time = Rounding.laneTime(event.startMicros());
      tables.lanes().add(lane, time, Rounding.value(unit, value));
    }
  }
}
