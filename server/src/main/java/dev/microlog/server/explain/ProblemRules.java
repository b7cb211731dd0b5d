package dev.microlog.server.explain;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.WaitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules that tell from the facts what is wrong, each with its evidence and what to do.
 *
 * <p>The weight of a problem is about the share of their time that it takes from those who suffer
 * from it, so that a lock which a third of all requests wait for comes before a method that is
 * merely busy.
 */
final class ProblemRules {
  private static final int MOST_IN_A_GROUP = 3;

  /** A slow call that waited for something; one that merely computed more is less of a problem. */
  private static final Pattern EXPLAINED =
      Pattern.compile("it (?:waited|was parked|read|wrote|loaded)|stood still");

  private static final Set<String> RESULTS =
      Set.of(
          "FutureTask.get",
          "CompletableFuture.get",
          "CompletableFuture.join",
          "ForkJoinTask.get",
          "CountDownLatch.await");

  private final Facts facts;
  private final Function<Object, String> cite;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param cite gives the citation of a fact with a blank before it, empty if its row is not shown
   */
  ProblemRules(Facts facts, Function<Object, String> cite) {
    this.facts = facts;
    this.cite = cite;
  }

  /** The problems, the most harmful first. */
  List<Problem> find() {
    facts.waits().forEach(this::lock);
    facts.roles().forEach(this::starvation);
    facts.waits().forEach(this::handOver);
    facts.waits().forEach(this::initialisation);
    facts.io().forEach(this::slowIo);
    facts.io().forEach(this::manySmall);
    pinned();
    collector();
    kept();
    descriptors();
    otherFindings();
    anomalies();
    errors();
    warnings();
    throwables();
    hotMethod();
    oneThread();
    crowdedMachine();
    sleeping();
    problems.sort(Comparator.comparingDouble(Problem::weight).reversed());
    return problems;
  }

  private void add(double weight, String sentence, String advice) {
    problems.add(new Problem(weight, sentence, advice));
  }

  // ── Words ────────────────────────────────────────────────────────────────────────────────────

  private double ofBusy(double micros) {
    return Figures.share(micros, facts.busyMicros());
  }

  private @Nullable Role role(Waiting waiting) {
    for (Role role : facts.roles()) {
      if (role.name().equals(waiting.role())) {
        return role;
      }
    }
    return null;
  }

  private double ofRole(Waiting waiting) {
    Role role = role(waiting);
    return role == null ? 0 : Figures.share(waiting.totalMicros(), role.busyMicros());
  }

  /** {@code 15 times, 5.96 s in all (35 % of its time), up to 472 ms}. */
  private String extent(Waiting waiting) {
    String share =
        " (" + Figures.percent(ofRole(waiting)) + " of the time of `" + waiting.role() + "`)";
    return waiting.count() == 1
        ? "for " + Figures.time(waiting.totalMicros()) + share
        : Figures.count(waiting.count(), "time")
            + ", "
            + Figures.time(waiting.totalMicros())
            + " in all"
            + share
            + ", up to "
            + Figures.time(waiting.longestMicros());
  }

  private static String in(String where) {
    return where.isEmpty() ? "" : " in " + codes(where);
  }

  /** {@code A.b:3 for C.d} as two pieces of code. */
  private static String codes(String where) {
    return "`" + where.replace(" for ", "` for `") + "`";
  }

  private static String code(String text) {
    return text.replace('`', '\'');
  }

  /** Data inside our Markdown: as code, so that nothing in it is markup. */
  private static String quoted(String text) {
    return "`" + code(text) + "`";
  }

  // ── Waiting ──────────────────────────────────────────────────────────────────────────────────

