package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.LogGroup;
import dev.microlog.server.explain.facts.Logs;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.timeline.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Errors and warnings in the log, and throwables. */
final class LogRules extends RuleGroup {
  LogRules(Facts facts, Function<Object, String> cite) {
    super(facts, cite);
  }

  @Override
  void apply() {
    errors();
    warnings();
    throwables();
  }

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
}
