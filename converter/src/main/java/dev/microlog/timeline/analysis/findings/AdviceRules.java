package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.ExceptionTable;
import dev.microlog.timeline.Lane;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Figures;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The rules that give advice. Each looks at tables alone and says nothing unless it can show where
 * it was seen.
 */
public final class AdviceRules {
  private static final double LEAST_CPU_SHARE = 0.03;
  private static final int LEAST_SAMPLES = 5;
  private static final double LOGGING_SHARE = 0.05;
  private static final double BOXED_SHARE = 0.1;
  private static final double LEAST_ALLOCATED = 16 * 1024 * 1024;
  private static final double EXCEPTIONS_PER_SECOND = 100;
  private static final double LOCK_SHARE = 0.01;
  private static final double LEAST_LOCK_MICROS = 200_000;
  private static final double GC_SHARE = 0.05;
  private static final double LONG_PAUSE_MICROS = 500_000;
  private static final double LEAST_PINNED_MICROS = 20_000;
  private static final double LEAST_LOOP_WAIT_MICROS = 10_000;
  private static final double SMALL_BYTES = 512;
  private static final int LEAST_SMALL = 20;
  private static final int SHORT_THREADS = 100;
  private static final double SHORT_LIFE_MICROS = 1e6;
  static final int MOST_EVIDENCE = 5;

  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character");

  private static final List<String> LOGGING =
      List.of(
          "java.util.logging.",
          "java.io.PrintStream",
          "org.slf4j.",
          "ch.qos.logback.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.jboss.logging.",
          "org.apache.commons.logging.");

  private static final List<String> EVENT_LOOPS =
      List.of(
          "nioEventLoopGroup",
          "epollEventLoopGroup",
          "kqueueEventLoopGroup",
          "multiThreadIoEventLoopGroup",
          "vert.x-eventloop-thread",
          "reactor-http-",
          "webflux-http-",
          "netty-",
          "XNIO-1 I/O");

  private final Timeline timeline;
  private final List<Advice> advice = new ArrayList<>();
  private final double duration;
  private final Tallies tallies;
  private final double cpuInAll;

  private AdviceRules(Spans spans) {
    timeline = spans.timeline();
    duration = Math.max(1, timeline.recording().durationMicros());
    tallies = new Tallies(spans);
    cpuInAll = tallies.cpuInAll();
  }

  /** All advice for a recording, what concerns most of it first. */
  public static List<Advice> of(Spans spans) {
    AdviceRules rules = new AdviceRules(spans);
    rules.regularExpressions();
    rules.formatting();
    rules.logging();
    rules.exceptions();
    rules.boxing();
    rules.contendedLocks();
    rules.smallBuffers();
    rules.eventLoops();
    rules.pinning();
    rules.collections();
    rules.explicitCollections();
    rules.shortThreads();
    rules.advice.sort(
        Comparator.comparingDouble((Advice advice) -> -advice.share()).thenComparing(Advice::rule));
    return List.copyOf(rules.advice);
  }

  // ---- rules on CPU time ----

  private void regularExpressions() {
    Tallies.Tally tally = tallies.cpuIn(name -> name.startsWith("java.util.regex.Pattern.compile"));
    if (tally.count() >= LEAST_SAMPLES && tally.weight() >= LEAST_CPU_SHARE * cpuInAll) {
      add(
          "regex-in-loop",
          "Regular expressions are compiled again and again",
          Figures.percent(tally.weight() / cpuInAll)
              + " of the CPU time went into Pattern.compile. String.matches, replaceAll and split"
              + " compile their pattern at every call.",
          "Compile the pattern once into a static final field and call pattern.matcher(text).",
          tally.weight() / cpuInAll,
          tally.evidence(" compiles patterns: ", true));
    }
  }