  private void lock(Waiting waiting) {
    boolean monitor = waiting.kind() == WaitKind.MONITOR;
    if ((!monitor && !isContended(waiting))
        || (ofBusy(waiting.totalMicros()) < 0.03 && ofRole(waiting) < 0.04)) {
      return;
    }
    String what = waiting.detail().isEmpty() ? "a lock" : "`" + waiting.detail() + "`";
    StringBuilder sentence = new StringBuilder();
    Waiting inside = waiting.owner().isEmpty() ? slowInside(waiting) : null;
    if (!waiting.owner().isEmpty()) {
      sentence.append("`").append(waiting.owner()).append("` holds the lock ").append(what);
      sentence.append(holding(waiting)).append(", and `").append(waiting.role());
      sentence.append("` waits for it").append(in(waiting.where())).append(": ");
      sentence.append(extent(waiting)).append(cite.apply(waiting)).append('.');
    } else {
      sentence.append("`").append(waiting.role()).append("` queues for ").append(what);
      sentence.append(in(waiting.where())).append(": ").append(extent(waiting));
      sentence.append(cite.apply(waiting)).append('.');
      if (inside != null) {
        sentence.append(" In the same code a thread is ").append(inside.word());
        sentence.append(" for ").append(Figures.time(inside.totalMicros()));
        sentence.append(cite.apply(inside)).append(", probably while it holds the lock.");
      }
    }
    boolean asleep =
        waiting.ownerDid().contains("asleep")
            || (inside != null && inside.kind() == WaitKind.SLEEP);
    boolean io =
        waiting.ownerDid().contains("socket")
            || waiting.ownerDid().contains("file")
            || (inside != null && inside.kind().isIo());
    String advice =
        (asleep
                ? "Do not sleep while holding " + what + in(holderOrWaiter(waiting))
                : io
                    ? "Do not read or write while holding " + what + in(holderOrWaiter(waiting))
                    : holdShorter(waiting, what))
            + cite.apply(waiting)
            + ".";
    add(
        Math.max(ofBusy(waiting.totalMicros()), ofRole(waiting) * 0.6) + 0.1,
        sentence.toString(),
        advice);
  }

  private static String holdShorter(Waiting waiting, String what) {
    String method = holder(waiting);
    return method.isEmpty()
        ? "Hold " + what + " for less" + in(waiting.where()) + ", or split it"
        : "In `"
            + method
            + "` do the slow work before taking "
            + what
            + ", and hold it only to put the result in place; or let readers not lock";
  }

  private static String holderOrWaiter(Waiting waiting) {
    String method = holder(waiting);
    return method.isEmpty() ? waiting.where() : method;
  }

  private static String holding(Waiting waiting) {
    String did = waiting.ownerDid();
    String method = holder(waiting);
    if (method.isEmpty()) {
      return did.isEmpty() ? "" : " while it is " + did;
    }
    String rest = did.substring("in ".length() + method.length());
    return " in `"
        + method
        + "`"
        + (rest.startsWith(", calling ")
            ? " (which calls `"
                + rest.substring(", calling ".length()).replace(", ", "`, ")
                + (rest.lastIndexOf(", ") > 0 ? ")" : "`)")
            : rest.isEmpty() ? "" : " (" + rest.substring(2) + ")");
  }

  /** The method that holds a lock, empty if it is not known. */
  private static String holder(Waiting waiting) {
    String did = waiting.ownerDid();
    if (!did.startsWith("in ")) {
      return "";
    }
    int comma = did.indexOf(',');
    return comma < 0 ? did.substring(3) : did.substring(3, comma);
  }

  /**
   * Whether threads that are parked compete for something. A semaphore for which one thread waits
   * most of its time is a signal, not a limit.
   */
  private boolean isContended(Waiting waiting) {
    if (waiting.kind() != WaitKind.PARK) {
      return false;
    }
    Role role = role(waiting);
    boolean signal = role != null && role.size() == 1 && ofRole(waiting) > 0.5;
    return waiting.detail().contains("Lock")
        || (waiting.detail().contains("Semaphore") && !signal)
        || waiting.entry().startsWith("ReentrantLock.lock");
  }

