package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.LeakKind;
import dev.microlog.timeline.LeakTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.timeline.analysis.Callers;
import dev.microlog.timeline.analysis.Figures;
import dev.microlog.timeline.analysis.HotMethods;
import dev.microlog.timeline.analysis.Mode;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.WaitGroup;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is worth a look in a recording: what was recorded as such, and what is computed. */
public final class Findings {
  private static final int MOST_ANOMALIES = 25;
  private static final int MOST_DESCRIPTORS = 50;
  private static final int MOST_OBJECTS = 10;
  private static final int LEAST_OBJECTS = 5;
  private static final double LEAST_GROWTH = 0.25;
  private static final int MOST_LOCKS = 10;
  private static final int MOST_LOW_CPU = 10;
  private static final double LEAST_LOCK_MICROS = 100_000;
  private static final double LEAST_LOCK_SHARE = 0.01;
  private static final double ENOUGH_LOCK_MICROS = 2_000_000;
  private static final double LEAST_WAIT_MICROS = 500_000;
  private static final double LEAST_WAIT_SHARE = 0.02;
  private static final double LOW_CPU = 0.25;

  /** What explains less of the time without CPU is not its cause. */
  private static final double LEAST_CAUSE = 0.5;

  private static final double LEAST_LOST = 0.01;

  private final Spans spans;
  private final Timeline timeline;
  private final List<Finding> findings;

  private final Anomalies anomalies;
  private boolean begun;
  private boolean anomaliesFound;
  private @Nullable LowCpu lowCpu;

  private Findings(Spans spans) {
    this.spans = spans;
    timeline = spans.timeline();
    findings = new ArrayList<>(timeline.findings());
    anomalies = new Anomalies(spans, Selection.all(timeline), MOST_ANOMALIES);
  }

  /** Begins to look, to be gone on with by {@link #step()}. */
  public static Findings search(Spans spans) {
    return new Findings(spans);
  }

  /** Goes on for some milliseconds; whether there is more to do. */
  public boolean step() {
    if (!begun) {
      begun = true;
      addDataLoss();
      addDescriptors();
      addObjects();
      addLocks();
      return true;
    }
    if (!anomaliesFound) {
      if (!anomalies.step()) {
        anomaliesFound = true;
        addAnomalies();
      }
      return true;
    }
    LowCpu known = lowCpu;
    if (known == null) {
      lowCpu = new LowCpu();
      return true;
    }
    return known.step();
  }

  /** What was found so far, which is all once no step is left. */
  public List<Finding> found() {
    return List.copyOf(findings);
  }

  /**
   * All findings: those that the timeline holds, then leaks, locks, slow calls, calls that wait.
   */
  public static List<Finding> of(Spans spans) {
    Findings search = search(spans);
    while (search.step()) {
      // until nothing is left
    }
    return search.found();
  }

  private void addDataLoss() {
    double samples = timeline.recording().lostSamples();
    double bytes = timeline.recording().lostBytes();
    boolean known = findings.stream().anyMatch(f -> f.kind() == Finding.Kind.DATA_LOSS);
    boolean few = samples < LEAST_LOST * timeline.samples().size();
    if (known || (few && bytes <= 0)) {
      return;
    }
    String what =
        (samples > 0 ? Figures.significant(samples) + " samples" : "")
            + (samples > 0 && bytes > 0 ? " and " : "")
            + (bytes > 0 ? Figures.bytes(bytes) : "");
    findings.add(
        new Finding(
            Finding.Kind.DATA_LOSS,
            Finding.Severity.WARNING,
            "The recorder lost " + what,
            "Where it lost them, gaps in the timeline may be calls that were not recorded.",
            -1,
            -1,
            0,
            -1));
  }

