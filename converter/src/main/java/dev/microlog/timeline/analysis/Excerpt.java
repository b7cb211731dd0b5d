package dev.microlog.timeline.analysis;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.ExceptionTable;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.FrameTable;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.RegionTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.ThreadLoadTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.Arrays;

/**
 * A part of a recording as a recording of its own, as if the recorder had run for that time only:
 * its times count from the start of the part, and of names, stacks and texts it has only those that
 * the part needs.
 *
 * <pre>
 *   recording  |--------[=========]-----------|      start 12:00:00, 62 s
 *   wait            |------|                         10 s to 24 s
 *   excerpt             [=========]                  start 12:00:20, 20 s
 *   wait                [--|                         0 s to 4 s
 * </pre>
 *
 * <p>Waits, pauses and regions are cut at the borders. A metric begins with the value that it had
 * when the part begins. The CPU time that was measured of a thread while it was partly outside is
 * shared out as its samples are. What the recorder lost, and findings that have no time, are of the
 * whole recording.
 */
public final class Excerpt {
  private final Spans spans;
  private final Timeline whole;
  private final Selection selection;
  private final double from;
  private final double to;
  private final TimelineBuilder part = new TimelineBuilder();

  /** For each row of a dictionary its row in the part; -1 for what the part has not needed yet. */
  private final int[] strings;

  private final int[] methods;
  private final int[] frames;
  private final int[] stacks;
  private final int[] threads;

  private Excerpt(Timeline whole, Selection selection) {
    this.whole = whole;
    this.selection = selection;
    spans = Spans.of(whole);
    from = Math.max(0, selection.fromMicros());
    to = Math.min(whole.recording().durationMicros(), selection.toMicros());
    strings = none(whole.strings().size());
    methods = none(whole.methods().size());
    frames = none(whole.frames().size());
    stacks = none(whole.stacks().size());
    threads = none(whole.threads().size());
  }

  private static int[] none(int size) {
    int[] rows = new int[size];
    Arrays.fill(rows, -1);
    return rows;
  }

  /**
   * The part of a recording that a selection chooses; of threads that it leaves out nothing is
   * kept, but that they held a lock for which another waited.
   *
   * @throws IllegalArgumentException if nothing of the recording lies in the selection's range
   */
  public static Timeline of(Timeline whole, Selection selection) {
    Excerpt excerpt = new Excerpt(whole, selection);
    if (!(excerpt.from < excerpt.to)) {
      throw new IllegalArgumentException("the recording has nothing in that range");
    }
    return excerpt.build();
  }

  private Timeline build() {
    part.recording(recording());
    for (int thread = 0; thread < threads.length; thread++) {
      addThread(thread);
    }
    addThreadsThatBeganOrEnded();
    addPauses();
    addMarkers();
    addLanes();
    addLeaks();
    addFindings();
    part.complete(whole.complete() || selection.toMicros() <= whole.recording().durationMicros());
    return part.build();
  }

  private RecordingInfo recording() {
    RecordingInfo info = whole.recording();
    return new RecordingInfo(
        info.name(),
        info.startEpochMicros() + from,
        info.zoneOffsetMinutes(),
        to - from,
        info.jvm(),
        info.javaVersion(),
        info.host(),
        info.processId(),
        info.cores(),
        info.maxHeapBytes(),
        info.commandLine(),
        info.executionPeriodMicros(),
        info.nativePeriodMicros(),
        info.cpuPeriodMicros(),
        info.lostSamples(),
        info.lostBytes(),
        source(info.source()));
  }

  /** {@code shop.jfr, 20 s to 40 s}. */
  private String source(String file) {
    String range = Figures.duration(from) + " to " + Figures.duration(to);
    return file.isEmpty() ? range : file + ", " + range;
  }

  // Rows of one thread

  private void addThread(int thread) {
    if (selection.has(thread)) {
      addSamples(thread);
      addThreadLoads(thread);
      addWaits(thread);
      addAllocations(thread);
      addExceptions(thread);
      addRegions(thread);
    }
  }