  /**
   * A sleep or I/O in the method that queues for a lock, or right below it; null if there is none.
   */
  private @Nullable Waiting slowInside(Waiting lock) {
    List<Waiting> all = new ArrayList<>(facts.waits());
    all.addAll(facts.io());
    for (Waiting other : all) {
      boolean slow = other.kind() == WaitKind.SLEEP || other.kind().isIo();
      boolean same = other.method() == lock.method() || other.caller() == lock.method();
      if (slow && same && lock.method() >= 0) {
        return other;
      }
    }
    return null;
  }

  /** Threads of a pool that wait for results of tasks, perhaps of their own pool. */
  private void starvation(Role role) {
    List<Waiting> waits =
        facts.waits().stream()
            .filter(waiting -> waiting.role().equals(role.name()))
            .filter(waiting -> RESULTS.contains(waiting.entry()))
            .toList();
    double micros = waits.stream().mapToDouble(Waiting::totalMicros).sum();
    double share = Figures.share(micros, role.busyMicros());
    if (waits.isEmpty() || share < 0.3 || !isPool(role)) {
      return;
    }
    Waiting waiting = waits.get(0);
    StringBuilder cited = new StringBuilder();
    waits.stream().limit(MOST_IN_A_GROUP).forEach(wait -> cited.append(cite.apply(wait)));
    add(
        0.2 + 0.3 * share,
        "The threads of the pool `"
            + role.name()
            + "` spend "
            + Figures.percent(share)
            + " of their time ("
            + Figures.time(micros)
            + ") waiting in `"
            + waiting.entry()
            + "` for results of other tasks"
            + in(waiting.where())
            + cited
            + ". Tasks that wait in the same pool for tasks which are still queued behind them starve"
            + " it.",
        "Do not wait in `"
            + role.name()
            + "` for tasks of the same pool: give them a pool of their own, or compose futures"
            + cite.apply(waiting)
            + ".");
  }

  private boolean isPool(Role role) {
    return facts.calls().stream()
        .filter(call -> call.role().equals(role) && call.depth() == 0)
        .anyMatch(call -> call.pooled());
  }

  /** A producer that waits for a slower consumer. */
  private void handOver(Waiting waiting) {
    boolean put = waiting.entry().endsWith("Queue.put") || waiting.entry().endsWith("Deque.put");
    if (!put || ofRole(waiting) < 0.2) {
      return;
    }
    add(
        0.05 + 0.25 * ofRole(waiting),
        "`"
            + waiting.role()
            + "` waits in `"
            + waiting.entry()
            + "`"
            + in(waiting.where())
            + " until somebody takes what it has: "
            + extent(waiting)
            + cite.apply(waiting)
            + ". The other side is slower.",
        "Make the side that takes from the queue of"
            + in(waiting.where()).replaceFirst(" in", "")
            + " faster, or let more threads take"
            + cite.apply(waiting)
            + ".");
  }

  private void initialisation(Waiting waiting) {
    if (!waiting.word().startsWith("waiting until") || waiting.totalMicros() < 50_000) {
      return;
    }
    add(
        0.08 + 0.3 * ofRole(waiting),
        "`"
            + waiting.role()
            + "` waits"
            + in(waiting.where())
            + " until a class is initialised, "
            + extent(waiting)
            + (waiting.owner().isEmpty()
                ? ""
                : "; `" + waiting.owner() + "` initialises it, " + codeOfDoing(waiting.ownerDid()))
            + cite.apply(waiting)
            + ".",
        "Take the slow work out of the static initialiser, or do it at the start"
            + cite.apply(waiting)
            + ".");
  }

  private static String codeOfDoing(String did) {
    return did.startsWith("in ")
        ? "in `" + did.substring(3).replaceFirst(",", "`,") + (did.contains(",") ? "" : "`")
        : did;
  }

