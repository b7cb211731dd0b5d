package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.LogGroup;
import dev.microlog.server.explain.facts.Logs;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.server.explain.facts.Plain;
import dev.microlog.timeline.Level;
import java.util.Arrays;
import java.util.List;

/** What the program logged, threw and named. */
final class LogSections {
  private final Facts facts;

  LogSections(Facts facts) {
    this.facts = facts;
  }

  Section log() {
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
          Place.whole(facts, -1, -1),
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
          Place.whole(facts, -1, -1),
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

  Section regions() {
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
