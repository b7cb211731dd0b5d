package dev.microlog.web.timeline;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LaneTable;
import dev.microlog.web.paint.Ink;
import java.util.ArrayList;
import java.util.List;

/**
 * Lanes that are drawn in one strip, on one scale: a name, a unit, and the metrics in it, the first
 * of which is drawn as an area and gives the value at the left.
 *
 * @param top the largest value of the scale
 */
public record LaneGroup(String title, String unit, Ink ink, List<Lane> lanes, double top) {
  public LaneGroup {
    lanes = List.copyOf(lanes);
  }

  private static final Ink[] FURTHER = {Ink.ACCENT, Ink.WARNING, Ink.DIM};

  /** The ink of one of its lanes. */
  public Ink ink(int lane) {
    return lane == 0 ? ink : FURTHER[(lane - 1) % FURTHER.length];
  }

  /** Whether its values are of events, as pauses are, so that none holds until the next. */
  boolean isOfEvents() {
    return lanes.get(0).name().equals("gc.pause");
  }

  /** Which lanes belong together; a lane that is in none has a strip of its own. */
  private record Definition(String title, Ink ink, List<String> names) {}

  private static final List<Definition> DEFINITIONS =
      List.of(
          new Definition(
              "CPU", Ink.LANE_CPU, List.of("cpu.machine", "cpu.jvm.user", "cpu.jvm.system")),
          new Definition("Heap", Ink.LANE_MEMORY, List.of("heap.used", "heap.committed")),
          new Definition(
              "I/O",
              Ink.LANE_IO,
              List.of("socket.read", "socket.write", "file.read", "file.write")),
          new Definition("GC pauses", Ink.WARNING, List.of("gc.pause")),
          new Definition("Classes", Ink.LANE_COUNT, List.of("classes.loaded")),
          new Definition("Allocation", Ink.LANE_MEMORY, List.of("allocation.rate")),
          new Definition("RSS", Ink.LANE_MEMORY, List.of("rss")),
          new Definition("Threads", Ink.LANE_COUNT, List.of("threads.live", "threads.daemon")),
          new Definition("Exceptions", Ink.LANE_COUNT, List.of("exceptions")),
          new Definition("Open files", Ink.LANE_COUNT, List.of("descriptors.open")),
          new Definition(
              "Metaspace", Ink.LANE_MEMORY, List.of("metaspace.used", "metaspace.committed")),
          new Definition("Direct buffers", Ink.LANE_MEMORY, List.of("direct.used")),
          new Definition("Native memory", Ink.LANE_MEMORY, List.of("native.committed")),
          new Definition("Machine memory", Ink.LANE_MEMORY, List.of("memory.machine")),
          new Definition("Context switches", Ink.LANE_COUNT, List.of("context.switches")));

  /** All lanes of a recording in the order in which they are offered. */
  public static List<LaneGroup> of(LaneTable table, double maxHeapBytes) {
    List<LaneGroup> groups = new ArrayList<>();
    List<Lane> rest = new ArrayList<>();
    for (Lane lane : table) {
      if (lane.size() > 0) {
        rest.add(lane);
      }
    }
    for (Definition definition : DEFINITIONS) {
      List<Lane> members = new ArrayList<>();
      for (String name : definition.names()) {
        Lane lane = table.find(name);
        if (lane != null && rest.remove(lane)) {
          members.add(lane);
        }
      }
      if (!members.isEmpty()) {
        groups.add(group(definition.title(), definition.ink(), members, maxHeapBytes));
      }
    }
    for (Lane lane : rest) {
      groups.add(group(lane.name(), inkFor(lane), List.of(lane), -1));
    }
    return groups;
  }

  private static Ink inkFor(Lane lane) {
    return switch (lane.unit()) {
      case "bytes" -> Ink.LANE_MEMORY;
      case "bytes/s" -> Ink.LANE_IO;
      case "ratio" -> Ink.LANE_CPU;
      default -> Ink.LANE_COUNT;
    };
  }

  private static LaneGroup group(String title, Ink ink, List<Lane> lanes, double limit) {
    double top = 0;
    for (Lane lane : lanes) {
      top = Math.max(top, lane.greatest(0, lane.size()));
    }
    String unit = lanes.get(0).unit();
    if (unit.equals("ratio")) {
      top = Math.max(top, 1);
    } else if (title.equals("Heap") && limit > 0 && top > limit / 2) {
      top = limit;
    }
    return new LaneGroup(title, unit, ink, lanes, top > 0 ? top : 1);
  }

  /** A name for menus and for the keys of what is hidden. */
  public String key() {
    return "lane:" + title;
  }
}
