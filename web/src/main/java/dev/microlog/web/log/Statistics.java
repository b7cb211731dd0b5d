package dev.microlog.web.log;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.LogWords;
import dev.microlog.web.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Figures over the whole recording, by subject; they stand at the end of the log. */
public final class Statistics {
  private static final int MOST_DESCRIPTORS = 50;
  private static final int MOST_OBJECTS = 10;
  private static final int MOST_FRAMES = 30;

  private final Timeline timeline;
  private final Set<String> shownLanes = new HashSet<>();

  /**
   * A name and what is said of it.
   *
   * @param detail more lines, as a stack; or empty
   */
  public record Line(String name, String value, String detail) {
    Line(String name, String value) {
      this(name, value, "");
    }
  }

  /** A subject with its lines. */
  public record Subject(String title, List<Line> lines) {
    public Subject {
      lines = List.copyOf(lines);
    }

    /** All of it in one line. */
    public String sentence() {
      StringBuilder text = new StringBuilder(title);
      for (int i = 0; i < lines.size(); i++) {
        text.append(i == 0 ? ": " : " · ").append(lines.get(i).name()).append(' ');
        text.append(lines.get(i).value());
      }
      return text.toString();
    }
  }

  private Statistics(Timeline timeline) {
    this.timeline = timeline;
  }

  public static List<Subject> of(Timeline timeline) {
    return new Statistics(timeline).subjects();
  }