  private void formatting() {
    Tallies.Tally tally =
        tallies.cpuIn(
            name ->
                name.equals("java.util.Formatter.format")
                    || name.equals("java.lang.String.format")
                    || name.startsWith("java.text.SimpleDateFormat.")
                    || name.startsWith("java.text.MessageFormat."));
    if (tally.count() >= LEAST_SAMPLES && tally.weight() >= LEAST_CPU_SHARE * cpuInAll) {
      add(
          "formatting",
          "Formatting text is a good part of the work",
          Figures.percent(tally.weight() / cpuInAll)
              + " of the CPU time went into String.format and its relatives, which parse their format"
              + " at every call.",
          "On a hot path join texts with + or a StringBuilder; use a DateTimeFormatter kept in a"
              + " field.",
          tally.weight() / cpuInAll,
          tally.evidence(" formats text: ", true));
    }
  }

  private void logging() {
    Tallies.Tally tally = tallies.cpuIn(name -> startsWithAny(name, LOGGING));
    if (tally.count() >= LEAST_SAMPLES && tally.weight() >= LOGGING_SHARE * cpuInAll) {
      add(
          "logging-cost",
          "Logging is expensive here",
          Figures.percent(tally.weight() / cpuInAll)
              + " of the CPU time went into writing log entries and printing.",
          "Log less on hot paths, pass arguments instead of joined texts, ask for the level first, and"
              + " write through an asynchronous appender.",
          tally.weight() / cpuInAll,
          tally.evidence(" logs: ", true));
    }
  }

