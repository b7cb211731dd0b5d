package dev.microlog.convert.build;

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
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.timeline.WaitTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A whole recording: the tables of its chunks, joined in order, given out as one segment after the
 * other. Rows of a chunk are given new numbers on the way. Not thread-safe.
 */
public final class RecordingTables {
  private final TimelineBuilder tables = new TimelineBuilder();
  private final Map<Double, Integer> threads = new HashMap<>();

  /** The threads by their names; -1 where several have had the name. */
  private final Map<String, Integer> threadNames = new HashMap<>();

  private final Set<String> leaks = new HashSet<>();
  private final Map<String, String> descriptors = new HashMap<>();
  private final ThreadLoads loads = new ThreadLoads();
  private final RateLanes rates = new RateLanes();
  private final double startEpochMicros;
  private final String source;
  private String ownPackage = "";
  private double durationMicros;
  private long samples;
  private int processors = -1;

  /**
   * @param startEpochMicros where the recording's axis starts, µs since 1970
   * @param name what the recording is called unless it says so itself
   * @param source the name of the file that is converted
   */
  public RecordingTables(double startEpochMicros, String name, String source) {
    this.startEpochMicros = startEpochMicros;
    this.source = source;
    RecordingInfo unknown = RecordingInfo.UNKNOWN;
    tables.recording(
        new RecordingInfo(
            name,
            startEpochMicros,
            0,
            0,
            unknown.jvm(),
            unknown.javaVersion(),
            unknown.host(),
            unknown.processId(),
            unknown.cores(),
            unknown.maxHeapBytes(),
            unknown.commandLine(),
            unknown.executionPeriodMicros(),
            unknown.nativePeriodMicros(),
            unknown.cpuPeriodMicros(),
            0,
            0,
            source));
  }

  /** Takes over a chunk that is finished. */
  public void append(ChunkTables chunk) {
    Timeline from = chunk.timeline();
    recording(chunk.facts());
    rates.add(from);
    Join join = new Join(from);
    join.events();
    chunk.facts().lastLines.forEach(this::add);
    loads.add(chunk.facts().loads, join.threadRows, processors, tables);
    samples += from.samples().size();
  }

  private void add(RecordingFacts.LastLine line) {
    tables
        .markers()
        .add(
            line.micros(),
            threadNames.getOrDefault(line.printer(), -1),
            line.level(),
            tables.strings().intern(line.stream()),
            -1,
            tables.strings().intern(line.message()),
            -1,
            -1,
            -1);
  }

  public void add(Finding finding) {
    tables.add(finding);
  }

  /** The number of samples so far. */
  public long samples() {
    return samples;
  }

  public RecordingInfo recording() {
    return tables.recording();
  }

  /**
   * What has come since the last segment.
   *
   * @param last whether nothing will follow
   */
  public Timeline nextSegment(boolean last) {
    rates.flush(tables, last ? durationMicros + 1e6 : durationMicros - 2e6);
    tables.complete(last);
    Timeline segment = tables.build();
    tables.clearRows();
    return segment;
  }

  private void recording(RecordingFacts facts) {
    durationMicros = Math.max(durationMicros, Math.rint(facts.lastEventMicros));
    RecordingInfo last = tables.recording();
    if (facts.availableProcessors > 0) {
      processors = facts.availableProcessors;
    } else if (processors < 0) {
      processors = facts.cores;
    }
    if (!facts.commandLine.isEmpty()) {
      ownPackage = MethodKinds.ownPackage(facts.commandLine);
    }
    tables.recording(
        new RecordingInfo(
            either(facts.name, last.name()),
            startEpochMicros,
            facts.zone.isEmpty() ? last.zoneOffsetMinutes() : offsetMinutes(facts.zone),
            durationMicros,
            either(facts.jvm, last.jvm()),
            either(facts.javaVersion, last.javaVersion()),
            last.host(),
            either(facts.processId, last.processId()),
            (int) either(facts.cores, last.cores()),
            either(facts.maxHeapBytes, last.maxHeapBytes()),
            either(facts.commandLine, last.commandLine()),
            either(facts.executionPeriodMicros, last.executionPeriodMicros()),
            either(facts.nativePeriodMicros, last.nativePeriodMicros()),
            either(facts.cpuPeriodMicros, last.cpuPeriodMicros()),
            last.lostSamples() + facts.lostSamples,
            last.lostBytes() + facts.lostBytes,
            source));
  }

