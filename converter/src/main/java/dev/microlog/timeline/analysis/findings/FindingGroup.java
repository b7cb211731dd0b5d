package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings that say the same of the same method: ten slow calls of one method are one thing to look
 * at.
 *
 * @param title one line
 * @param findings the gravest first; never empty
 */
public record FindingGroup(String title, List<Finding> findings) {
  public FindingGroup {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("a group without findings: " + title);
    }
  }

  public Finding.Kind kind() {
    return findings.get(0).kind();
  }

  /** The gravest of its findings. */
  public Finding.Severity severity() {
    return findings.get(0).severity();
  }

  /** Findings in groups, the gravest first, else in the order in which they come. */
  public static List<FindingGroup> of(Timeline timeline, List<Finding> findings) {
    Map<String, List<Finding>> byKey = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byKey.computeIfAbsent(key(finding), k -> new ArrayList<>()).add(finding);
    }
    List<FindingGroup> groups = new ArrayList<>();
    for (List<Finding> members : byKey.values()) {
      members.sort(
          Comparator.comparingInt((Finding finding) -> -finding.severity().ordinal())
              .thenComparingDouble(finding -> -finding.durationMicros()));
      groups.add(new FindingGroup(title(timeline, members), members));
    }
    groups.sort(Comparator.comparingInt(group -> -group.severity().ordinal()));
    return groups;
  }

  private static String key(Finding finding) {
    boolean byMethod =
        switch (finding.kind()) {
          case ANOMALY, LOW_CPU, FD_LEAK, MEMORY_LEAK -> finding.method() >= 0;
          case LOCK, RULE, DATA_LOSS -> false;
        };
    return finding.kind().id() + (byMethod ? " " + finding.method() : "\n" + finding.title());
  }

  private static String title(Timeline timeline, List<Finding> findings) {
    Finding first = findings.get(0);
    if (findings.size() == 1) {
      return first.title();
    }
    String name = first.method() < 0 ? "" : timeline.methods().shortName(first.method());
    int count = findings.size();
    return switch (first.kind()) {
      case ANOMALY ->
          name
              + ": "
              + count
              + " slow calls, the longest "
              + Figures.duration(first.durationMicros());
      case FD_LEAK -> count + " descriptors that " + name + " opened were never closed";
      case MEMORY_LEAK -> count + " kinds of objects that " + name + " makes pile up";
      case LOW_CPU -> name + " mostly waits: " + count + " kinds of waits";
      case LOCK, RULE, DATA_LOSS -> first.title() + " (" + count + ")";
    };
  }
}
