package dev.microlog.server.explain.rules;

import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import dev.microlog.server.explain.facts.Hot;
import dev.microlog.server.explain.facts.Issue;
import dev.microlog.server.explain.facts.Memory;
import dev.microlog.timeline.Finding;
import dev.microlog.timeline.PauseKind;
import java.util.List;
import java.util.function.Function;

/** A collector that stops the program, and a heap that grows. */
final class MemoryRules extends RuleGroup {
  MemoryRules(Facts facts, Function<Object, String> cite) {
    super(facts, cite);
  }

  @Override
  void apply() {
    collector();
    kept();
  }

  private void collector() {
    Memory.Pauses pauses = facts.memory().pauses(PauseKind.GC);
    if (pauses == null || (pauses.share() < 0.03 && pauses.longestMicros() < 500_000)) {
      return;
    }
    Hot most = facts.allocations().isEmpty() ? null : facts.allocations().get(0);
    add(
        pauses.share() * 1.5 + 0.03,
        (most == null
                ? "The garbage collector stops the program for "
                : "`"
                    + most.name()
                    + "` allocates most ("
                    + quoted(most.what())
                    + ", "
                    + Figures.percent(most.share())
                    + ")"
                    + cite.apply(most)
                    + ", and the garbage collector stops the program for ")
            + Figures.percent(pauses.share())
            + " of the time, "
            + Figures.count(pauses.count(), "time")
            + ", up to "
            + Figures.time(pauses.longestMicros())
            + " at once"
            + cite.apply(PauseKind.GC)
            + ".",
        most == null
            ? "Allocate less, or give the heap more room" + cite.apply(PauseKind.GC) + "."
            : "Allocate less in `"
                + most.name()
                + "`"
                + cite.apply(most)
                + "; if that must be, give the heap more room.");
  }

  /** A heap that grows, and the old objects that make it grow. */
  private void kept() {
    boolean grows = facts.memory().heapGrows();
    double[] floors = facts.memory().heapFloors();
    List<Issue> leaks =
        facts.issues().stream()
            .filter(issue -> issue.kind() == Finding.Kind.MEMORY_LEAK)
            .filter(issue -> issue.severity() != Finding.Severity.INFO)
            .filter(issue -> !cite.apply(issue).isEmpty())
            .limit(MOST_CITED)
            .toList();
    // What leaks is made all the time; what is only large is made at once.
    List<Issue> steady =
        leaks.stream()
            .filter(leak -> leak.durationMicros() > facts.focus().durationMicros() * 0.5)
            .toList();
    if (grows && floors != null && steady.isEmpty()) {
      add(
          0.05,
          "What stays on the heap grows from "
              + Figures.bytes(floors[1])
              + " to "
              + Figures.bytes(floors[3])
              + cite.apply("heap")
              + ": data that is loaded, or a leak; a longer recording would tell.",
          "");
    } else if (grows && floors != null) {
      leaks = steady;
      String first = leaks.get(0).sentence();
      add(
          0.45,
          "What stays on the heap grows from "
              + Figures.bytes(floors[1])
              + " to "
              + Figures.bytes(floors[3])
              + cite.apply("heap")
              + ": something is kept and not given up; "
              + first
              + keeper(leaks.get(0))
              + cited(leaks)
              + ".",
          "Remove what is no longer needed from "
              + collection(leaks.get(0))
              + ", or bound it"
              + cite.apply(leaks.get(0))
              + ".");
      return;
    }
    for (Issue leak : leaks) {
      add(0.04, leak.sentence() + keeper(leak) + cite.apply(leak) + ".", "");
    }
  }

  /** The collection that keeps objects, by its type and the name of its field. */
  private static String collection(Issue leak) {
    String found = "the collection that keeps it";
    for (String piece : leak.reason().replaceFirst("^kept by ", "").split(" ← ")) {
      if (piece.startsWith("java.util.") && piece.contains(" in field ")) {
        found = quoted(piece);
      }
    }
    return found;
  }
}
