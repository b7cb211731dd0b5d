package dev.microlog.timeline.codec;

import dev.microlog.timeline.Finding;
import dev.microlog.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;

/** Findings, one after the other: there are few of them. */
final class FindingSection {
  private static final Finding.Kind[] KINDS = Finding.Kind.values();
  private static final Finding.Severity[] SEVERITIES = Finding.Severity.values();

  private FindingSection() {}

  static void write(List<Finding> findings, BytesWriter out) {
    out.count(findings.size());
    for (Finding finding : findings) {
      out.count(finding.kind().ordinal());
      out.count(finding.severity().ordinal());
      out.text(finding.title());
      out.text(finding.detail());
      out.reference(finding.thread());
      out.signed(finding.startMicros());
      out.signed(finding.durationMicros());
      out.reference(finding.method());
    }
  }

  static void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int size = in.rowCount();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int kind = in.count();
      int severity = in.count();
      if (kind >= KINDS.length || severity >= SEVERITIES.length) {
        throw new MalformedTimelineException("finding of kind " + kind + ", severity " + severity);
      }
      findings.add(
          new Finding(
              KINDS[kind],
              SEVERITIES[severity],
              in.text(),
              in.text(),
              in.reference(builder.threads().size()),
              in.signed(),
              in.signed(),
              in.reference(builder.methods().size())));
    }
    findings.forEach(builder::add);
  }
}