  private static String either(String now, String before) {
    return now.isEmpty() ? before : now;
  }

  private static double either(double now, double before) {
    return now >= 0 ? now : before;
  }

  private int offsetMinutes(String zone) {
    try {
      Instant start = Instant.ofEpochMilli((long) (startEpochMicros / 1000));
      return ZoneId.of(zone).getRules().getOffset(start).getTotalSeconds() / 60;
    } catch (DateTimeException e) {
      return 0;
    }
  }

  /**
   * What tells a method from others of its class and name: nothing for the one that came first,
   * which mostly is the only one, and for others the descriptor.
   */
  private String distinction(String className, String name, String descriptor) {
    String first = descriptors.putIfAbsent(className + '.' + name, descriptor);
    return first == null || first.equals(descriptor) ? "" : descriptor;
  }

  /**
   * The new numbers of a chunk's rows. Texts, methods, frames and stacks get theirs when a row
   * first refers to them: those that are used one after the other lie beside each other, and
   * compress well.
   */
  private final class Join {
    private final Timeline from;
    private final int[] strings;
    private final int[] methods;
    private final int[] frames;
    private final int[] stacks;
    private final int[] threadRows;
    private int[] path = new int[64];

    Join(Timeline from) {
      this.from = from;
      strings = unknown(from.strings().size());
      methods = unknown(from.methods().size());
      frames = unknown(from.frames().size());
      stacks = unknown(from.stacks().size());
      threadRows = threads(from.threads());
    }

    private static int[] unknown(int size) {
      int[] rows = new int[size];
      Arrays.fill(rows, -1);
      return rows;
    }

    private int method(int row) {
      if (methods[row] < 0) {
        MethodTable table = from.methods();
        String className = table.className(row);
        String name = table.name(row);
        methods[row] =
            tables
                .methods()
                .intern(
                    className,
                    name,
                    distinction(className, name, table.descriptor(row)),
                    MethodKinds.of(className, ownPackage));
      }
      return methods[row];
    }

    private int frame(int row) {
      if (frames[row] < 0) {
        FrameTable table = from.frames();
        frames[row] =
            tables.frames().intern(method(table.method(row)), table.line(row), table.kind(row));
      }
      return frames[row];
    }

    private int[] threads(ThreadTable table) {
      int[] rows = new int[table.size()];
      for (int row = 0; row < rows.length; row++) {
        double id = table.id(row);
        Integer known = threads.get(id);
        if (known == null) {
          known = tables.threads().add(id, table.name(row), table.group(row), table.isVirtual(row));
          threads.put(id, known);
        } else if (!table.name(row).isEmpty()) {
          tables.threads().name(known, table.name(row));
        }
        if (table.startMicros(row) >= 0) {
          loads.started(known, table.startMicros(row));
          tables.threads().startMicros(known, table.startMicros(row));
        }
        if (table.endMicros(row) >= 0) {
          tables.threads().endMicros(known, table.endMicros(row));
        }
        threadNames.merge(table.name(row), known, (one, other) -> one.equals(other) ? one : -1);
        rows[row] = known;
      }
      return rows;
    }

    private int text(int row) {
      if (row >= 0 && strings[row] < 0) {
        strings[row] = tables.strings().intern(from.strings().text(row));
      }
      return row < 0 ? -1 : strings[row];
    }

    /** The new number of a stack node, which its callers have before it. */
    private int stack(int row) {
      if (row < 0) {
        return -1;
      }
      StackTable table = from.stacks();
      int missing = 0;
      for (int node = row; node >= 0 && stacks[node] < 0; node = table.parent(node)) {
        if (missing == path.length) {
          path = Arrays.copyOf(path, missing * 2);
        }
        path[missing++] = node;
      }
      while (missing > 0) {
        int node = path[--missing];
        int parent = table.parent(node);
        stacks[node] =
            tables.stacks().intern(parent < 0 ? -1 : stacks[parent], frame(table.frame(node)));
      }
      return stacks[row];
    }