  /** Those of one kind that were opened in one place are one finding. */
  private void addDescriptors() {
    LeakTable leaks = timeline.leaks();
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int row = 0; row < leaks.size(); row++) {
      if (leaks.kind(row) == LeakKind.DESCRIPTOR && !isKeptOnPurpose(leaks.stack(row))) {
        String key = leaks.typeString(row) + "/" + leaks.stack(row);
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    List<List<Integer>> largest = new ArrayList<>(groups.values());
    largest.sort(Comparator.comparingInt((List<Integer> rows) -> -rows.size()));
    for (List<Integer> rows : largest.subList(0, Math.min(MOST_DESCRIPTORS, largest.size()))) {
      addDescriptors(leaks, rows);
    }
  }

  private void addDescriptors(LeakTable leaks, List<Integer> rows) {
    int row = rows.get(0);
    int method = Callers.blamed(timeline, leaks.stack(row));
    String thread =
        leaks.thread(row) < 0 ? "" : " by " + timeline.threads().displayName(leaks.thread(row));
    String where = method < 0 ? "" : " in " + timeline.methods().qualifiedName(method);
    String what =
        rows.size() == 1
            ? leaks.type(row) + " " + leaks.target(row)
            : rows.size() + " of kind " + leaks.type(row) + ", the first " + leaks.target(row);
    findings.add(
        new Finding(
            Finding.Kind.FD_LEAK,
            Finding.Severity.WARNING,
            "Never closed: " + what,
            "Opened" + thread + where + ".\n" + stackText(leaks.stack(row)),
            leaks.thread(row),
            leaks.openedMicros(row),
            0,
            method));
  }

  /** Whether a connection was opened by what keeps connections for the next request. */
  private boolean isKeptOnPurpose(int stack) {
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      String type = timeline.methods().className(timeline.methodAt(node));
      if (type.startsWith("sun.net.www.http.HttpClient")
          || type.startsWith("sun.net.www.protocol.http.HttpURLConnection")
          || type.startsWith("jdk.internal.net.http.")) {
        return true;
      }
    }
    return false;
  }

  private void addObjects() {
    LeakTable leaks = timeline.leaks();
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    double lastCollection = lastCollection();
    for (int row = 0; row < leaks.size(); row++) {
      if (leaks.kind(row) == LeakKind.OBJECT
          && leaks.openedMicros(row) < lastCollection
          && !isOfRecorder(leaks.stack(row))
          && !isHeldByNothing(leaks.path(row))) {
        String key = leaks.typeString(row) + "/" + Callers.blamed(timeline, leaks.stack(row));
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    List<Finding> found = new ArrayList<>();
    Map<Finding, Double> weights = new HashMap<>();
    for (List<Integer> rows : groups.values()) {
      if (!keepsGrowing(leaks, rows)) {
        continue;
      }
      double count = 0;
      double bytes = 0;
      int oldest = rows.get(0);
      for (int row : rows) {
        count += Math.max(1, leaks.count(row));
        bytes += Math.max(0, leaks.bytes(row));
        oldest = leaks.ageMicros(row) > leaks.ageMicros(oldest) ? row : oldest;
      }
      Finding finding = ofObjects(leaks, oldest, count, bytes);
      found.add(finding);
      weights.put(finding, bytes + count);
    }
    found.sort(
        Comparator.comparingDouble((Finding finding) -> -weights.getOrDefault(finding, 0.0)));
    findings.addAll(found.subList(0, Math.min(MOST_OBJECTS, found.size())));
  }

  /**
   * When the last collection began: a younger object may be garbage that nobody has collected yet.
   */
  private double lastCollection() {
    double last = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < timeline.pauses().size(); row++) {
      if (timeline.pauses().kind(row) == PauseKind.GC) {
        last = Math.max(last, timeline.pauses().startMicros(row));
      }
    }
    return last;
  }

  /**
   * Whether the way to the root is known and is the object alone: a variable of a running method
   * holds it, or nothing does any more.
   */
  private static boolean isHeldByNothing(String path) {
    return !path.isEmpty() && path.indexOf('\n') < 0;
  }

  /**
   * Whether objects of one type and place were allocated again and again: a few at one moment are
   * what a program sets up at its start.
   */
  private boolean keepsGrowing(LeakTable leaks, List<Integer> rows) {
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    double count = 0;
    for (int row : rows) {
      first = Math.min(first, leaks.openedMicros(row));
      last = Math.max(last, leaks.openedMicros(row));
      count += Math.max(1, leaks.count(row));
    }
    return count >= LEAST_OBJECTS
        && last - first >= LEAST_GROWTH * timeline.recording().durationMicros();
  }

  /** Whether the recorder itself made a stack. */
  private boolean isOfRecorder(int stack) {
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      String type = timeline.methods().className(timeline.methodAt(node));
      if (type.startsWith("dev.microlog.bridge.")
          || type.startsWith("dev.microlog.Microlog")
          || type.startsWith("jdk.jfr.")) {
        return true;
      }
    }
    return false;
  }

