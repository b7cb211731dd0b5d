package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Role;
import dev.microlog.server.explain.facts.Waiting;
import dev.microlog.timeline.WaitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Locks, pools that starve, hand-overs, pinned threads, slow I/O, sleeping. */
final class WaitRules extends RuleGroup {
  private static final Set<String> RESULTS =
      Set.of(
          "FutureTask.get",
          "CompletableFuture.get",
          "CompletableFuture.join",
          "ForkJoinTask.get",
          "CountDownLatch.await");

  WaitRules(Facts facts, Function<Object, String> cite) {
    super(facts, cite);
  }

  @Override
  void apply() {
    facts.waits().forEach(this::lock);
    facts.roles().forEach(this::starvation);
    facts.waits().forEach(this::handOver);
    facts.waits().forEach(this::initialisation);
    facts.io().forEach(this::slowIo);
    facts.io().forEach(this::manySmall);
    pinned();
    sleeping();
  }

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
    waits.stream().limit(MOST_CITED).forEach(wait -> cited.append(cite.apply(wait)));
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
}
