package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Focus;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.server.explain.facts.Plain;
import dev.microlog.server.explain.facts.Role;
import dev.microlog.timeline.RecordingInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was recorded, or what of it is selected. */
final class ProgramSection {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Facts facts;

  ProgramSection(Facts facts) {
    this.facts = facts;
  }

  Section section() {
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
      section.add(length(recording), Place.whole(facts, -1, -1), new Object());
      section.add(jvm(recording), Place.NOWHERE, new Object());
    } else {
      section.add(
          selection(),
          Place.whole(facts, facts.focus().thread(), facts.focus().method()),
          new Object());
    }
    section.add(load(), Place.whole(facts, -1, -1), "load");
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
}