  private Finding ofObjects(LeakTable leaks, int oldest, double count, double bytes) {
    int method = Callers.blamed(timeline, leaks.stack(oldest));
    String size = bytes > 0 ? ", " + Figures.bytes(bytes) : "";
    String where = method < 0 ? "" : " in " + timeline.methods().qualifiedName(method);
    String path = leaks.path(oldest);
    return new Finding(
        Finding.Kind.MEMORY_LEAK,
        Finding.Severity.WARNING,
        Figures.significant(count) + " old objects of " + leaks.type(oldest) + size,
        "Allocated"
            + where
            + "; the oldest lived "
            + Figures.duration(leaks.ageMicros(oldest))
            + ".\n"
            + stackText(leaks.stack(oldest))
            + (path.isEmpty() ? "" : "\nKept alive by\n" + path),
        leaks.thread(oldest),
        leaks.openedMicros(oldest),
        0,
        method);
  }

  /** Waits for the monitors of one class. */
  private static final class Lock {
    private int count;
    private double micros;
    private int longest = -1;
  }

  private void addLocks() {
    WaitTable waits = timeline.waits();
    Map<String, Lock> locks = new LinkedHashMap<>();
    for (int row = 0; row < waits.size(); row++) {
      if (waits.kind(row) == WaitKind.MONITOR && !isOfRecorder(waits.stack(row))) {
        Lock lock = locks.computeIfAbsent(waits.detail(row), k -> new Lock());
        lock.count++;
        lock.micros += waits.durationMicros(row);
        if (lock.longest < 0 || waits.durationMicros(row) > waits.durationMicros(lock.longest)) {
          lock.longest = row;
        }
      }
    }
    List<Map.Entry<String, Lock>> hot = new ArrayList<>(locks.entrySet());
    double least =
        Math.max(
            LEAST_LOCK_MICROS,
            Math.min(ENOUGH_LOCK_MICROS, LEAST_LOCK_SHARE * timeline.recording().durationMicros()));
    hot.removeIf(entry -> entry.getValue().micros < least);
    hot.sort(Comparator.comparingDouble(entry -> -entry.getValue().micros));
    for (Map.Entry<String, Lock> entry : hot.subList(0, Math.min(MOST_LOCKS, hot.size()))) {
      addLock(entry.getKey(), entry.getValue());
    }
  }

  private void addLock(String type, Lock lock) {
    WaitTable waits = timeline.waits();
    int row = lock.longest;
    int owner = waits.ownerThread(row);
    String detail =
        "The longest wait, "
            + Figures.duration(waits.durationMicros(row))
            + " of "
            + timeline.threads().displayName(waits.thread(row));
    if (owner >= 0) {
      int ran = new Reasons(spans).ownerMethod(row);
      detail += ": held by " + timeline.threads().displayName(owner);
      boolean ofJdk = ran >= 0 && timeline.methods().kind(ran) == MethodKind.JDK;
      detail += ran < 0 || ofJdk ? "" : " in " + timeline.methods().qualifiedName(ran);
    }
    findings.add(
        new Finding(
            Finding.Kind.LOCK,
            Finding.Severity.WARNING,
            "Contended monitor of "
                + (type.isEmpty() ? "an unknown class" : type)
                + ": "
                + lock.count
                + (lock.count == 1 ? " wait, " : " waits, ")
                + Figures.duration(lock.micros),
            detail + ".\n" + stackText(waits.stack(row)),
            waits.thread(row),
            waits.startMicros(row),
            waits.durationMicros(row),
            Callers.blamed(timeline, waits.stack(row))));
  }

