package dev.microlog.server.explain;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Spans;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of what a focus contains, computed once: for the evidence and for the rules.
 */
final class Facts {
  private final Timeline timeline;
  private final Focus focus;
  private final Names names;
  private final Memory memory;
  private final Logs logs;
  private final List<Role> roles;
  private final double busyMicros;
  private final List<Call> calls = new ArrayList<>();
  private final List<Waiting> waits = new ArrayList<>();
  private final List<Waiting> io = new ArrayList<>();
  private final List<Hot> cpu;
  private final List<Hot> cpuByOwn;
  private final List<Hot> allocations;
  private final List<Issue> issues;
  private final boolean cpuExact;
  private final double cpuMicros;

  private Facts(Spans spans, Focus focus) {
    timeline = spans.timeline();
    this.focus = focus.within(timeline);
    names = new Names(timeline);
    var idleness = new Idleness(timeline);
    roles = new Roles(spans, this.focus, idleness, names).find();
    double busy = 0;
    for (Role role : roles) {
      busy += role.jvm() ? 0 : role.busyMicros();
    }
    busyMicros = busy;
    for (Role role : roles) {
      if (!role.jvm()) {
        calls.addAll(new Calls(spans, this.focus, names, idleness, role, busyMicros).condensed());
      }
    }
    for (Waiting waiting : new Waits(spans, this.focus, names, idleness).find(roles)) {
      (waiting.kind().isIo() ? io : waits).add(waiting);
    }
    var spots = new HotSpots(spans, this.focus, names);
    cpu = spots.cpu();
    cpuByOwn = spots.cpuByOwn();
    allocations = spots.allocations();
    memory = new Memory(timeline, this.focus);
    logs = new Logs(timeline, this.focus, names);
    issues = new Issues(spans, this.focus, names, idleness).find();
    cpuExact = spans.cpuTime().isExact();
    cpuMicros = cpu.stream().mapToDouble(Hot::weight).sum();
  }

  static Facts of(Spans spans, Focus focus) {
    return new Facts(spans, focus);
  }

  Timeline timeline() {
    return timeline;
  }

  Focus focus() {
    return focus;
  }

  Names names() {
    return names;
  }

  List<Role> roles() {
    return roles;
  }

  /** Time in which the program's threads did not wait for work, over all of them. */
  double busyMicros() {
    return busyMicros;
  }

  /** CPU time of all samples in the focus. */
  double cpuMicros() {
    return cpuMicros;
  }

  boolean cpuExact() {
    return cpuExact;
  }

  List<Call> calls() {
    return calls;
  }

  /** Waits but I/O, those with most time first. */
  List<Waiting> waits() {
    return waits;
  }

  List<Waiting> io() {
    return io;
  }

  List<Hot> cpu() {
    return cpu;
  }

  /** CPU time by the program's own method that it was for. */
  List<Hot> cpuByOwn() {
    return cpuByOwn;
  }

  List<Hot> allocations() {
    return allocations;
  }

  Memory memory() {
    return memory;
  }

  Logs logs() {
    return logs;
  }

  List<Issue> issues() {
    return issues;
  }
}
