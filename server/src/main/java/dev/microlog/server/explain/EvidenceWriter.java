package dev.microlog.server.explain;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.RecordingInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Writes evidence: one text, deterministic for the same recording and focus, no longer than asked.
 *
 * <p>Every section gets a share of the room by its weight and shows its most important rows; what
 * it leaves out it says in a row of its own.
 */
final class EvidenceWriter {
  /** More rows of calls are not needed once that share of the time is accounted for. */
  private static final double COVERED = 0.95;

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Facts facts;
  private final String prefix;
  private final List<EvidenceRow> rows = new ArrayList<>();
  private final IdentityHashMap<Object, String> ids = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private double covered = 1;

  /**
   * @param prefix before each id, to tell the rows of a selection from those of the whole
   */
  EvidenceWriter(Facts facts, String prefix) {
    this.facts = facts;
    this.prefix = prefix;
  }

  /** Writes no more than about that many tokens. */
  Evidence write(int tokens) {
    int most = Math.clamp(tokens, Evidence.LEAST_TOKENS, Evidence.MOST_TOKENS);
    int room = (int) (most * 3.5);
    Section program = program();
    appendAll(program, program.fitting(room));
    List<Section> sections = new ArrayList<>();
    for (Section section :
        List.of(
            threads(),
            calls(),
            hot(),
            waits(),
            io(),
            memory(),
            anomalies(),
            log(),
            findings(),
            regions())) {
      if (!section.isEmpty()) {
        sections.add(section);
      }
    }
    // What each section may leave out is said in a line, which also needs room.
    int[] shares = Budget.share(sections, room - text.length() - sections.size() * 100);
    for (int i = 0; i < shares.length; i++) {
      appendAll(sections.get(i), sections.get(i).fitting(shares[i]));
    }
    return new Evidence(text.toString(), rows, Evidence.tokens(text.length()), covered);
  }

  /** The id of the row that says a fact, empty if it is not shown. */
  String id(Object fact) {
    return ids.getOrDefault(fact, "");
  }

  private void appendAll(Section section, List<Section.Candidate> chosen) {
    text.append(text.isEmpty() ? "" : "\n").append(section.title()).append('\n');
    int shown = chosen.size();
    List<Section.Candidate> ordered = new ArrayList<>(chosen);
    ordered.sort(Comparator.comparingInt(Section.Candidate::order));
    int number = 1;
    for (Section.Candidate candidate : ordered) {
      append(section, number++, candidate.indent(), candidate.text(), candidate.place());
      ids.put(candidate.fact(), rows.get(rows.size() - 1).id());
    }
    String rest = section.restAfter(shown);
    if (rest != null) {
      append(section, number, 0, rest, Place.NOWHERE);
    }
  }

  private void append(Section section, int number, int indent, String line, Place place) {
    String id = prefix + section.letter() + number;
    text.append('[').append(id).append("] ").append(" ".repeat(indent)).append(line).append('\n');
    rows.add(new EvidenceRow(id, line, place));
  }

  private Place whole(int thread, int method) {
    return Place.range(
        facts.names(), thread, facts.focus().fromMicros(), facts.focus().toMicros(), method);
  }

  // ── Program ──────────────────────────────────────────────────────────────────────────────────

  private Section program() {
    RecordingInfo recording = facts.timeline().recording();
    boolean all = facts.focus().isAll(facts.timeline());
    var section = new Section('P', all ? "PROGRAM" : "SELECTION", 1);
    String name = recording.name().isEmpty() ? "" : Plain.line(recording.name(), 60) + ": ";
    String command =
        recording.commandLine().isEmpty()
            ? "command line not known"
            : Plain.line(recording.commandLine(), 160);
    if (all) {
      section.add(name + command, Place.NOWHERE, new Object());
      section.add(length(recording), whole(-1, -1), new Object());
      section.add(jvm(recording), Place.NOWHERE, new Object());
    } else {
      section.add(selection(), whole(facts.focus().thread(), facts.focus().method()), new Object());
    }
    section.add(load(), whole(-1, -1), "load");
    section.add(sampling(recording), Place.NOWHERE, "sampling");
    return section;
  }

  private String length(RecordingInfo recording) {
    String start = "";
    if (recording.startEpochMicros() > 0) {
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(recording.zoneOffsetMinutes() * 60);
      start =
          "recorded "
              + START.format(
                  Instant.ofEpochMilli((long) (recording.startEpochMicros() / 1000)).atOffset(zone))
              + " "
              + zone
              + ", ";
    }
    return start
        + "length "
        + Figures.time(recording.durationMicros())
        + (facts.timeline().complete() ? "" : " (still growing, or cut)");
  }