    private int thread(int row) {
      return row < 0 ? -1 : threadRows[row];
    }

    void events() {
      SampleTable s = from.samples();
      for (int row = 0; row < s.size(); row++) {
        tables
            .samples()
            .add(
                thread(s.thread(row)),
                s.timeMicros(row),
                stack(s.stack(row)),
                s.kind(row),
                s.weightMicros(row));
      }
      intervals();
      instants();
      for (Lane lane : from.lanes()) {
        int row = tables.lanes().lane(lane.name(), lane.unit(), lane.source());
        for (int i = 0; i < lane.size(); i++) {
          tables.lanes().add(row, lane.timeMicros(i), lane.value(i));
        }
      }
      leaks();
      for (Finding f : from.findings()) {
        tables.add(
            new Finding(
                f.kind(),
                f.severity(),
                f.title(),
                f.detail(),
                thread(f.thread()),
                f.startMicros(),
                f.durationMicros(),
                f.method() < 0 ? -1 : method(f.method())));
      }
    }

    private void intervals() {
      WaitTable w = from.waits();
      for (int row = 0; row < w.size(); row++) {
        tables
            .waits()
            .add(
                thread(w.thread(row)),
                w.startMicros(row),
                w.durationMicros(row),
                w.kind(row),
                stack(w.stack(row)),
                thread(w.ownerThread(row)),
                w.bytes(row),
                text(w.detailString(row)));
      }
      PauseTable p = from.pauses();
      for (int row = 0; row < p.size(); row++) {
        tables
            .pauses()
            .add(p.startMicros(row), p.durationMicros(row), p.kind(row), text(p.detailString(row)));
      }
      RegionTable r = from.regions();
      for (int row = 0; row < r.size(); row++) {
        tables
            .regions()
            .add(
                thread(r.thread(row)),
                r.startMicros(row),
                r.durationMicros(row),
                text(r.nameString(row)));
      }
    }

    private void instants() {
      AllocationTable a = from.allocations();
      for (int row = 0; row < a.size(); row++) {
        tables
            .allocations()
            .add(
                thread(a.thread(row)),
                a.timeMicros(row),
                stack(a.stack(row)),
                text(a.classNameString(row)),
                a.weightBytes(row));
      }
      ExceptionTable e = from.exceptions();
      for (int row = 0; row < e.size(); row++) {
        tables
            .exceptions()
            .add(
                thread(e.thread(row)),
                e.timeMicros(row),
                stack(e.stack(row)),
                text(e.classNameString(row)),
                text(e.messageString(row)));
      }
      MarkerTable m = from.markers();
      for (int row = 0; row < m.size(); row++) {
        tables
            .markers()
            .add(
                m.timeMicros(row),
                thread(m.thread(row)),
                m.level(row),
                text(m.sourceString(row)),
                text(m.loggerString(row)),
                text(m.messageString(row)),
                text(m.throwableString(row)),
                text(m.contextString(row)),
                stack(m.stack(row)));
      }
    }

    /** The recorder tells of the same old objects again and again: each counts once. */
    private void leaks() {
      LeakTable l = from.leaks();
      for (int row = 0; row < l.size(); row++) {
        String identity =
            l.kind(row)
                + "|"
                + l.type(row)
                + "|"
                + l.target(row)
                + "|"
                + l.openedMicros(row)
                + "|"
                + l.bytes(row)
                + "|"
                + thread(l.thread(row));
        if (leaks.add(identity)) {
          tables
              .leaks()
              .add(
                  l.kind(row),
                  text(l.typeString(row)),
                  text(l.targetString(row)),
                  l.openedMicros(row),
                  l.count(row),
                  l.bytes(row),
                  l.ageMicros(row),
                  thread(l.thread(row)),
                  stack(l.stack(row)),
                  text(l.pathString(row)));
        }
      }
    }
  }
}