  private void pinned() {
    double total = 0;
    int count = 0;
    Waiting longest = null;
    for (Waiting waiting : facts.waits()) {
      if (waiting.kind() == WaitKind.PINNED) {
        total += waiting.totalMicros();
        count += waiting.count();
        longest =
            longest == null || waiting.longestMicros() > longest.longestMicros()
                ? waiting
                : longest;
      }
    }
    if (longest == null || total < 50_000) {
      return;
    }
    String why = longest.detail();
    boolean initialiser = why.contains("<clinit>");
    add(
        0.25,
        "Virtual threads block the threads that carry them"
            + in(longest.where())
            + ": "
            + Figures.count(count, "time")
            + ", "
            + Figures.time(total)
            + " in all, up to "
            + Figures.time(longest.longestMicros())
            + (why.isEmpty() ? "" : " (" + quoted(why) + ")")
            + cite.apply(longest)
            + ". As long as that lasts no other virtual thread runs there.",
        (initialiser
                ? "Do not block in a static initialiser that virtual threads run into"
                : "Before JDK 24 replace `synchronized` around blocking calls by a `ReentrantLock`; later"
                    + " look for native frames")
            + in(longest.where())
            + cite.apply(longest)
            + ".");
  }

  private void slowIo(Waiting waiting) {
    if (ofBusy(waiting.totalMicros()) < 0.03 && ofRole(waiting) < 0.25) {
      return;
    }
    String target = waiting.detail().isEmpty() ? "" : " (`" + waiting.detail() + "`)";
    String meaning =
        switch (waiting.kind()) {
          case SOCKET_READ -> " The other side answers late.";
          case SOCKET_WRITE -> " The other side reads more slowly than this one writes.";
          default -> "";
        };
    String advice =
        switch (waiting.kind()) {
          case SOCKET_READ ->
              "Find out why the other side answers late, ask it less often, or do it beside other"
                  + " work";
          case SOCKET_WRITE ->
              "Do not let one slow reader hold a thread: set a time-out, buffer, or use a thread that"
                  + " may wait";
          default -> "Read and write less often and in larger pieces, or beside other work";
        };
    boolean written = waiting.kind() == WaitKind.SOCKET_WRITE;
    add(
        Math.max(ofBusy(waiting.totalMicros()) * 0.9, ofRole(waiting) * (written ? 0.55 : 0.3)),
        "`"
            + waiting.role()
            + "` is held up "
            + waiting.word()
            + target
            + in(waiting.where())
            + ": "
            + extent(waiting)
            + cite.apply(waiting)
            + "."
            + meaning,
        advice + in(waiting.where()) + cite.apply(waiting) + ".");
  }

  private void manySmall(Waiting waiting) {
    double each = Figures.share(waiting.bytes(), waiting.count());
    boolean buffers = waiting.kind() != WaitKind.SOCKET_READ;
    if (buffers && waiting.count() >= 200 && waiting.bytes() >= 0 && each < 1024) {
      add(
          0.05 + ofBusy(waiting.totalMicros()),
          Figures.count(waiting.count(), "operation")
              + " "
              + waiting.word()
              + " of only "
              + Figures.bytes(each)
              + " each"
              + in(waiting.where())
              + cite.apply(waiting)
              + ".",
          "Put a buffer of 8 KiB or more around it"
              + in(waiting.where())
              + cite.apply(waiting)
              + ".");
    }
  }

  /** Sleeping is what a program wants; only when it does little else it is worth a word. */
  private void sleeping() {
    for (Waiting waiting : facts.waits()) {
      if (waiting.kind() == WaitKind.SLEEP && ofRole(waiting) >= 0.3) {
        add(
            0.01 + 0.02 * ofRole(waiting),
            "`"
                + waiting.role()
                + "` sleeps by its own will"
                + in(waiting.where())
                + ": "
                + extent(waiting)
                + cite.apply(waiting)
                + ". If somebody waits for its result, that time is lost.",
            "");
      }
    }
  }

  // ── Memory ───────────────────────────────────────────────────────────────────────────────────

