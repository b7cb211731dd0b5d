package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Role;
import java.util.ArrayList;
import java.util.List;

/** Threads by role, and in which states they were. */
final class ThreadSection {
  private final Facts facts;

  ThreadSection(Facts facts) {
    this.facts = facts;
  }

  Section section() {
    var section = new Section('T', "THREADS BY ROLE", 1.2);
    for (Role role : facts.roles()) {
      section.add(
          threads(role), Place.whole(facts, role.size() == 1 ? role.firstThread() : -1, -1), role);
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
}
