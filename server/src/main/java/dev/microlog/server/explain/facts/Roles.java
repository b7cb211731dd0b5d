package dev.microlog.server.explain.facts;

import dev.microlog.timeline.ThreadTable;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.timeline.analysis.spans.StateTable;
import dev.microlog.timeline.analysis.spans.ThreadState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Groups threads by what they do, and sums up in which states they were. */
final class Roles {
  private static final Pattern NUMBERS =
      Pattern.compile("\\b0x[0-9a-f]+\\b|\\b(?=[a-f]*\\d)[0-9a-f]{6,}\\b|\\d+");
  private static final Pattern STARS = Pattern.compile("\\*(?:[-_. ]?\\*)+");
  private static final Pattern JVM_NAMES =
      Pattern.compile(
          "(?:C[12] CompilerThread|G1 |GC Thread|VM |JFR |Sweeper|StringDedup|Shenandoah|ZGC|"
              + "Signal Dispatcher|Finalizer|Reference Handler|Common-Cleaner|Service Thread|"
              + "Monitor Deflation|Notification Thread|Attach Listener|[Mm]icrolog|DestroyJavaVM|"
              + "Keep-Alive-Timer|process reaper|Cleaner-|VirtualThread-unparker|"
              + "(?:Read|Write|Master)-Poller|CompletableFutureDelayScheduler|"
              + "ForkJoinPool-\\d+-delayScheduler).*");

  private final Spans spans;
  private final Focus focus;
  private final Idleness idleness;
  private final Names names;

  Roles(Spans spans, Focus focus, Idleness idleness, Names names) {
    this.spans = spans;
    this.focus = focus;
    this.idleness = idleness;
    this.names = names;
  }

  /** The roles that were seen in the focus, the busiest of the program first, the JVM's last. */
  List<Role> find() {
    ThreadTable threads = spans.timeline().threads();
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int thread = 0; thread < threads.size(); thread++) {
      if (focus.hasThread(thread)) {
        byName.computeIfAbsent(roleName(thread), n -> new ArrayList<>()).add(thread);
      }
    }
    List<Role> roles = new ArrayList<>();
    byName.forEach((name, members) -> roles.add(role(name, members)));
    roles.removeIf(role -> role.busyMicros() + role.idleMicros() <= 0);
    roles.sort(
        Comparator.comparing(Role::jvm)
            .thenComparing(Comparator.comparingDouble(Role::busyMicros).reversed())
            .thenComparing(Comparator.comparingDouble(Role::idleMicros).reversed())
            .thenComparing(Role::name));
    return roles;
  }

  private String roleName(int thread) {
    ThreadTable threads = spans.timeline().threads();
    if (isJvm(thread)) {
      return "JVM threads";
    }
    if (threads.isVirtual(thread) && threads.name(thread).isEmpty()) {
      return "virtual threads";
    }
    String name = NUMBERS.matcher(names.thread(thread)).replaceAll("*");
    return STARS.matcher(name).replaceAll("*");
  }

  private boolean isJvm(int thread) {
    ThreadTable threads = spans.timeline().threads();
    return threads.id(thread) < 0
        || threads.group(thread).equals("system")
        || threads.group(thread).equals("InnocuousThreadGroup")
        || JVM_NAMES.matcher(threads.name(thread)).matches();
  }

  private Role role(String name, List<Integer> members) {
    BitSet flags = new BitSet();
    double[] sums = new double[ThreadState.values().length];
    double idle = 0;
    for (int thread : members) {
      flags.set(thread);
      StateTable states = spans.states(thread);
      int row = states.firstEndingAfter(focus.fromMicros());
      for (; row < states.size() && states.startMicros(row) < focus.toMicros(); row++) {
        sums[states.state(row).ordinal()] +=
            focus.overlap(states.startMicros(row), states.endMicros(row));
      }
      idle += takeIdle(thread, sums);
    }
    return new Role(
        name,
        flags,
        members.size(),
        members.get(0),
        isJvm(members.get(0)),
        sums[ThreadState.RUNNING.ordinal()]
            + sums[ThreadState.NATIVE.ordinal()]
            + sums[ThreadState.RUNNABLE.ordinal()]
            + sums[ThreadState.CLASS_LOADING.ordinal()],
        sums[ThreadState.BLOCKED.ordinal()],
        sums[ThreadState.PARKED.ordinal()],
        sums[ThreadState.WAITING.ordinal()],
        sums[ThreadState.SLEEPING.ordinal()],
        sums[ThreadState.IO.ordinal()],
        idle,
        sums[ThreadState.PAUSED.ordinal()]);
  }

  /** Moves what was waiting for work out of the states of waiting. */
  private double takeIdle(int thread, double[] sums) {
    double idle = 0;
    WaitTable waits = spans.timeline().waits();
    for (int row = waits.firstRow(thread); row < waits.firstRow(thread + 1); row++) {
      if (idleness.stack(waits.stack(row))) {
        double micros = focus.overlap(waits.startMicros(row), waits.endMicros(row));
        int state = state(waits.kind(row)).ordinal();
        double taken = Math.min(micros, sums[state]);
        sums[state] -= taken;
        idle += taken;
      }
    }
    return idle + takeSampledIdle(thread, sums);
  }

  /** Native samples of a thread that waits for connections are no waits of the recording. */
  private double takeSampledIdle(int thread, double[] sums) {
    var samples = spans.timeline().samples();
    int seen = 0;
    int idleSamples = 0;
    for (int row = samples.firstRow(thread); row < samples.firstRow(thread + 1); row++) {
      if (focus.has(samples.timeMicros(row))
          && samples.kind(row) == dev.microlog.timeline.SampleKind.NATIVE) {
        seen++;
        idleSamples += idleness.stack(samples.stack(row)) ? 1 : 0;
      }
    }
    if (idleSamples == 0) {
      return 0;
    }
    int io = ThreadState.IO.ordinal();
    double taken = sums[io] * idleSamples / seen;
    sums[io] -= taken;
    return taken;
  }

  private static ThreadState state(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> ThreadState.BLOCKED;
      case PARK, PINNED -> ThreadState.PARKED;
      case SLEEP -> ThreadState.SLEEPING;
      case WAIT -> ThreadState.WAITING;
      case SOCKET_READ, SOCKET_WRITE, FILE_READ, FILE_WRITE -> ThreadState.IO;
      case CLASS_LOAD -> ThreadState.CLASS_LOADING;
    };
  }
}
