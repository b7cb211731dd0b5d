package dev.microlog.server.explain;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Level;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.WaitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules that tell from the facts what is wrong, each with its evidence and what to do. */
final class ProblemRules {
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
    locks();
    sleeping();
    slowIo();
    manySmallIo();
    collector();
    growingHeap();
    leaksAndFindings();
    errors();
    throwables();
    hotMethod();
    oneThread();
    problems.sort(Comparator.comparingDouble(Problem::weight).reversed());
    return problems;
  }

  private double ofBusy(double micros) {
    return Figures.share(micros, facts.busyMicros());
  }

  private double ofRole(Waiting waiting) {
    for (Role role : facts.roles()) {
      if (role.name().equals(waiting.role())) {
        return Figures.share(waiting.totalMicros(), role.busyMicros());
      }
    }
    return 0;
  }

  private String share(double micros) {
    return Figures.time(micros) + " (" + Figures.percent(ofBusy(micros)) + " of the busy time)";
  }

  private static String in(String where) {
    return where.isEmpty() ? "" : " in `" + where.replace(" for ", "` for `") + "`";
  }

  private void locks() {
    for (Waiting waiting : facts.waits()) {
      boolean monitor = waiting.kind() == WaitKind.MONITOR;
      boolean lock = waiting.kind() == WaitKind.PARK && isLock(waiting.detail());
      if ((!monitor && !lock && waiting.kind() != WaitKind.PINNED)
          || (ofBusy(waiting.totalMicros()) < 0.03 && ofRole(waiting) < 0.04)) {
        continue;
      }
      String what = waiting.detail().isEmpty() ? "a lock" : "`" + waiting.detail() + "`";
      StringBuilder sentence = new StringBuilder();
      if (waiting.kind() == WaitKind.PINNED) {
        sentence.append("Virtual threads of `").append(waiting.role());
        sentence.append("` block their carriers").append(in(waiting.where()));
      } else {
        sentence.append("`").append(waiting.role()).append("` queues for ").append(what);
        sentence.append(in(waiting.where()));
      }
      sentence.append(": ").append(share(waiting.totalMicros())).append(" in ");
      sentence.append(Figures.count(waiting.count(), "wait")).append(", up to ");
      sentence.append(Figures.time(waiting.longestMicros()));
      if (!waiting.owner().isEmpty()) {
        sentence.append("; it is held by `").append(waiting.owner()).append("`");
        sentence.append(
            waiting.ownerDid().isEmpty() ? "" : ", which then was " + waiting.ownerDid());
      }
      sentence.append(cite.apply(waiting)).append('.');
      Waiting inside = waiting.owner().isEmpty() ? slowInside(waiting) : null;
      if (inside != null) {
        sentence.append(" In the same code a thread is ").append(Waits.word(inside.kind()));
        sentence.append(" for ").append(Figures.time(inside.totalMicros()));
        sentence.append(cite.apply(inside)).append(", probably while it holds the lock.");
      }
      String holder =
          waiting.ownerDid().contains("asleep")
                  || (inside != null && inside.kind() == WaitKind.SLEEP)
              ? "Do not sleep while holding " + what
              : waiting.ownerDid().contains("socket") || waiting.ownerDid().contains("file")
                  ? "Do not read or write while holding " + what
                  : "Hold " + what + " for less, or split it";
      String advice =
          waiting.kind() == WaitKind.PINNED
              ? "Replace `synchronized` around blocking calls by a `ReentrantLock`, or run on JDK 24"
                  + " or later"
              : holder + in(waiting.owner().isEmpty() ? waiting.where() : owner(waiting));
      problems.add(
          new Problem(
              Math.max(ofBusy(waiting.totalMicros()), ofRole(waiting) * 0.6) + 0.1,
              sentence.toString(),
              advice + cite.apply(waiting) + "."));
    }
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

  private static String owner(Waiting waiting) {
    String did = waiting.ownerDid();
    if (!did.startsWith("in ")) {
      return "";
    }
    int comma = did.indexOf(',');
    return comma < 0 ? did.substring(3) : did.substring(3, comma);
  }

  private static boolean isLock(String detail) {
    return detail.contains("Lock") || detail.contains("Semaphore") || detail.contains("Latch");
  }

  private void sleeping() {
    for (Waiting waiting : facts.waits()) {
      if (waiting.kind() == WaitKind.SLEEP && ofBusy(waiting.totalMicros()) >= 0.1) {
        problems.add(
            new Problem(
                ofBusy(waiting.totalMicros()) * 0.25,
                "`"
                    + waiting.role()
                    + "` sleeps"
                    + in(waiting.where())
                    + ": "
                    + share(waiting.totalMicros())
                    + " in "
                    + Figures.count(waiting.count(), "sleep")
                    + cite.apply(waiting)
                    + ". If somebody waits for its result, that time is lost.",
                "Wait for what is wanted (a queue, a future, a condition) instead of sleeping"
                    + in(waiting.where())
                    + cite.apply(waiting)
                    + "."));
      }
    }
  }

  private void slowIo() {
    for (Waiting waiting : facts.io()) {
      if (ofBusy(waiting.totalMicros()) < 0.05) {
        continue;
      }
      String target = waiting.detail().isEmpty() ? "" : " (`" + waiting.detail() + "`)";
      problems.add(
          new Problem(
              ofBusy(waiting.totalMicros()) * 0.9,
              "`"
                  + waiting.role()
                  + "` spends "
                  + share(waiting.totalMicros())
                  + " "
                  + Waits.word(waiting.kind())
                  + target
                  + in(waiting.where())
                  + ", "
                  + Figures.count(waiting.count(), "time")
                  + ", up to "
                  + Figures.time(waiting.longestMicros())
                  + cite.apply(waiting)
                  + ".",
              (waiting.kind() == WaitKind.SOCKET_READ
                      ? "Find out why the other side answers late, ask it less often, or do it"
                          + " beside other work"
                      : "Read and write less often and in larger pieces, or beside other work")
                  + in(waiting.where())
                  + cite.apply(waiting)
                  + "."));
    }
  }

  private void manySmallIo() {
    for (Waiting waiting : facts.io()) {
      double each = Figures.share(waiting.bytes(), waiting.count());
      if (waiting.count() >= 200 && waiting.bytes() >= 0 && each < 1024) {
        problems.add(
            new Problem(
                0.05 + ofBusy(waiting.totalMicros()),
                Figures.count(waiting.count(), "operation")
                    + " "
                    + Waits.word(waiting.kind())
                    + " of only "
                    + Figures.bytes(each)
                    + " each"
                    + in(waiting.where())
                    + cite.apply(waiting)
                    + ".",
                "Put a buffer of 8 KiB or more around it"
                    + in(waiting.where())
                    + cite.apply(waiting)
                    + "."));
      }
    }
  }

  private void collector() {
    Memory.Pauses pauses = facts.memory().pauses(PauseKind.GC);
    if (pauses == null || (pauses.share() < 0.03 && pauses.longestMicros() < 500_000)) {
      return;
    }
    Hot most = facts.allocations().isEmpty() ? null : facts.allocations().get(0);
    problems.add(
        new Problem(
            pauses.share() * 1.5 + 0.03,
            "The garbage collector stops the program for "
                + Figures.percent(pauses.share())
                + " of the time, up to "
                + Figures.time(pauses.longestMicros())
                + " at once"
                + cite.apply(PauseKind.GC)
                + (most == null
                    ? ""
                    : "; most is allocated in `"
                        + most.name()
                        + "` ("
                        + most.what()
                        + ")"
                        + cite.apply(most))
                + ".",
            most == null
                ? "Allocate less, or give the heap more room" + cite.apply(PauseKind.GC) + "."
                : "Allocate less in `" + most.name() + "`" + cite.apply(most) + "."));
  }

  private void growingHeap() {
    double[] floor = facts.memory().heapFloor();
    if (floor == null || floor[1] < floor[0] * 1.3 || floor[1] - floor[0] < 8 * 1024 * 1024) {
      return;
    }
    problems.add(
        new Problem(
            0.25,
            "What is left on the heap grows from "
                + Figures.bytes(floor[0])
                + " to "
                + Figures.bytes(floor[1])
                + cite.apply("heap")
                + ": something is kept and not given up.",
            "Look at what lives long and who refers to it" + cite.apply("heap") + "."));
  }

  private void leaksAndFindings() {
    for (Issue issue : facts.issues()) {
      double weight =
          switch (issue.severity()) {
            case ERROR -> 0.3;
            case WARNING -> 0.12;
            case INFO -> 0;
          };
      if (weight == 0 || cite.apply(issue).isEmpty()) {
        continue;
      }
      boolean leak =
          issue.kind() == Finding.Kind.FD_LEAK || issue.kind() == Finding.Kind.MEMORY_LEAK;
      String method = facts.names().brief(issue.method());
      String advice =
          switch (issue.kind()) {
            case FD_LEAK -> "Close it, best by try-with-resources" + in(method);
            case ANOMALY -> "See what differs in the slow call of `" + method + "`";
            case MEMORY_LEAK -> "Remove entries that are no longer needed, or bound the collection";
            case DATA_LOSS -> "Record again with larger buffers before trusting the figures";
            default -> "";
          };
      String reason = issue.reason().isEmpty() || !leak ? "" : " (" + issue.reason() + ")";
      problems.add(
          new Problem(
              leak ? weight * 2 : weight,
              issue.sentence() + reason + cite.apply(issue) + ".",
              advice.isEmpty() ? "" : advice + cite.apply(issue) + "."));
    }
  }

  private void errors() {
    for (LogGroup group : facts.logs().groups()) {
      if (group.level() != Level.ERROR || cite.apply(group).isEmpty()) {
        continue;
      }
      problems.add(
          new Problem(
              0.15 + Math.min(0.2, group.count() * 0.01),
              "The log has "
                  + Figures.count(group.count(), "error")
                  + " of `"
                  + code(group.logger())
                  + "`: "
                  + quoted(group.message())
                  + (group.throwable().isEmpty() ? "" : ", because of " + quoted(group.throwable()))
                  + cite.apply(group)
                  + ".",
              "Find the cause of the error"
                  + (group.where().isEmpty() ? "" : in(group.where()))
                  + cite.apply(group)
                  + "."));
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
      problems.add(
          new Problem(
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
                  + "."));
    }
  }

  private void hotMethod() {
    double running = 0;
    for (Role role : facts.roles()) {
      running += role.jvm() ? 0 : role.runningMicros();
    }
    if (facts.cpu().isEmpty() || ofBusy(running) < 0.3 || facts.cpu().get(0).share() < 0.25) {
      return;
    }
    Hot hot = facts.cpu().get(0);
    problems.add(
        new Problem(
            hot.share() * ofBusy(running) * 0.7,
            "`"
                + hot.name()
                + "` alone uses "
                + Figures.percent(hot.share())
                + " of the CPU time"
                + (hot.caller().isEmpty() ? "" : ", mostly for `" + hot.caller() + "`")
                + cite.apply(hot)
                + ".",
            "Call `"
                + hot.name()
                + "` less often"
                + (hot.caller().isEmpty() ? "" : " from `" + hot.caller() + "`")
                + ", or make it cheaper"
                + cite.apply(hot)
                + "."));
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
        problems.add(
            new Problem(
                0.1,
                "One thread, `"
                    + role.name()
                    + "`, does nearly all the work while "
                    + Figures.count(cores - 1, "core")
                    + (cores == 2 ? " is" : " are")
                    + " free"
                    + cite.apply(role)
                    + ".",
                "Split the work of `" + role.name() + "` among threads" + cite.apply(role) + "."));
      }
    }
  }

  private static String code(String text) {
    return text.replace('`', '\'');
  }

  /** Data inside our Markdown: as code, so that nothing in it is markup. */
  private static String quoted(String text) {
    return "`" + code(text) + "`";
  }
}