  private static boolean startsWithAny(String text, List<String> starts) {
    for (String start : starts) {
      if (text.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  // ---- rules on events ----

  private void exceptions() {
    ExceptionTable exceptions = timeline.exceptions();
    Tallies.Tally recorded = tallies.none();
    for (int row = 0; row < exceptions.size(); row++) {
      int stack = exceptions.stack(row);
      recorded.add(exceptions.thread(row), exceptions.timeMicros(row), 0, 1, stack);
    }
    // a recorder keeps few of many, but counts them all
    double thrown = Math.max(recorded.count(), counted("exceptions"));
    double perSecond = thrown * 1e6 / duration;
    Tallies.Tally cpu = tallies.cpuIn(name -> name.equals("java.lang.Throwable.fillInStackTrace"));
    boolean dear = cpu.count() >= LEAST_SAMPLES && cpu.weight() >= LEAST_CPU_SHARE * cpuInAll;
    boolean many = thrown >= EXCEPTIONS_PER_SECOND && perSecond >= EXCEPTIONS_PER_SECOND;
    if (dear || many) {
      Tallies.Tally seen = dear ? cpu : tallies.samplesIn(AdviceRules::makesThrowables);
      boolean bySamples = dear || seen.count() >= recorded.count();
      add(
          "exceptions-as-control-flow",
          "Exceptions are thrown all the time",
          (many
                  ? Figures.significant(Math.rint(perSecond)) + " a second were thrown"
                  : "Some were thrown")
              + (dear
                  ? "; filling in their stack traces took "
                      + Figures.percent(cpu.weight() / cpuInAll)
                      + " of the CPU time."
                  : "; each walks the stack when it is made."),
          "Test for the ordinary case before (a check, Optional, a parse that returns a result), and keep"
              + " exceptions for what is exceptional.",
          Math.max(dear ? cpu.weight() / cpuInAll : 0, Math.min(1, perSecond / 100_000)),
          bySamples ? seen.evidence(" throws: ", true) : recorded.evidence(" throws: ", false));
    }
  }

  /** The last value of a lane that counts from the start; 0 if there is none. */
  private double counted(String name) {
    for (Lane lane : timeline.lanes()) {
      if (lane.name().equals(name) && lane.size() > 0) {
        return lane.value(lane.size() - 1) - (lane.size() > 1 ? lane.value(0) : 0);
      }
    }
    return 0;
  }

  private static boolean makesThrowables(String method) {
    int dot = method.lastIndexOf('.');
    String type = dot < 0 ? "" : method.substring(0, dot);
    return type.equals("java.lang.Throwable") || type.endsWith("Exception");
  }

  private void boxing() {
    AllocationTable allocations = timeline.allocations();
    Tallies.Tally tally = tallies.none();
    double all = 0;
    for (int row = 0; row < allocations.size(); row++) {
      all += allocations.weightBytes(row);
      if (BOXES.contains(allocations.className(row))) {
        tally.add(
            allocations.thread(row),
            allocations.timeMicros(row),
            0,
            allocations.weightBytes(row),
            allocations.stack(row));
      }
    }
    if (tally.weight() >= LEAST_ALLOCATED && tally.weight() >= BOXED_SHARE * all) {
      add(
          "boxed-collections",
          "Numbers are boxed",
          Figures.percent(tally.weight() / all)
              + " of the allocated memory ("
              + Figures.bytes(tally.weight())
              + ") are Integer, Long and other boxes.",
          "Use arrays, IntStream and its relatives, or a collection of primitives.",
          tally.weight() / all,
          tally.evidence(" boxes: ", false));
    }
  }

  private void contendedLocks() {
    Tallies.Tally tally = tallies.waits(row -> timeline.waits().kind(row) == WaitKind.MONITOR);
    if (tally.weight() >= LEAST_LOCK_MICROS && tally.weight() >= LOCK_SHARE * duration) {
      add(
          "contended-lock",
          "Threads wait for each other's monitors",
          tally.count()
              + " waits for monitors took "
              + Figures.duration(tally.weight())
              + " in all.",
          "Hold the lock for less: move I/O and computing out of the synchronized block, split the lock,"
              + " or use a concurrent collection.",
          Math.min(1, tally.weight() / duration),
          tally.evidence(" waits: ", true));
    }
  }

  private void smallBuffers() {
    WaitTable waits = timeline.waits();
    Tallies.Tally tally =
        tallies.waits(
            row ->
                waits.kind(row).isIo()
                    && waits.bytes(row) > 0
                    && waits.bytes(row) < SMALL_BYTES
                    && waits.kind(row) != WaitKind.SOCKET_READ);
    Tallies.Tally singleBytes = singleByteCalls();
    Tallies.Tally shown = singleBytes.count() >= LEAST_SAMPLES ? singleBytes : tally;
    if (shown.count() >= (shown == tally ? LEAST_SMALL : LEAST_SAMPLES)) {
      add(
          "small-buffers",
          "Data is read or written in small pieces",
          shown == tally
              ? tally.count() + " slow transfers moved fewer than 512 bytes each."
              : singleBytes.count() + " samples are calls of the system for a single byte.",
          "Wrap the stream in a BufferedInputStream or BufferedOutputStream, or move whole blocks.",
          Math.min(1, shown.weight() / duration),
          shown.evidence(" moves few bytes: ", true));
    }
  }

  /** Samples in native methods that move one byte. */
  private Tallies.Tally singleByteCalls() {
    Set<String> calls =
        Set.of(
            "java.io.FileInputStream.read0",
            "java.io.FileOutputStream.write",
            "java.io.RandomAccessFile.read0",
            "java.io.RandomAccessFile.write0");
    return tallies.samplesAt(calls::contains);
  }

  private void eventLoops() {
    WaitTable waits = timeline.waits();
    ThreadTable threads = timeline.threads();
    boolean[] loop = new boolean[threads.size()];
    for (int thread = 0; thread < loop.length; thread++) {
      loop[thread] = startsWithAny(threads.name(thread), EVENT_LOOPS);
    }
    Tallies.Tally tally =
        tallies.waits(
            row ->
                loop[waits.thread(row)]
                    && waits.durationMicros(row) >= LEAST_LOOP_WAIT_MICROS
                    && (waits.kind(row).isIo() || waits.kind(row) == WaitKind.SLEEP));
    if (tally.count() > 0) {
      add(
          "blocked-event-loop",
          "An event loop is blocked",
          tally.count()
              + " waits on threads of an event loop took "
              + Figures.duration(tally.weight())
              + "; all connections of that thread stood still.",
          "Do blocking work on a pool of its own or on virtual threads.",
          Math.min(1, tally.weight() / duration),
          tally.evidence(" blocks: ", true));
    }
  }

  private void pinning() {
    Tallies.Tally tally = tallies.waits(row -> timeline.waits().kind(row) == WaitKind.PINNED);
    if (tally.weight() >= LEAST_PINNED_MICROS) {
      add(
          "pinned-virtual-threads",
          "Virtual threads held on to their carriers",
          (tally.count() == 1 ? "Once" : tally.count() + " times")
              + " a virtual thread waited without leaving its carrier, "
              + Figures.duration(tally.weight())
              + " in all.",
          "Before JDK 24 replace synchronized around blocking calls by a ReentrantLock; later, look for"
              + " native frames and class initialisation on the stack.",
          Math.min(1, tally.weight() / duration),
          tally.evidence(" is pinned: ", true));
    }
  }

  // ---- rules on the whole JVM ----

  private void collections() {
    PauseTable pauses = timeline.pauses();
    double sum = 0;
    int longest = -1;
    for (int row = 0; row < pauses.size(); row++) {
      if (pauses.kind(row) == PauseKind.GC) {
        sum += pauses.durationMicros(row);
        boolean longer = longest < 0 || pauses.durationMicros(row) > pauses.durationMicros(longest);
        longest = longer ? row : longest;
      }
    }
    if (longest >= 0
        && (sum >= GC_SHARE * duration || pauses.durationMicros(longest) >= LONG_PAUSE_MICROS)) {
      add(
          "gc-pressure",
          "The collector stops the program for long",
          "Pauses took "
              + Figures.percent(sum / duration)
              + " of the time, the longest "
              + Figures.duration(pauses.durationMicros(longest))
              + ".",
          "Allocate less where the allocation view shows most, give the heap more room, or choose a"
              + " collector with short pauses (ZGC, Shenandoah).",
          sum / duration,
          List.of(pauseEvidence(longest)));
    }
  }

  private void explicitCollections() {
    PauseTable pauses = timeline.pauses();
    List<Advice.Evidence> evidence = new ArrayList<>();
    double sum = 0;
    for (int row = 0; row < pauses.size(); row++) {
      if (pauses.detail(row).contains("System.gc()")) {
        sum += pauses.durationMicros(row);
        if (evidence.size() < MOST_EVIDENCE) {
          evidence.add(pauseEvidence(row));
        }
      }
    }
    if (!evidence.isEmpty()) {
      add(
          "explicit-gc",
          "The program asks for collections itself",
          "System.gc() stopped all threads for " + Figures.duration(sum) + ".",
          "Remove the call, or start the JVM with -XX:+DisableExplicitGC if it is not yours.",
          sum / duration,
          evidence);
    }
  }

  private Advice.Evidence pauseEvidence(int row) {
    PauseTable pauses = timeline.pauses();
    return new Advice.Evidence(
        -1,
        pauses.startMicros(row),
        pauses.durationMicros(row),
        -1,
        pauses.detail(row) + ": " + Figures.duration(pauses.durationMicros(row)));
  }

  private void shortThreads() {
    ThreadTable threads = timeline.threads();
    List<Advice.Evidence> evidence = new ArrayList<>();
    int count = 0;
    for (int thread = 0; thread < threads.size(); thread++) {
      double start = threads.startMicros(thread);
      double life = threads.endMicros(thread) - start;
      if (!threads.isVirtual(thread) && start >= 0 && life >= 0 && life < SHORT_LIFE_MICROS) {
        count++;
        if (evidence.size() < MOST_EVIDENCE) {
          evidence.add(
              new Advice.Evidence(
                  thread,
                  start,
                  life,
                  -1,
                  threads.displayName(thread) + " lived " + Figures.duration(life)));
        }
      }
    }
    if (count >= SHORT_THREADS) {
      add(
          "short-lived-threads",
          "Many threads live for less than a second",
          count + " platform threads were started and ended within a second.",
          "Use a pool, or virtual threads, which are made to be started for each task.",
          Math.min(1, count / 10_000.0),
          evidence);
    }
  }

  private void add(
      String rule,
      String title,
      String explanation,
      String remedy,
      double share,
      List<Advice.Evidence> evidence) {
    if (!evidence.isEmpty()) {
      advice.add(new Advice(rule, title, explanation, remedy, share, evidence));
    }
  }
}
