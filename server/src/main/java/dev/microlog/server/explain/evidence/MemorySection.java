package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Hot;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.timeline.PauseKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pauses, the heap and what is allocated where. */
final class MemorySection {
  private final Facts facts;

  MemorySection(Facts facts) {
    this.facts = facts;
  }

  Section section() {
    var section = new Section('G', "GARBAGE COLLECTION AND MEMORY", 1.4);
    for (PauseKind kind : PauseKind.values()) {
      Memory.Pauses pauses = facts.memory().pauses(kind);
      if (pauses != null && (kind == PauseKind.GC || pauses.share() > 0.001)) {
        section.add(
            text(pauses),
            Place.range(
                facts.names(),
                -1,
                pauses.longestStart(),
                pauses.longestStart() + pauses.longestMicros(),
                -1),
            kind);
      }
    }
    addHeap(section);
    double allocated = facts.allocations().stream().mapToDouble(Hot::weight).sum();
    if (allocated > 0) {
      section.add(
          "allocated about "
              + Figures.bytes(allocated)
              + " ("
              + Figures.bytes(allocated / Math.max(1, facts.focus().durationMicros() / 1e6))
              + "/s)",
          Place.whole(facts, -1, -1),
          "allocated");
    }
    for (Hot hot : facts.allocations().subList(0, Math.min(8, facts.allocations().size()))) {
      if (hot.share() >= 0.02) {
        section.add(
            "allocated in "
                + hot.name()
                + ": "
                + hot.what()
                + " "
                + Figures.bytes(hot.weight())
                + " ("
                + Figures.percent(hot.share())
                + ")",
            Place.whole(facts, hot.thread(), hot.method()),
            hot);
      }
    }
    return section;
  }

  private static String text(Memory.Pauses pauses) {
    String what = pauses.kind() == PauseKind.GC ? "GC pause" : "other safepoint";
    return Figures.count(pauses.count(), what)
        + ": "
        + Figures.time(pauses.totalMicros())
        + " ("
        + Figures.percent(pauses.share())
        + " of the time), longest "
        + Figures.time(pauses.longestMicros())
        + " at "
        + Figures.time(pauses.longestStart())
        + (pauses.mostOften().isEmpty() ? "" : ", mostly " + pauses.mostOften());
  }

  private void addHeap(Section section) {
    Memory.Way heap = facts.memory().way("heap.used");
    if (heap != null) {
      double limit = facts.timeline().recording().maxHeapBytes();
      double[] floors = facts.memory().heapFloors();
      section.add(
          "heap used "
              + Figures.bytes(heap.least())
              + " to "
              + Figures.bytes(heap.most())
              + (limit > 0 ? " of " + Figures.bytes(limit) : "")
              + (floors == null
                  ? ""
                  : "; least in each quarter "
                      + Arrays.stream(floors)
                          .mapToObj(Figures::bytes)
                          .collect(Collectors.joining(", "))),
          Place.range(facts.names(), -1, heap.mostAtMicros(), heap.mostAtMicros(), -1),
          "heap");
    }
    Memory.Way resident = facts.memory().way("memory.rss");
    if (resident != null) {
      section.add(
          "resident memory "
              + Figures.bytes(resident.least())
              + " to "
              + Figures.bytes(resident.most()),
          Place.range(facts.names(), -1, resident.mostAtMicros(), resident.mostAtMicros(), -1),
          "resident");
    }
  }
}
