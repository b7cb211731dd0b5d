package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Rules that tell from the facts what is wrong, each with its evidence and what to do.
 *
 * <p>The weight of a problem is about the share of their time that it takes from those who suffer
 * from it, so that a lock which a third of all requests wait for comes before a method that is
 * merely busy.
 */
final class ProblemRules {
  private final List<RuleGroup> groups;

  /**
   * @param cite gives the citation of a fact with a blank before it, empty if its row is not shown
   */
  ProblemRules(Facts facts, Function<Object, String> cite) {
    groups =
        List.of(
            new WaitRules(facts, cite),
            new MemoryRules(facts, cite),
            new FindingRules(facts, cite),
            new LogRules(facts, cite),
            new CpuRules(facts, cite));
  }

  /** The problems, the most harmful first. */
  List<Problem> find() {
    List<Problem> problems = new ArrayList<>();
    groups.forEach(group -> problems.addAll(group.find()));
    problems.sort(Comparator.comparingDouble(Problem::weight).reversed());
    return problems;
  }
}
