package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Issue;
import dev.microlog.timeline.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the findings say that the other rules do not. */
final class FindingRules extends RuleGroup {
  /** A slow call that waited for something; one that merely computed more is less of a problem. */
  private static final Pattern EXPLAINED =
      Pattern.compile("it (?:waited|was parked|read|wrote|loaded)|stood still");

  FindingRules(Facts facts, Function<Object, String> cite) {
    super(facts, cite);
  }

  @Override
  void apply() {
    descriptors();
    otherFindings();
    anomalies();
  }

  private void descriptors() {
    for (Issue issue : facts.issues()) {
      if (issue.kind() != Finding.Kind.FD_LEAK || cite.apply(issue).isEmpty()) {
        continue;
      }
      // Clients keep a connection or two open on purpose.
      boolean connections =
          issue.sentence().contains("socket") && issue.sentence().matches("[1-8] .*");
      String method = facts.names().brief(issue.method());
      add(
          connections ? 0.03 : 0.35,
          issue.sentence() + keeper(issue) + cite.apply(issue) + ".",
          connections
              ? ""
              : "Close it, best by try-with-resources" + in(method) + cite.apply(issue) + ".");
    }
  }

  private void otherFindings() {
    for (Issue issue : facts.issues()) {
      boolean elsewhere =
          switch (issue.kind()) {
            case FD_LEAK, MEMORY_LEAK, ANOMALY -> true;
            default -> false;
          };
      if (elsewhere || issue.severity() == Finding.Severity.INFO || cite.apply(issue).isEmpty()) {
        continue;
      }
      add(
          issue.severity() == Finding.Severity.ERROR ? 0.3 : 0.12,
          issue.sentence() + cite.apply(issue) + ".",
          issue.kind() == Finding.Kind.DATA_LOSS
              ? "Record again with larger buffers before trusting the figures"
                  + cite.apply(issue)
                  + "."
              : "");
    }
  }

  /** Slow calls of one method are one problem, with the slowest as the example. */
  private void anomalies() {
    Map<Integer, List<Issue>> byMethod = new LinkedHashMap<>();
    for (Issue issue : facts.issues()) {
      if (issue.kind() == Finding.Kind.ANOMALY && !cite.apply(issue).isEmpty()) {
        byMethod.computeIfAbsent(issue.method(), m -> new ArrayList<>()).add(issue);
      }
    }
    for (List<Issue> calls : byMethod.values()) {
      Issue worst = calls.get(0);
      if (worst.sentence().contains("): it slept")) {
        continue;
      }
      double share = Figures.share(worst.durationMicros(), facts.focus().durationMicros());
      String more =
          calls.size() == 1 ? "" : "; so did " + Figures.count(calls.size() - 1, "other call");
      add(
          EXPLAINED.matcher(worst.sentence()).find() ? 0.03 + Math.min(0.09, share * 0.3) : 0.03,
          "A call of " + worst.sentence() + more + cited(calls) + ".",
          "");
    }
  }
}
