package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Waiting;
import java.util.List;

/** What threads waited for. */
final class WaitSections {
  private final Facts facts;

  WaitSections(Facts facts) {
    this.facts = facts;
  }

  Section waits() {
    var section = new Section('W', "WAITS AND LOCKS", 2);
    for (Waiting waiting : facts.waits()) {
      section.add(text(waiting), place(waiting), waiting);
    }
    section.enough(20);
    section.rest(WaitSections::moreWaits);
    return section;
  }

  Section io() {
    var section =
        new Section('I', "I/O (each read or write that took long enough to be recorded)", 1.2);
    for (Waiting waiting : facts.io()) {
      section.add(text(waiting), place(waiting), waiting);
    }
    section.enough(15);
    section.rest(WaitSections::moreWaits);
    return section;
  }

  private static String moreWaits(List<Section.Candidate> left) {
    double sum = left.stream().mapToDouble(c -> ((Waiting) c.fact()).totalMicros()).sum();
    return Figures.count(left.size(), "more group") + " with together " + Figures.time(sum);
  }

  private Place place(Waiting waiting) {
    return Place.range(
        facts.names(),
        waiting.longestThread(),
        waiting.longestStart(),
        waiting.longestStart() + waiting.longestMicros(),
        waiting.method());
  }

  private static String text(Waiting waiting) {
    StringBuilder row = new StringBuilder(waiting.role()).append(' ');
    row.append(waiting.word());
    if (!waiting.entry().isEmpty()) {
      row.append(" by ").append(waiting.entry());
    }
    if (!waiting.detail().isEmpty()) {
      row.append(" (").append(waiting.detail()).append(')');
    }
    if (!waiting.where().isEmpty()) {
      row.append(" in ").append(waiting.where());
    }
    row.append(": ").append(Figures.time(waiting.totalMicros()));
    if (waiting.count() > 1) {
      row.append(" in ").append(waiting.count()).append(" waits, longest ");
      row.append(Figures.time(waiting.longestMicros()));
    }
    row.append(" at ").append(Figures.time(waiting.longestStart()));
    if (waiting.bytes() > 0) {
      row.append(", ").append(Figures.bytes(waiting.bytes()));
    }
    if (!waiting.owner().isEmpty()) {
      row.append("; held by ").append(waiting.owner());
      row.append(waiting.ownerDid().isEmpty() ? "" : ", which then was " + waiting.ownerDid());
    }
    return row.toString();
  }
}