  private void addSamples(int thread) {
    SampleTable samples = whole.samples();
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      double time = samples.timeMicros(row);
      if (has(time)) {
        part.samples()
            .add(
                thread(thread),
                time - from,
                stack(samples.stack(row)),
                samples.kind(row),
                samples.weightMicros(row));
      }
    }
  }

  private void addThreadLoads(int thread) {
    ThreadLoadTable loads = whole.threadLoads();
    for (int row = loads.firstRow(thread); row < loads.firstRow(thread + 1); row++) {
      double start = Math.max(from, loads.startMicros(row));
      double end = Math.min(to, loads.endMicros(row));
      if (start < end) {
        boolean isWhole = start == loads.startMicros(row) && end == loads.endMicros(row);
        double share =
            isWhole ? 1 : share(thread, loads.startMicros(row), loads.endMicros(row), start, end);
        double cpu = Math.rint(loads.cpuMicros(row) * share);
        part.threadLoads().add(thread(thread), start - from, end - start, cpu);
      }
    }
  }

  /**
   * How much of the CPU time of an interval lies in the part, as its samples say; or else as the
   * time between two instants says, where the part begins and ends in it.
   */
  private double share(int thread, double start, double end, double first, double last) {
    SampleTable samples = whole.samples();
    double inside = 0;
    double all = 0;
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      double time = samples.timeMicros(row);
      if (time >= start && time <= end) {
        double micros = spans.cpuTime().micros(row);
        all += micros;
        inside += has(time) ? micros : 0;
      }
    }
    return all > 0 ? inside / all : (last - first) / (end - start);
  }

  private void addWaits(int thread) {
    WaitTable waits = whole.waits();
    for (int row = waits.firstRow(thread); row < waits.firstRow(thread + 1); row++) {
      double start = Math.max(from, waits.startMicros(row));
      double end = Math.min(to, waits.endMicros(row));
      if (isIn(waits.startMicros(row), waits.endMicros(row))) {
        int owner = waits.ownerThread(row);
        part.waits()
            .add(
                thread(thread),
                start - from,
                end - start,
                waits.kind(row),
                stack(waits.stack(row)),
                owner < 0 ? -1 : thread(owner),
                waits.bytes(row),
                text(waits.detailString(row)));
      }
    }
  }

  private void addAllocations(int thread) {
    AllocationTable allocations = whole.allocations();
    for (int row = allocations.firstRow(thread); row < allocations.firstRow(thread + 1); row++) {
      if (has(allocations.timeMicros(row))) {
        part.allocations()
            .add(
                thread(thread),
                allocations.timeMicros(row) - from,
                stack(allocations.stack(row)),
                text(allocations.classNameString(row)),
                allocations.weightBytes(row));
      }
    }
  }

  private void addExceptions(int thread) {
    ExceptionTable exceptions = whole.exceptions();
    for (int row = exceptions.firstRow(thread); row < exceptions.firstRow(thread + 1); row++) {
      if (has(exceptions.timeMicros(row))) {
        part.exceptions()
            .add(
                thread(thread),
                exceptions.timeMicros(row) - from,
                stack(exceptions.stack(row)),
                text(exceptions.classNameString(row)),
                text(exceptions.messageString(row)));
      }
    }
  }

  private void addRegions(int thread) {
    RegionTable regions = whole.regions();
    for (int row = regions.firstRow(thread); row < regions.firstRow(thread + 1); row++) {
      if (isIn(regions.startMicros(row), regions.endMicros(row))) {
        double start = Math.max(from, regions.startMicros(row));
        double end = Math.min(to, regions.endMicros(row));
        part.regions()
            .add(thread(thread), start - from, end - start, text(regions.nameString(row)));
      }
    }
  }

  private void addThreadsThatBeganOrEnded() {
    for (int thread = 0; thread < threads.length; thread++) {
      if (selection.has(thread)
          && (has(whole.threads().startMicros(thread)) || has(whole.threads().endMicros(thread)))) {
        thread(thread);
      }
    }
  }

  // Rows of the JVM

  private void addPauses() {
    PauseTable pauses = whole.pauses();
    for (int row = 0; row < pauses.size(); row++) {
      if (isIn(pauses.startMicros(row), pauses.endMicros(row))) {
        double start = Math.max(from, pauses.startMicros(row));
        double end = Math.min(to, pauses.endMicros(row));
        part.pauses()
            .add(start - from, end - start, pauses.kind(row), text(pauses.detailString(row)));
      }
    }
  }

  private void addMarkers() {
    MarkerTable markers = whole.markers();
    for (int row = 0; row < markers.size(); row++) {
      if (has(markers.timeMicros(row)) && isOfThread(markers.thread(row))) {
        part.markers()
            .add(
                markers.timeMicros(row) - from,
                markers.thread(row) < 0 ? -1 : thread(markers.thread(row)),
                markers.level(row),
                text(markers.sourceString(row)),
                text(markers.loggerString(row)),
                text(markers.messageString(row)),
                text(markers.throwableString(row)),
                text(markers.contextString(row)),
                stack(markers.stack(row)));
      }
    }
  }

  private void addLanes() {
    for (Lane lane : whole.lanes()) {
      int before = -1;
      int first = 0;
      while (first < lane.size() && lane.timeMicros(first) < from) {
        before = first++;
      }
      boolean atStart = first < lane.size() && lane.timeMicros(first) == from;
      if (before >= 0 && !atStart) {
        add(lane, 0, lane.value(before));
      }
      for (int row = first; row < lane.size() && has(lane.timeMicros(row)); row++) {
        add(lane, lane.timeMicros(row) - from, lane.value(row));
      }
    }
  }

  private void add(Lane lane, double micros, double value) {
    part.lanes().add(lane.name(), lane.unit(), lane.source(), micros, value);
  }

  private void addLeaks() {
    LeakTable leaks = whole.leaks();
    for (int row = 0; row < leaks.size(); row++) {
      if (has(leaks.openedMicros(row)) && isOfThread(leaks.thread(row))) {
        part.leaks()
            .add(
                leaks.kind(row),
                text(leaks.typeString(row)),
                text(leaks.targetString(row)),
                leaks.openedMicros(row) - from,
                leaks.count(row),
                leaks.bytes(row),
                leaks.ageMicros(row),
                leaks.thread(row) < 0 ? -1 : thread(leaks.thread(row)),
                stack(leaks.stack(row)),
                text(leaks.pathString(row)));
      }
    }
  }

  private void addFindings() {
    for (Finding finding : whole.findings()) {
      boolean timed = finding.startMicros() >= 0;
      double end = finding.startMicros() + finding.durationMicros();
      if ((timed && !isIn(finding.startMicros(), end)) || !isOfThread(finding.thread())) {
        continue;
      }
      double start = timed ? Math.max(from, finding.startMicros()) : -1;
      part.add(
          new Finding(
              finding.kind(),
              finding.severity(),
              finding.title(),
              finding.detail(),
              finding.thread() < 0 ? -1 : thread(finding.thread()),
              timed ? start - from : -1,
              timed ? Math.min(to, end) - start : 0,
              finding.method() < 0 ? -1 : method(finding.method())));
    }
  }

  private boolean has(double micros) {
    return micros >= from && micros < to;
  }

  /** Whether an interval, which may be an instant, reaches into the range. */
  private boolean isIn(double start, double end) {
    return start < to && (end > from || start >= from);
  }

  /** Whether something of this thread is kept; of no thread only where all threads are. */
  private boolean isOfThread(int thread) {
    return thread < 0 ? selection.hasAllThreads() : selection.has(thread);
  }

  // Dictionaries

  private int text(int row) {
    if (row < 0) {
      return -1;
    }
    if (strings[row] < 0) {
      strings[row] = part.strings().intern(whole.strings().text(row));
    }
    return strings[row];
  }

  private int method(int row) {
    if (methods[row] < 0) {
      MethodTable table = whole.methods();
      methods[row] =
          part.methods()
              .add(
                  text(table.classNameString(row)),
                  text(table.nameString(row)),
                  text(table.descriptorString(row)),
                  table.kind(row));
    }
    return methods[row];
  }

  private int frame(int row) {
    if (frames[row] < 0) {
      FrameTable table = whole.frames();
      int method = method(table.method(row));
      frames[row] = part.frames().add(method, table.line(row), table.kind(row));
    }
    return frames[row];
  }

  /** Callers come before what they call; stacks may be deep, so there is no recursion. */
  private int stack(int row) {
    if (row < 0) {
      return -1;
    }
    int missing = 0;
    for (int node = row; node >= 0 && stacks[node] < 0; node = whole.stacks().parent(node)) {
      missing++;
    }
    int[] path = new int[missing];
    for (int node = row; missing > 0; node = whole.stacks().parent(node)) {
      path[--missing] = node;
    }
    for (int node : path) {
      int parent = whole.stacks().parent(node);
      stacks[node] =
          part.stacks().add(parent < 0 ? -1 : stacks[parent], frame(whole.stacks().frame(node)));
    }
    return stacks[row];
  }

  private int thread(int row) {
    if (threads[row] < 0) {
      ThreadTable table = whole.threads();
      int added =
          part.threads()
              .add(table.id(row), table.name(row), table.group(row), table.isVirtual(row));
      part.threads().startMicros(added, within(table.startMicros(row)));
      part.threads().endMicros(added, within(table.endMicros(row)));
      threads[row] = added;
    }
    return threads[row];
  }

  /** When a thread began or ended, -1 where that was outside. */
  private double within(double micros) {
    return has(micros) ? micros - from : -1;
  }
}