  private void addAnomalies() {
    for (Anomaly anomaly : anomalies.found()) {
      findings.add(
          new Finding(
              Finding.Kind.ANOMALY,
              anomaly.lostMicros() >= 1e6 ? Finding.Severity.WARNING : Finding.Severity.INFO,
              timeline.methods().shortName(anomaly.method())
                  + " took "
                  + Figures.duration(anomaly.durationMicros())
                  + " instead of "
                  + Figures.duration(anomaly.medianMicros()),
              anomaly.sentence(timeline),
              anomaly.thread(),
              anomaly.startMicros(),
              anomaly.durationMicros(),
              anomaly.method()));
    }
  }

  /** Methods of yours that mostly wait for something else than work. */
  private final class LowCpu {
    private final Selection all = Selection.all(timeline);
    private final List<WaitGroup> groups = new ArrayList<>();
    private final CallTree.Maker wall = new CallTree.Maker(spans, all, Mode.WALL);
    private final CallTree.Maker cpu = new CallTree.Maker(spans, all, Mode.CPU);

    LowCpu() {
      double least =
          Math.max(LEAST_WAIT_MICROS, LEAST_WAIT_SHARE * timeline.recording().durationMicros());
      for (WaitGroup group : WaitGroup.of(timeline, all)) {
        int method = group.method();
        if (method >= 0
            && timeline.methods().kind(method) == MethodKind.YOURS
            && isWork(group.kind())
            && group.total() >= least) {
          groups.add(group);
        }
      }
    }

    boolean step() {
      if (groups.isEmpty()) {
        return false;
      }
      if (wall.step() || cpu.step()) {
        return true;
      }
      add(totals(wall.made()), totals(cpu.made()));
      return false;
    }

    private void add(double[] wallMicros, double[] cpuMicros) {
      int count = 0;
      for (WaitGroup group : groups) {
        double total = wallMicros[group.method()];
        double used = cpuMicros[group.method()];
        if (count < MOST_LOW_CPU
            && used < LOW_CPU * total
            && group.total() >= LEAST_CAUSE * (total - used)) {
          count++;
          findings.add(lowCpu(group, total, used));
        }
      }
    }
  }

  /** Waiting for work to come is no fault, sleep is meant; monitors are reported as locks. */
  private static boolean isWork(WaitKind kind) {
    return kind.isIo() || kind == WaitKind.CLASS_LOAD;
  }

  private double[] totals(CallTree tree) {
    double[] totals = new double[timeline.methods().size()];
    HotMethods methods = tree.hotMethods();
    for (int row = 0; row < methods.size(); row++) {
      totals[methods.method(row)] = methods.total(row);
    }
    return totals;
  }

  private Finding lowCpu(WaitGroup group, double wall, double cpu) {
    String thing = group.detail().isEmpty() ? "" : " (" + group.detail() + ")";
    return new Finding(
        Finding.Kind.LOW_CPU,
        Finding.Severity.INFO,
        timeline.methods().shortName(group.method())
            + " used the CPU for "
            + Figures.percent(wall > 0 ? cpu / wall : 0)
            + " of its "
            + Figures.duration(wall),
        group.count()
            + (group.count() == 1 ? " wait" : " waits")
            + " of kind "
            + group.kind().id()
            + thing
            + " took "
            + Figures.duration(group.total())
            + ", the longest "
            + Figures.duration(group.longest())
            + ".",
        timeline.waits().thread(group.longestRow()),
        timeline.waits().startMicros(group.longestRow()),
        timeline.waits().durationMicros(group.longestRow()),
        group.method());
  }

  /** A stack as Java prints it, the last frame first. */
  private String stackText(int stack) {
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (int node = stack; node >= 0 && lines < 20; node = timeline.stacks().parent(node)) {
      int line = timeline.frames().line(timeline.stacks().frame(node));
      text.append(lines++ == 0 ? "" : "\n").append("at ");
      text.append(timeline.methods().qualifiedName(timeline.methodAt(node)));
      text.append(line > 0 ? ":" + line : "");
    }
    return text.toString();
  }
}