  private List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(collections());
    subjects.add(memory());
    subjects.add(processors());
    subjects.add(threads());
    subjects.add(classes());
    subjects.add(transfers());
    subjects.add(waits());
    subjects.add(others());
    subjects.add(descriptors());
    subjects.add(objects());
    subjects.removeIf(subject -> subject.lines().isEmpty());
    return subjects;
  }

  private Subject collections() {
    PauseTable pauses = timeline.pauses();
    int count = 0;
    double total = 0;
    double longest = 0;
    for (int row = 0; row < pauses.size(); row++) {
      if (pauses.kind(row) == PauseKind.GC) {
        count++;
        total += pauses.durationMicros(row);
        longest = Math.max(longest, pauses.durationMicros(row));
      }
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(LogWords.COUNT, Format.count(count)));
    if (count > 0) {
      double all = Math.max(1, timeline.recording().durationMicros());
      lines.add(new Line(LogWords.TOTAL, Format.duration(total)));
      lines.add(new Line(LogWords.SHARE, Format.percent(total / all)));
      lines.add(new Line(LogWords.AVERAGE, Format.duration(total / count)));
      lines.add(new Line(LogWords.LONGEST, Format.duration(longest)));
    }
    shownLanes.add("gc.pause");
    return new Subject(LogWords.GC_PAUSES, lines);
  }

  private Subject memory() {
    List<Line> lines = new ArrayList<>();
    average(lines, "heap.used", LogWords.HEAP);
    average(lines, "heap.committed", LogWords.HEAP_COMMITTED);
    double limit = timeline.recording().maxHeapBytes();
    if (limit > 0) {
      lines.add(new Line(LogWords.HEAP_LIMIT, Format.bytes(limit)));
    }
    average(lines, "allocation.rate", LogWords.ALLOCATION);
    average(lines, "rss", LogWords.RSS);
    last(lines, "metaspace.used", LogWords.METASPACE);
    shownLanes.add("metaspace.committed");
    average(lines, "direct.used", LogWords.DIRECT);
    average(lines, "native.committed", LogWords.NATIVE);
    average(lines, "memory.machine", LogWords.MACHINE);
    return new Subject(LogWords.MEMORY, lines);
  }

  private Subject processors() {
    List<Line> lines = new ArrayList<>();
    average(lines, "cpu.jvm.user", LogWords.JVM_USER);
    average(lines, "cpu.jvm.system", LogWords.JVM_SYSTEM);
    average(lines, "cpu.machine", LogWords.MACHINE);
    average(lines, "context.switches", LogWords.CONTEXT_SWITCHES);
    if (timeline.recording().cores() > 0) {
      lines.add(new Line(LogWords.PROCESSORS, Format.count(timeline.recording().cores())));
    }
    return new Subject(LogWords.CPU, lines);
  }

  private Subject threads() {
    int virtual = 0;
    for (int thread = 0; thread < timeline.threads().size(); thread++) {
      virtual += timeline.threads().isVirtual(thread) ? 1 : 0;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(LogWords.SEEN, Format.count(timeline.threads().size())));
    if (virtual > 0) {
      lines.add(new Line(LogWords.VIRTUAL, Format.count(virtual)));
    }
    last(lines, "threads.live", LogWords.LIVE);
    last(lines, "threads.daemon", LogWords.DAEMON);
    lines.add(new Line(LogWords.SAMPLES, Format.count(timeline.samples().size())));
    return new Subject(LogWords.THREADS, lines);
  }

  private Subject classes() {
    List<Line> lines = new ArrayList<>();
    last(lines, "classes.loaded", LogWords.LOADED);
    last(lines, "exceptions", LogWords.THROWN);
    if (timeline.exceptions().size() > 0) {
      lines.add(new Line(LogWords.RECORDED, Format.count(timeline.exceptions().size())));
    }
    return new Subject(LogWords.CLASSES, lines);
  }

  private Subject transfers() {
    List<Line> lines = new ArrayList<>();
    sum(lines, "socket.read", LogWords.SOCKET_READ);
    sum(lines, "socket.write", LogWords.SOCKET_WRITE);
    sum(lines, "file.read", LogWords.FILE_READ);
    sum(lines, "file.write", LogWords.FILE_WRITE);
    last(lines, "descriptors.open", LogWords.OPEN);
    return new Subject(LogWords.IO, lines);
  }

  private Subject waits() {
    WaitTable waits = timeline.waits();
    int kinds = WaitKind.values().length;
    int[] count = new int[kinds];
    double[] total = new double[kinds];
    for (int row = 0; row < waits.size(); row++) {
      int kind = waits.kind(row).ordinal();
      count[kind]++;
      total[kind] += waits.durationMicros(row);
    }
    List<Line> lines = new ArrayList<>();
    for (WaitKind kind : WaitKind.values()) {
      int at = kind.ordinal();
      if (count[at] > 0) {
        lines.add(new Line(Words.waitNoun(kind), LogWords.times(count[at], total[at])));
      }
    }
    return new Subject(LogWords.WAITS, lines);
  }

  /** Lanes that no subject has named, as a program's own metrics. */
  private Subject others() {
    List<Line> lines = new ArrayList<>();
    for (Lane lane : timeline.lanes()) {
      if (!shownLanes.contains(lane.name())) {
        average(lines, lane.name(), lane.name());
      }
    }
    return new Subject(LogWords.OTHERS, lines);
  }

  // ---- lanes ----

  /** What a lane held. */
  private record Values(Lane lane, double sum, double most, double last) {
    String show(double value) {
      return Format.value(value, lane.unit());
    }
  }

  private void average(List<Line> lines, String name, String title) {
    for (Values values : values(name)) {
      String average = values.show(values.sum() / values.lane().size());
      lines.add(new Line(title, LogWords.averageAndMost(average, values.show(values.most()))));
    }
  }

  private void last(List<Line> lines, String name, String title) {
    for (Values values : values(name)) {
      String last = values.show(values.last());
      lines.add(new Line(title, LogWords.atLast(last, values.show(values.most()))));
    }
  }

  /** Of bytes in a second, counted every second. */
  private void sum(List<Line> lines, String name, String title) {
    for (Values values : values(name)) {
      if (values.sum() > 0) {
        String most = values.show(values.most());
        lines.add(new Line(title, LogWords.total(Format.bytes(values.sum()), most)));
      }
    }
  }

  private List<Values> values(String name) {
    shownLanes.add(name);
    List<Values> found = new ArrayList<>();
    for (Lane lane : timeline.lanes()) {
      if (lane.name().equals(name) && lane.size() > 0) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < lane.size(); row++) {
          sum += lane.value(row);
          most = Math.max(most, lane.value(row));
        }
        found.add(new Values(lane, sum, most, lane.value(lane.size() - 1)));
      }
    }
    return found;
  }

  // ---- leaks ----

  private Subject descriptors() {
    LeakTable leaks = timeline.leaks();
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < leaks.size() && lines.size() < MOST_DESCRIPTORS; row++) {
      if (leaks.kind(row) == LeakKind.DESCRIPTOR) {
        String what = leaks.target(row).isEmpty() ? leaks.type(row) : leaks.target(row);
        String thread =
            leaks.thread(row) < 0 ? "" : timeline.threads().displayName(leaks.thread(row));
        lines.add(
            new Line(
                what,
                LogWords.opened(
                    leaks.type(row), leaks.openedMicros(row), thread, place(leaks.stack(row))),
                stack(leaks.stack(row))));
      }
    }
    return new Subject(LogWords.DESCRIPTORS, lines);
  }

  /** Objects of one type and place. */
  private static final class Pile {
    private double count;
    private double bytes;
    private double age;
    private int oldest = -1;
  }

  private Subject objects() {
    LeakTable leaks = timeline.leaks();
    Map<String, Pile> piles = new LinkedHashMap<>();
    for (int row = 0; row < leaks.size(); row++) {
      if (leaks.kind(row) != LeakKind.OBJECT || isOfRecorder(leaks.stack(row))) {
        continue;
      }
      Pile pile =
          piles.computeIfAbsent(leaks.type(row) + " " + place(leaks.stack(row)), key -> new Pile());
      pile.count += Math.max(1, leaks.count(row));
      pile.bytes += Math.max(0, leaks.bytes(row));
      if (pile.oldest < 0 || leaks.ageMicros(row) > pile.age) {
        pile.age = leaks.ageMicros(row);
        pile.oldest = row;
      }
    }
    List<Pile> order = new ArrayList<>(piles.values());
    order.sort(
        Comparator.comparingDouble((Pile pile) -> -pile.bytes)
            .thenComparingDouble(pile -> -pile.count)
            .thenComparingInt(pile -> pile.oldest));
    List<Line> lines = new ArrayList<>();
    for (Pile pile : order.subList(0, Math.min(MOST_OBJECTS, order.size()))) {
      int row = pile.oldest;
      String path = leaks.path(row);
      lines.add(
          new Line(
              leaks.type(row),
              LogWords.kept(pile.count, pile.bytes, pile.age, place(leaks.stack(row))),
              stack(leaks.stack(row)) + (path.isEmpty() ? "" : "\n" + path)));
    }
    return new Subject(LogWords.OBJECTS, lines);
  }

  private boolean isOfRecorder(int stack) {
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      String type = timeline.methods().className(timeline.methodAt(node));
      if (type.startsWith("dev.microlog.bridge.") || type.startsWith("jdk.jfr.")) {
        return true;
      }
    }
    return false;
  }

  /** The innermost method of yours, else the innermost. */
  private String place(int stack) {
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      int method = timeline.methodAt(node);
      if (timeline.methods().kind(method) == MethodKind.YOURS) {
        return timeline.methods().qualifiedName(method);
      }
    }
    return stack < 0 ? "" : timeline.methods().qualifiedName(timeline.methodAt(stack));
  }

  private String stack(int stack) {
    StringBuilder text = new StringBuilder();
    int frames = 0;
    for (int node = stack;
        node >= 0 && frames < MOST_FRAMES;
        node = timeline.stacks().parent(node)) {
      int line = timeline.frames().line(timeline.stacks().frame(node));
      text.append(frames++ == 0 ? "at " : "\nat ");
      text.append(timeline.methods().qualifiedName(timeline.methodAt(node)));
      text.append(line > 0 ? ":" + line : "");
    }
    return text.toString();
  }
}