  private void collector() {
    Memory.Pauses pauses = facts.memory().pauses(PauseKind.GC);
    if (pauses == null || (pauses.share() < 0.03 && pauses.longestMicros() < 500_000)) {
      return;
    }
    Hot most = facts.allocations().isEmpty() ? null : facts.allocations().get(0);
    add(
        pauses.share() * 1.5 + 0.03,
        (most == null
                ? "The garbage collector stops the program for "
                : "`"
                    + most.name()
                    + "` allocates most ("
                    + quoted(most.what())
                    + ", "
                    + Figures.percent(most.share())
                    + ")"
                    + cite.apply(most)
                    + ", and the garbage collector stops the program for ")
            + Figures.percent(pauses.share())
            + " of the time, "
            + Figures.count(pauses.count(), "time")
            + ", up to "
            + Figures.time(pauses.longestMicros())
            + " at once"
            + cite.apply(PauseKind.GC)
            + ".",
        most == null
            ? "Allocate less, or give the heap more room" + cite.apply(PauseKind.GC) + "."
            : "Allocate less in `"
                + most.name()
                + "`"
                + cite.apply(most)
                + "; if that must be, give the heap more room.");
  }

  /** A heap that grows, and the old objects that make it grow. */
  private void kept() {
    boolean grows = facts.memory().heapGrows();
    double[] floors = facts.memory().heapFloors();
    List<Issue> leaks =
        facts.issues().stream()
            .filter(issue -> issue.kind() == Finding.Kind.MEMORY_LEAK)
            .filter(issue -> issue.severity() != Finding.Severity.INFO)
            .filter(issue -> !cite.apply(issue).isEmpty())
            .limit(MOST_IN_A_GROUP)
            .toList();
    // What leaks is made all the time; what is only large is made at once.
    List<Issue> steady =
        leaks.stream()
            .filter(leak -> leak.durationMicros() > facts.focus().durationMicros() * 0.5)
            .toList();
    if (grows && floors != null && steady.isEmpty()) {
      add(
          0.05,
          "What stays on the heap grows from "
              + Figures.bytes(floors[1])
              + " to "
              + Figures.bytes(floors[3])
              + cite.apply("heap")
              + ": data that is loaded, or a leak; a longer recording would tell.",
          "");
    } else if (grows && floors != null) {
      leaks = steady;
      String first = leaks.get(0).sentence();
      add(
          0.45,
          "What stays on the heap grows from "
              + Figures.bytes(floors[1])
              + " to "
              + Figures.bytes(floors[3])
              + cite.apply("heap")
              + ": something is kept and not given up; "
              + first
              + keeper(leaks.get(0))
              + cited(leaks)
              + ".",
          "Remove what is no longer needed from "
              + collection(leaks.get(0))
              + ", or bound it"
              + cite.apply(leaks.get(0))
              + ".");
      return;
    }
    for (Issue leak : leaks) {
      add(0.04, leak.sentence() + keeper(leak) + cite.apply(leak) + ".", "");
    }
  }

  /** The collection that keeps objects, by its type and the name of its field. */
  private static String collection(Issue leak) {
    String found = "the collection that keeps it";
    for (String piece : leak.reason().replaceFirst("^kept by ", "").split(" ← ")) {
      if (piece.startsWith("java.util.") && piece.contains(" in field ")) {
        found = quoted(piece);
      }
    }
    return found;
  }

  private static String keeper(Issue leak) {
    return leak.reason().isEmpty() ? "" : " (" + quoted(leak.reason()) + ")";
  }

  private String cited(List<Issue> issues) {
    StringBuilder text = new StringBuilder();
    for (Issue issue : issues.subList(0, Math.min(MOST_IN_A_GROUP, issues.size()))) {
      text.append(cite.apply(issue));
    }
    return text.toString();
  }

  // ── Findings ─────────────────────────────────────────────────────────────────────────────────

  private void descriptors() {
    for (Issue issue : facts.issues()) {
      if (issue.kind() != Finding.Kind.FD_LEAK || cite.apply(issue).isEmpty()) {
        continue;
      }
      // Clients keep a connection or two open on purpose.
      boolean connections =
          issue.sentence().contains("socket") && issue.sentence().matches("[1-8] .*");
      String method = facts.names().brief(issue.method());
      add(
          connections ? 0.03 : 0.35,
          issue.sentence() + keeper(issue) + cite.apply(issue) + ".",
          connections
              ? ""
              : "Close it, best by try-with-resources" + in(method) + cite.apply(issue) + ".");
    }
  }

