package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Issue;
import dev.microlog.timeline.Finding;
import java.util.Locale;

/** What looks wrong. */
final class IssueSections {
  private final Facts facts;

  IssueSections(Facts facts) {
    this.facts = facts;
  }

  private static boolean isAnomaly(Issue issue) {
    return issue.kind() == Finding.Kind.ANOMALY
        || issue.kind() == Finding.Kind.LOW_CPU
        || issue.kind() == Finding.Kind.LOCK;
  }

  Section anomalies() {
    var section = new Section('A', "ANOMALIES", 1.4);
    for (Issue issue : facts.issues()) {
      if (isAnomaly(issue)) {
        section.add(text(issue), place(issue), issue);
      }
    }
    section.enough(12);
    section.rest(left -> left.size() + " more of less weight");
    return section;
  }

  Section findings() {
    var section = new Section('F', "FINDINGS", 1.6);
    for (Issue issue : facts.issues()) {
      if (!isAnomaly(issue)) {
        section.add(text(issue), place(issue), issue);
      }
    }
    section.enough(15);
    section.rest(left -> Figures.count(left.size(), "more finding") + " of less weight");
    return section;
  }

  private static String text(Issue issue) {
    String severity = issue.severity().name().toLowerCase(Locale.ROOT);
    return severity
        + ": "
        + issue.sentence()
        + (issue.reason().isEmpty() ? "" : " - " + issue.reason());
  }

  private Place place(Issue issue) {
    return issue.startMicros() < 0
        ? Place.whole(facts, issue.thread(), issue.method())
        : Place.range(
            facts.names(),
            issue.thread(),
            issue.startMicros(),
            issue.startMicros() + issue.durationMicros(),
            issue.method());
  }
}