  private static String jvm(RecordingInfo recording) {
    List<String> parts = new ArrayList<>();
    String jvm = Plain.line(recording.jvm() + " " + recording.javaVersion(), 120);
    parts.add(jvm.isEmpty() ? "JVM not known" : jvm);
    if (recording.cores() > 0) {
      parts.add(Figures.count(recording.cores(), "core"));
    }
    if (recording.maxHeapBytes() > 0) {
      parts.add("heap limit " + Figures.bytes(recording.maxHeapBytes()));
    }
    return String.join(", ", parts);
  }

  private String selection() {
    Focus focus = facts.focus();
    String what =
        focus.method() >= 0 ? "all calls of " + facts.names().qualified(focus.method()) + ", " : "";
    String who = focus.thread() >= 0 ? " on thread " + facts.names().thread(focus.thread()) : "";
    return what
        + "from "
        + Figures.time(focus.fromMicros())
        + " to "
        + Figures.time(focus.toMicros())
        + " ("
        + Figures.time(focus.durationMicros())
        + ")"
        + who;
  }

  private String load() {
    List<String> parts = new ArrayList<>();
    Memory.Way user = facts.memory().way("cpu.jvm.user");
    Memory.Way system = facts.memory().way("cpu.jvm.system");
    if (user != null) {
      double mean = user.mean() + (system == null ? 0 : system.mean());
      double most = user.most() + (system == null ? 0 : system.most());
      parts.add(
          "CPU of this JVM "
              + Figures.percent(mean)
              + " of all cores on average, at most "
              + Figures.percent(Math.min(1, most)));
    }
    Memory.Way machine = facts.memory().way("cpu.machine");
    if (machine != null) {
      parts.add("machine " + Figures.percent(machine.mean()));
    }
    double running = 0;
    double idle = 0;
    for (Role role : facts.roles()) {
      running += role.jvm() ? 0 : role.runningMicros();
      idle += role.jvm() ? 0 : role.idleMicros();
    }
    parts.add(
        "busy thread time "
            + Figures.time(facts.busyMicros())
            + " (running "
            + Figures.time(running)
            + ")"
            + (idle > 0
                ? ", left out: waiting for work or for threads to end " + Figures.time(idle)
                : ""));
    return String.join("; ", parts);
  }

  private String sampling(RecordingInfo recording) {
    List<String> parts = new ArrayList<>();
    if (recording.cpuPeriodMicros() > 0) {
      parts.add("CPU time sampled every " + Figures.time(recording.cpuPeriodMicros()));
    }
    if (recording.executionPeriodMicros() > 0) {
      parts.add("Java code sampled every " + Figures.time(recording.executionPeriodMicros()));
    }
    parts.add(Figures.count(facts.timeline().samples().size(), "sample"));
    parts.add("times of running calls are estimates, times of waits are exact");
    if (recording.lostSamples() > 0) {
      parts.add(Figures.count(recording.lostSamples(), "sample") + " lost");
    }
    return String.join(", ", parts);
  }

  // ── Threads ──────────────────────────────────────────────────────────────────────────────────

  private Section threads() {
    var section = new Section('T', "THREADS BY ROLE", 1.2);
    for (Role role : facts.roles()) {
      section.add(threads(role), whole(role.size() == 1 ? role.firstThread() : -1, -1), role);
    }
    section.rest(left -> Figures.count(left.size(), "more role") + " with less time");
    return section;
  }

  private static String threads(Role role) {
    double all = role.busyMicros() + role.idleMicros();
    List<String> parts = new ArrayList<>();
    addState(parts, "running", role.runningMicros(), all);
    addState(parts, "blocked by monitors", role.blockedMicros(), all);
    addState(parts, "parked", role.parkedMicros(), all);
    addState(parts, "in Object.wait", role.waitingMicros(), all);
    addState(parts, "asleep", role.sleepingMicros(), all);
    addState(parts, "in I/O", role.ioMicros(), all);
    addState(parts, "stopped by the JVM", role.pausedMicros(), all);
    addState(parts, "waiting for work or for threads to end", role.idleMicros(), all);
    String size = role.size() == 1 ? "" : " (" + Figures.count(role.size(), "thread") + ")";
    return role.name() + size + ": " + Figures.time(all) + " observed: " + String.join(", ", parts);
  }

