package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes evidence: one text, deterministic for the same recording and focus, no longer than asked.
 *
 * <p>Every section gets a share of the room by its weight and shows its most important rows; what
 * it leaves out it says in a row of its own.
 */
public final class EvidenceWriter {
  private final Facts facts;
  private final String prefix;
  private final List<EvidenceRow> rows = new ArrayList<>();
  private final IdentityHashMap<Object, String> ids = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param prefix before each id, to tell the rows of a selection from those of the whole
   */
  public EvidenceWriter(Facts facts, String prefix) {
    this.facts = facts;
    this.prefix = prefix;
  }

  /** Writes no more than about that many tokens. */
  public Evidence write(int tokens) {
    int most = Math.clamp(tokens, Evidence.LEAST_TOKENS, Evidence.MOST_TOKENS);
    int room = (int) (most * 3.5);
    Section program = new ProgramSection(facts).section();
    var calls = new CallSection(facts);
    var waits = new WaitSections(facts);
    var issues = new IssueSections(facts);
    var log = new LogSections(facts);
    appendAll(program, program.fitting(room));
    List<Section> sections = new ArrayList<>();
    for (Section section :
        List.of(
            new ThreadSection(facts).section(),
            calls.section(),
            new HotSection(facts).section(),
            waits.waits(),
            waits.io(),
            new MemorySection(facts).section(),
            issues.anomalies(),
            log.log(),
            issues.findings(),
            log.regions())) {
      if (!section.isEmpty()) {
        sections.add(section);
      }
    }
    // What each section may leave out is said in a line, which also needs room.
    int[] shares = Budget.share(sections, room - text.length() - sections.size() * 100);
    for (int i = 0; i < shares.length; i++) {
      appendAll(sections.get(i), sections.get(i).fitting(shares[i]));
    }
    return new Evidence(text.toString(), rows, Evidence.tokens(text.length()), calls.covered());
  }

  /** The id of the row that says a fact, empty if it is not shown. */
  public String id(Object fact) {
    return ids.getOrDefault(fact, "");
  }

  private void appendAll(Section section, List<Section.Candidate> chosen) {
    boolean first = text.isEmpty();
    text.append(first ? "" : "\n").append(section.title());
    text.append(prefix.isEmpty() || first ? "" : ", of the selection").append('\n');
    int shown = chosen.size();
    List<Section.Candidate> ordered = new ArrayList<>(chosen);
    ordered.sort(Comparator.comparingInt(Section.Candidate::order));
    int number = 1;
    for (Section.Candidate candidate : ordered) {
      append(section, number++, candidate.indent(), candidate.text(), candidate.place());
      ids.put(candidate.fact(), rows.get(rows.size() - 1).id());
    }
    String rest = section.restAfter(shown);
    if (rest != null) {
      append(section, number, 0, rest, Place.NOWHERE);
    }
  }

  private void append(Section section, int number, int indent, String line, Place place) {
    String id = prefix + section.letter() + number;
    text.append('[').append(id).append("] ").append(" ".repeat(indent)).append(line).append('\n');
    rows.add(new EvidenceRow(id, line, place));
  }
}