  private void otherFindings() {
    for (Issue issue : facts.issues()) {
      boolean elsewhere =
          switch (issue.kind()) {
            case FD_LEAK, MEMORY_LEAK, ANOMALY -> true;
            default -> false;
          };
      if (elsewhere || issue.severity() == Finding.Severity.INFO || cite.apply(issue).isEmpty()) {
        continue;
      }
      add(
          issue.severity() == Finding.Severity.ERROR ? 0.3 : 0.12,
          issue.sentence() + cite.apply(issue) + ".",
          issue.kind() == Finding.Kind.DATA_LOSS
              ? "Record again with larger buffers before trusting the figures"
                  + cite.apply(issue)
                  + "."
              : "");
    }
  }

  /** Slow calls of one method are one problem, with the slowest as the example. */
  private void anomalies() {
    Map<Integer, List<Issue>> byMethod = new LinkedHashMap<>();
    for (Issue issue : facts.issues()) {
      if (issue.kind() == Finding.Kind.ANOMALY && !cite.apply(issue).isEmpty()) {
        byMethod.computeIfAbsent(issue.method(), m -> new ArrayList<>()).add(issue);
      }
    }
    for (List<Issue> calls : byMethod.values()) {
      Issue worst = calls.get(0);
      if (worst.sentence().contains("): it slept")) {
        continue;
      }
      double share = Figures.share(worst.durationMicros(), facts.focus().durationMicros());
      String more =
          calls.size() == 1 ? "" : "; so did " + Figures.count(calls.size() - 1, "other call");
      add(
          EXPLAINED.matcher(worst.sentence()).find() ? 0.03 + Math.min(0.09, share * 0.3) : 0.03,
          "A call of " + worst.sentence() + more + cited(calls) + ".",
          "");
    }
  }

  // ── Log ──────────────────────────────────────────────────────────────────────────────────────

  /** Errors of one cause are one problem, whoever logs them. */
  private void errors() {
    Map<String, List<LogGroup>> byCause = new LinkedHashMap<>();
    for (LogGroup group : facts.logs().groups()) {
      if (group.level() == Level.ERROR && !cite.apply(group).isEmpty()) {
        String cause = group.cause();
        byCause
            .computeIfAbsent(
                cause.isEmpty() ? group.logger() + group.message() : cause, c -> new ArrayList<>())
            .add(group);
      }
    }
    for (List<LogGroup> groups : byCause.values()) {
      LogGroup first = groups.get(0);
      int count = groups.stream().mapToInt(LogGroup::count).sum();
      Set<String> loggers = new LinkedHashSet<>();
      StringBuilder cited = new StringBuilder();
      for (LogGroup group : groups) {
        loggers.add("`" + code(group.logger()) + "`");
        cited.append(cited.length() < 24 ? cite.apply(group) : "");
      }
      String cause = first.cause();
      add(
          0.15 + Math.min(0.12, count * 0.01),
          Figures.count(count, "error")
              + " in the log of "
              + String.join(", ", loggers)
              + (cause.isEmpty()
                  ? ": " + quoted(first.message())
                  : (count == 1 ? ", " : ", such as ")
                      + quoted(first.message())
                      + ", caused by "
                      + quoted(cause))
              + cited
              + ".",
          (cause.isEmpty() ? "Find the cause of the error" : "Do something about " + quoted(cause))
              + (first.where().isEmpty() ? "" : ", seen in " + codes(first.where()))
              + cite.apply(first)
              + ".");
    }
  }

  private void warnings() {
    for (LogGroup group : facts.logs().groups()) {
      if (group.level() == Level.WARN && group.count() >= 3 && !cite.apply(group).isEmpty()) {
        add(
            0.05 + Math.min(0.025, group.count() * 0.002),
            "`"
                + code(group.logger())
                + "` warns "
                + Figures.count(group.count(), "time")
                + ": "
                + quoted(group.message())
                + cite.apply(group)
                + ".",
            "");
      }
    }
  }