  private static void addState(List<String> parts, String state, double micros, double all) {
    if (micros > 0 && Figures.share(micros, all) >= 0.001) {
      parts.add(Figures.percent(Figures.share(micros, all)) + " " + state);
    }
  }

  // ── Calls ────────────────────────────────────────────────────────────────────────────────────

  private Section calls() {
    var section =
        new Section('C', "CALLS (condensed tree; time of running and waiting, by role)", 4);
    List<Call> calls = facts.calls();
    Integer[] order = new Integer[calls.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    // A caller comes before its calls in the tree and has at least their time.
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> calls.get(i).totalMicros())
            .reversed()
            .thenComparing(i -> i));
    for (int i : order) {
      Call call = calls.get(i);
      section.add(text(call), call.depth() * 2, place(call), call, i);
    }
    section.enough(enough(order));
    section.rest(
        left -> {
          double micros = uncoveredMicros(order, calls.size() - left.size());
          covered = 1 - Figures.share(micros, facts.busyMicros());
          return micros <= 0 ? null : notShown(left, micros);
        });
    return section;
  }

  /** So many rows that the time is accounted for and no large call is missing. */
  private int enough(Integer[] order) {
    List<Call> calls = facts.calls();
    int rows = 1;
    while (rows < order.length
        && (calls.get(order[rows]).shareOfAll() >= 0.01
            || uncoveredMicros(order, rows) > (1 - COVERED) * facts.busyMicros())) {
      rows++;
    }
    return rows;
  }

  /** The time of calls of which no row is shown but some caller's, or none at all. */
  private double uncoveredMicros(Integer[] order, int shown) {
    List<Call> calls = facts.calls();
    boolean[] isShown = new boolean[calls.size()];
    for (int i = 0; i < shown; i++) {
      isShown[order[i]] = true;
    }
    double sum = 0;
    int hiddenDepth = Integer.MAX_VALUE;
    for (int i = 0; i < isShown.length; i++) {
      int depth = calls.get(i).depth();
      if (depth <= hiddenDepth) {
        hiddenDepth = Integer.MAX_VALUE;
      }
      if (hiddenDepth == Integer.MAX_VALUE && !isShown[i]) {
        sum += calls.get(i).totalMicros();
        hiddenDepth = depth;
      }
    }
    return sum;
  }

  private String notShown(List<Section.Candidate> left, double micros) {
    List<String> largest = new ArrayList<>();
    for (Section.Candidate candidate : left.subList(0, Math.min(3, left.size()))) {
      Call call = (Call) candidate.fact();
      largest.add(call.label() + " " + Figures.time(call.totalMicros()));
    }
    return "not shown: "
        + Figures.time(micros)
        + " ("
        + Figures.percent(Figures.share(micros, facts.busyMicros()))
        + ") in "
        + Figures.count(left.size(), "smaller call")
        + ", the largest "
        + String.join("; ", largest);
  }

  private static String text(Call call) {
    StringBuilder row = new StringBuilder();
    if (call.depth() == 0) {
      row.append(call.role().name()).append(": ");
    }
    row.append(call.label()).append(": ").append(Figures.time(call.totalMicros()));
    row.append(" (").append(Figures.percent(call.shareOfAll())).append(')');
    if (call.cpuMicros() > 0) {
      row.append(", CPU ")
          .append(Figures.percent(Figures.share(call.cpuMicros(), call.totalMicros())));
    }
    if (Figures.share(call.waitMicros(), call.totalMicros()) >= 0.02) {
      row.append(", ")
          .append(Figures.percent(Figures.share(call.waitMicros(), call.totalMicros())))
          .append(" waiting, mostly ")
          .append(call.waitWord());
    }
    if (call.calls() > 1) {
      row.append(", seen ").append(call.calls()).append("×, longest ");
      row.append(Figures.time(call.longestMicros()));
    }
    return row.toString();
  }

  private Place place(Call call) {
    return call.longestThread() < 0
        ? whole(call.role().size() == 1 ? call.role().firstThread() : -1, call.method())
        : Place.range(
            facts.names(),
            call.longestThread(),
            call.longestStart(),
            call.longestStart() + call.longestMicros(),
            call.method());
  }

  // ── Hot methods ──────────────────────────────────────────────────────────────────────────────

  private Section hot() {
    var section =
        new Section(
            'H',
            "HOT METHODS (own CPU time"
                + (facts.cpuExact() ? "" : ", estimated from samples")
                + ")",
            1.6);
    for (Hot hot : facts.cpu()) {
      if (hot.share() >= 0.005 && (hot.samples() > 1 || hot.share() >= 0.1)) {
        section.add(
            hot.name()
                + ": "
                + Figures.time(hot.weight())
                + " ("
                + Figures.percent(hot.share())
                + " of CPU)"
                + (hot.caller().isEmpty() ? "" : ", mostly for " + hot.caller()),
            whole(hot.thread(), hot.method()),
            hot);
      }
    }
    section.enough(20);
    section.rest(
        left ->
            Figures.count(left.size(), "more method")
                + " with together "
                + Figures.percent(left.stream().mapToDouble(c -> ((Hot) c.fact()).share()).sum())
                + " of CPU");
    return section;
  }

  // ── Waits ────────────────────────────────────────────────────────────────────────────────────

  private Section waits() {
    var section = new Section('W', "WAITS AND LOCKS", 2);
    for (Waiting waiting : facts.waits()) {
      section.add(text(waiting), place(waiting), waiting);
    }
    section.enough(20);
    section.rest(EvidenceWriter::moreWaits);
    return section;
  }

  private Section io() {
    var section =
        new Section('I', "I/O (each read or write that took long enough to be recorded)", 1.2);
    for (Waiting waiting : facts.io()) {
      section.add(text(waiting), place(waiting), waiting);
    }
    section.enough(15);
    section.rest(EvidenceWriter::moreWaits);
    return section;
  }

  private static String moreWaits(List<Section.Candidate> left) {
    double sum = left.stream().mapToDouble(c -> ((Waiting) c.fact()).totalMicros()).sum();
    return Figures.count(left.size(), "more group") + " with together " + Figures.time(sum);
  }

  private Place place(Waiting waiting) {
    return Place.range(
        facts.names(),
        waiting.longestThread(),
        waiting.longestStart(),
        waiting.longestStart() + waiting.longestMicros(),
        waiting.method());
  }

  private static String text(Waiting waiting) {
    StringBuilder row = new StringBuilder(waiting.role()).append(' ');
    row.append(Waits.word(waiting.kind()));
    if (!waiting.detail().isEmpty()) {
      row.append(" (").append(waiting.detail()).append(')');
    }
    if (!waiting.where().isEmpty()) {
      row.append(" in ").append(waiting.where());
    }
    row.append(": ").append(Figures.time(waiting.totalMicros()));
    if (waiting.count() > 1) {
      row.append(" in ").append(waiting.count()).append(" waits, longest ");
      row.append(Figures.time(waiting.longestMicros()));
    }
    row.append(" at ").append(Figures.time(waiting.longestStart()));
    if (waiting.bytes() > 0) {
      row.append(", ").append(Figures.bytes(waiting.bytes()));
    }
    if (!waiting.owner().isEmpty()) {
      row.append("; held by ").append(waiting.owner());
      row.append(waiting.ownerDid().isEmpty() ? "" : ", which then was " + waiting.ownerDid());
    }
    return row.toString();
  }

  // ── Memory ───────────────────────────────────────────────────────────────────────────────────

  private Section memory() {
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
          whole(-1, -1),
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
            whole(hot.thread(), hot.method()),
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
      double[] floor = facts.memory().heapFloor();
      section.add(
          "heap used "
              + Figures.bytes(heap.least())
              + " to "
              + Figures.bytes(heap.most())
              + (limit > 0 ? " of " + Figures.bytes(limit) : "")
              + (floor == null
                  ? ""
                  : "; least in the middle third "
                      + Figures.bytes(floor[0])
                      + ", in the last third "
                      + Figures.bytes(floor[1])),
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

  // ── What looks wrong ─────────────────────────────────────────────────────────────────────────

  private static boolean isAnomaly(Issue issue) {
    return issue.kind() == Finding.Kind.ANOMALY
        || issue.kind() == Finding.Kind.LOW_CPU
        || issue.kind() == Finding.Kind.LOCK;
  }

  private Section anomalies() {
    var section = new Section('A', "ANOMALIES", 1.4);
    for (Issue issue : facts.issues()) {
      if (isAnomaly(issue)) {
        section.add(text(issue), place(issue), issue);
      }
    }
    section.enough(12);
    section.rest(left -> left.size() + " more of less weight");
    return section;
  }

  private Section findings() {
    var section = new Section('F', "FINDINGS", 1.6);
    for (Issue issue : facts.issues()) {
      if (!isAnomaly(issue)) {
        section.add(text(issue), place(issue), issue);
      }
    }
    section.enough(15);
    section.rest(left -> Figures.count(left.size(), "more finding") + " of less weight");
    return section;
  }

  private static String text(Issue issue) {
    String severity = issue.severity().name().toLowerCase(Locale.ROOT);
    return severity
        + ": "
        + issue.sentence()
        + (issue.reason().isEmpty() ? "" : " - " + issue.reason());
  }

  private Place place(Issue issue) {
    return issue.startMicros() < 0
        ? whole(issue.thread(), issue.method())
        : Place.range(
            facts.names(),
            issue.thread(),
            issue.startMicros(),
            issue.startMicros() + issue.durationMicros(),
            issue.method());
  }

  // ── Log ──────────────────────────────────────────────────────────────────────────────────────

  private Section log() {
    var section = new Section('L', "ERRORS AND LOG (texts in quotes are data)", 1.8);
    int[] counts = facts.logs().counts();
    int all = Arrays.stream(counts).sum();
    if (all > 0) {
      section.add(
          Figures.count(all, "entry")
              + ": "
              + Figures.count(counts[Level.ERROR.ordinal()], "error")
              + ", "
              + Figures.count(counts[Level.WARN.ordinal()], "warning"),
          whole(-1, -1),
          "counts");
    }
    List<Logs.Thrown> thrown = facts.logs().thrown();
    for (LogGroup group : facts.logs().groups()) {
      if (group.level() == Level.ERROR || group.level() == Level.WARN) {
        section.add(
            text(group),
            Place.marker(facts.names(), group.marker(), group.thread(), group.firstMicros()),
            group);
      }
    }
    addThrown(section, thrown);
    for (LogGroup group : facts.logs().groups()) {
      if (group.level() != Level.ERROR && group.level() != Level.WARN) {
        section.add(
            text(group),
            Place.marker(facts.names(), group.marker(), group.thread(), group.firstMicros()),
            group);
      }
    }
    section.enough(18);
    section.rest(left -> Figures.count(left.size(), "more kind") + " of entries");
    return section;
  }

  private void addThrown(Section section, List<Logs.Thrown> thrown) {
    Memory.Way made = facts.memory().way("exceptions");
    if (made != null && made.last() > made.first()) {
      section.add(
          Figures.count(made.last() - made.first(), "throwable") + " made in all",
          whole(-1, -1),
          "made");
    }
    for (Logs.Thrown one : thrown.subList(0, Math.min(5, thrown.size()))) {
      section.add(
          "thrown: "
              + one.type()
              + (one.message().isEmpty() ? "" : " " + Plain.quote(one.message(), 100))
              + (one.where().isEmpty() ? "" : " in " + one.where())
              + ", recorded "
              + one.count()
              + "×",
          Place.range(facts.names(), one.thread(), one.first(), one.first(), one.method()),
          one);
    }
  }

  private String text(LogGroup group) {
    return group.level().name()
        + (group.count() > 1 ? " ×" + group.count() : "")
        + " "
        + group.logger()
        + ": "
        + Plain.quote(group.message(), 160)
        + (group.throwable().isEmpty() ? "" : ", with " + Plain.quote(group.throwable(), 200))
        + (group.count() > 1 ? ", first at " : ", at ")
        + Figures.time(group.firstMicros())
        + (group.thread() < 0 ? "" : " on " + facts.names().thread(group.thread()))
        + (group.where().isEmpty() ? "" : " in " + group.where());
  }

  private Section regions() {
    var section = new Section('R', "REGIONS THAT THE PROGRAM NAMED", 0.8);
    for (Logs.Region region : facts.logs().regions()) {
      section.add(
          Plain.quote(region.name(), 80)
              + ": "
              + Figures.time(region.totalMicros())
              + (region.count() > 1
                  ? " in " + region.count() + ", longest " + Figures.time(region.longestMicros())
                  : ""),
          Place.range(
              facts.names(),
              region.thread(),
              region.start(),
              region.start() + region.longestMicros(),
              -1),
          region);
    }
    section.enough(12);
    section.rest(left -> Figures.count(left.size(), "more name"));
    return section;
  }
}
