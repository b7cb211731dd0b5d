package dev.microlog.server.explain.facts;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of what a focus contains, computed once: for the evidence and for the rules.
 */
public final class Facts {
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

  public static Facts of(Spans spans, Focus focus) {
    return new Facts(spans, focus);
  }

  public Timeline timeline() {
    return timeline;
  }

  public Focus focus() {
    return focus;
  }

  public Names names() {
    return names;
  }

  public List<Role> roles() {
    return roles;
  }

  /** Time in which the program's threads did not wait for work, over all of them. */
  public double busyMicros() {
    return busyMicros;
  }

  /** CPU time of all samples in the focus. */
  double cpuMicros() {
    return cpuMicros;
  }

  public boolean cpuExact() {
    return cpuExact;
  }

  public List<Call> calls() {
    return calls;
  }

  /** Waits but I/O, those with most time first. */
  public List<Waiting> waits() {
    return waits;
  }

  public List<Waiting> io() {
    return io;
  }

  public List<Hot> cpu() {
    return cpu;
  }

  /** CPU time by the program's own method that it was for. */
  public List<Hot> cpuByOwn() {
    return cpuByOwn;
  }

  public List<Hot> allocations() {
    return allocations;
  }

  public Memory memory() {
    return memory;
  }

  public Logs logs() {
    return logs;
  }

  public List<Issue> issues() {
    return issues;
  }
}