  private void throwables() {
    Memory.Way made = facts.memory().way("exceptions");
    if (made == null) {
      return;
    }
    double perSecond = made.growthPerSecond(facts.focus().durationMicros());
    List<Logs.Thrown> thrown = facts.logs().thrown();
    if (perSecond >= 100) {
      add(
          Math.min(0.3, 0.08 + perSecond / 100_000),
          String.format(Locale.ROOT, "About %,.0f throwables a second are made", perSecond)
              + cite.apply("made")
              + (thrown.isEmpty()
                  ? ""
                  : ", such as `"
                      + thrown.get(0).type()
                      + "`"
                      + in(thrown.get(0).where())
                      + cite.apply(thrown.get(0)))
              + ": exceptions steer the ordinary flow.",
          "Test for the case before it throws"
              + (thrown.isEmpty() ? "" : in(thrown.get(0).where()) + cite.apply(thrown.get(0)))
              + ".");
    }
  }

  // ── CPU ──────────────────────────────────────────────────────────────────────────────────────

  private void hotMethod() {
    double running = 0;
    double asleep = 0;
    for (Role role : facts.roles()) {
      running += role.jvm() ? 0 : role.runningMicros();
      asleep += role.jvm() ? 0 : role.sleepingMicros();
    }
    double awake = facts.busyMicros() - asleep;
    if (facts.cpuByOwn().isEmpty()
        || facts.cpuByOwn().get(0).share() < 0.25
        || Figures.share(running, awake) < 0.2) {
      return;
    }
    Hot hot = facts.cpuByOwn().get(0);
    Hot cited = hot;
    for (Hot own : facts.cpu()) {
      cited = cite.apply(hot).isEmpty() && own.method() == hot.method() ? own : cited;
    }
    add(
        hot.share() * Math.min(1, ofBusy(running)) * 0.22,
        "`"
            + hot.name()
            + "` uses "
            + Figures.percent(hot.share())
            + " of the CPU time"
            + (hot.what().isEmpty() ? " itself" : ", mostly in `" + hot.what() + "`")
            + (hot.caller().isEmpty() ? "" : ", called by `" + hot.caller() + "`")
            + cite.apply(cited)
            + ".",
        "If it is too slow, make `"
            + hot.name()
            + "` cheaper"
            + (hot.caller().isEmpty() ? "" : ", or call it less often from `" + hot.caller() + "`")
            + cite.apply(cited)
            + ".");
  }

  private void oneThread() {
    int cores = facts.timeline().recording().cores();
    if (cores < 2) {
      return;
    }
    for (Role role : facts.roles()) {
      double share = Figures.share(role.runningMicros(), facts.focus().durationMicros());
      boolean alone = role.size() == 1 && !role.jvm() && share > 0.7;
      if (alone && ofBusy(role.runningMicros()) > 0.6) {
        add(
            0.1,
            "One thread, `"
                + role.name()
                + "`, does nearly all the work while "
                + Figures.count(cores - 1, "core")
                + (cores == 2 ? " is" : " are")
                + " not used by this program"
                + cite.apply(role)
                + ".",
            "Split the work of `" + role.name() + "` among threads" + cite.apply(role) + ".");
      }
    }
  }

  /** Others use the machine, so that what runs is slower than it need be. */
  private void crowdedMachine() {
    Memory.Way machine = facts.memory().way("cpu.machine");
    Memory.Way user = facts.memory().way("cpu.jvm.user");
    Memory.Way system = facts.memory().way("cpu.jvm.system");
    if (machine == null || user == null || machine.mean() < 0.7) {
      return;
    }
    double own = user.mean() + (system == null ? 0 : system.mean());
    if (machine.mean() - own > 0.35) {
      add(
          0.025,
          "The machine was "
              + Figures.percent(machine.mean())
              + " busy, this JVM only "
              + Figures.percent(own)
              + " of it"
              + cite.apply("load")
              + ": other programs took processors, so running code seems slower than it is.",
          "");
    }
  }
}
