package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Hot;

/** Methods that use the CPU. */
final class HotSection {
  /** So many of the program's own methods are shown with all that they call. */
  private static final int MOST_OWN = 6;

  private final Facts facts;

  HotSection(Facts facts) {
    this.facts = facts;
  }

  Section section() {
    var section =
        new Section(
            'H',
            "HOT METHODS (CPU time" + (facts.cpuExact() ? "" : ", estimated from samples") + ")",
            1.8);
    int own = 0;
    for (Hot hot : facts.cpuByOwn()) {
      if (hot.share() >= 0.03 && !hot.what().isEmpty() && own++ < MOST_OWN) {
        section.add(
            hot.name()
                + ": "
                + Figures.time(hot.weight())
                + " ("
                + Figures.percent(hot.share())
                + " of CPU) with what it calls of libraries and the JDK, mostly "
                + hot.what()
                + (hot.caller().isEmpty() ? "" : ", called by " + hot.caller()),
            Place.whole(facts, hot.thread(), hot.method()),
            hot);
      }
    }
    for (Hot hot : facts.cpu()) {
      if (hot.share() >= 0.005 && (hot.samples() > 1 || hot.share() >= 0.1)) {
        section.add(
            hot.name()
                + ": "
                + Figures.time(hot.weight())
                + " ("
                + Figures.percent(hot.share())
                + " of CPU) itself"
                + (hot.caller().isEmpty() ? "" : ", mostly for " + hot.caller()),
            Place.whole(facts, hot.thread(), hot.method()),
            hot);
      }
    }
    section.enough(20);
    section.rest(
        left ->
            Figures.count(left.size(), "more method")
                + " with together "
                + Figures.percent(left.stream().mapToDouble(c -> ((Hot) c.fact()).share()).sum())
                + " of CPU itself");
    return section;
  }
}
