package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Issue;
import dev.microlog.server.explain.facts.Role;
import dev.microlog.server.explain.facts.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What groups of rules have in common: the facts, where problems go, and how they are put. */
abstract class RuleGroup {
  static final int MOST_CITED = 3;

  final Facts facts;
  final Function<Object, String> cite;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param cite gives the citation of a fact with a blank before it, empty if its row is not shown
   */
  RuleGroup(Facts facts, Function<Object, String> cite) {
    this.facts = facts;
    this.cite = cite;
  }

  /** Looks at the facts, and adds what is wrong. */
  abstract void apply();

  /** The problems, in the order in which they were found. */
  final List<Problem> find() {
    apply();
    return problems;
  }

  final void add(double weight, String sentence, String advice) {
    problems.add(new Problem(weight, sentence, advice));
  }

  final double ofBusy(double micros) {
    return Figures.share(micros, facts.busyMicros());
  }

  final @Nullable Role role(Waiting waiting) {
    for (Role role : facts.roles()) {
      if (role.name().equals(waiting.role())) {
        return role;
      }
    }
    return null;
  }

  final double ofRole(Waiting waiting) {
    Role role = role(waiting);
    return role == null ? 0 : Figures.share(waiting.totalMicros(), role.busyMicros());
  }

  /** {@code 15 times, 5.96 s in all (35 % of its time), up to 472 ms}. */
  final String extent(Waiting waiting) {
    String share =
        " (" + Figures.percent(ofRole(waiting)) + " of the time of `" + waiting.role() + "`)";
    return waiting.count() == 1
        ? "for " + Figures.time(waiting.totalMicros()) + share
        : Figures.count(waiting.count(), "time")
            + ", "
            + Figures.time(waiting.totalMicros())
            + " in all"
            + share
            + ", up to "
            + Figures.time(waiting.longestMicros());
  }

  static String in(String where) {
    return where.isEmpty() ? "" : " in " + codes(where);
  }

  /** {@code A.b:3 for C.d} as two pieces of code. */
  static String codes(String where) {
    return "`" + where.replace(" for ", "` for `") + "`";
  }

  static String code(String text) {
    return text.replace('`', '\'');
  }

  /** Data inside our Markdown: as code, so that nothing in it is markup. */
  static String quoted(String text) {
    return "`" + code(text) + "`";
  }

  /** What keeps an object or a descriptor, in brackets. */
  static String keeper(Issue leak) {
    return leak.reason().isEmpty() ? "" : " (" + quoted(leak.reason()) + ")";
  }

  /** The rows of the first few. */
  final String cited(List<Issue> issues) {
    StringBuilder text = new StringBuilder();
    for (Issue issue : issues.subList(0, Math.min(MOST_CITED, issues.size()))) {
      text.append(cite.apply(issue));
    }
    return text.toString();
  }
}
