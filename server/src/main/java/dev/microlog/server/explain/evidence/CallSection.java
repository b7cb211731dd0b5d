package dev.microlog.server.explain.evidence;

import dev.microlog.server.explain.facts.Call;
import dev.microlog.server.explain.facts.Facts;
import dev.microlog.server.explain.facts.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The condensed call tree of each role. */
final class CallSection {
  /** More rows of calls are not needed once that share of the time is accounted for. */
  private static final double COVERED = 0.95;

  private final Facts facts;
  private double covered = 1;

  CallSection(Facts facts) {
    this.facts = facts;
  }

  Section section() {
    var section =
        new Section('C', "CALLS (condensed tree; time of running and waiting, by role)", 4);
    List<Call> calls = facts.calls();
    Integer[] order = new Integer[calls.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    // A caller comes before its calls in the tree and has at least their time.
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> calls.get(i).totalMicros())
            .reversed()
            .thenComparing(i -> i));
    for (int i : order) {
      Call call = calls.get(i);
      section.add(text(call), call.depth() * 2, place(call), call, i);
    }
    section.enough(enough(order));
    section.rest(
        left -> {
          double micros = uncoveredMicros(order, calls.size() - left.size());
          covered = 1 - Figures.share(micros, facts.busyMicros());
          return micros <= 0 ? null : notShown(left, micros);
        });
    return section;
  }

  /** So many rows that the time is accounted for and no large call is missing. */
  private int enough(Integer[] order) {
    List<Call> calls = facts.calls();
    int rows = 1;
    while (rows < order.length
        && (calls.get(order[rows]).shareOfAll() >= 0.01
            || uncoveredMicros(order, rows) > (1 - COVERED) * facts.busyMicros())) {
      rows++;
    }
    return rows;
  }

  /** The time of calls of which no row is shown but some caller's, or none at all. */
  private double uncoveredMicros(Integer[] order, int shown) {
    List<Call> calls = facts.calls();
    boolean[] isShown = new boolean[calls.size()];
    for (int i = 0; i < shown; i++) {
      isShown[order[i]] = true;
    }
    double sum = 0;
    int hiddenDepth = Integer.MAX_VALUE;
    for (int i = 0; i < isShown.length; i++) {
      int depth = calls.get(i).depth();
      if (depth <= hiddenDepth) {
        hiddenDepth = Integer.MAX_VALUE;
      }
      if (hiddenDepth == Integer.MAX_VALUE && !isShown[i]) {
        sum += calls.get(i).totalMicros();
        hiddenDepth = depth;
      }
    }
    return sum;
  }

  private String notShown(List<Section.Candidate> left, double micros) {
    List<String> largest = new ArrayList<>();
    for (Section.Candidate candidate : left.subList(0, Math.min(3, left.size()))) {
      Call call = (Call) candidate.fact();
      largest.add(call.label() + " " + Figures.time(call.totalMicros()));
    }
    return "not shown: "
        + Figures.time(micros)
        + " ("
        + Figures.percent(Figures.share(micros, facts.busyMicros()))
        + ") in "
        + Figures.count(left.size(), "smaller call")
        + ", the largest "
        + String.join("; ", largest);
  }

  private static String text(Call call) {
    StringBuilder row = new StringBuilder();
    if (call.depth() == 0) {
      row.append(call.role().name()).append(": ");
    }
    row.append(call.label()).append(": ").append(Figures.time(call.totalMicros()));
    row.append(" (").append(Figures.percent(call.shareOfAll())).append(')');
    if (call.cpuMicros() > 0) {
      row.append(", CPU ")
          .append(Figures.percent(Figures.share(call.cpuMicros(), call.totalMicros())));
    }
    if (Figures.share(call.waitMicros(), call.totalMicros()) >= 0.02) {
      row.append(", ")
          .append(Figures.percent(Figures.share(call.waitMicros(), call.totalMicros())))
          .append(" waiting, mostly ")
          .append(call.waitWord());
    }
    if (call.calls() > 1) {
      row.append(", seen ").append(call.calls()).append("×, longest ");
      row.append(Figures.time(call.longestMicros()));
    }
    return row.toString();
  }

  private Place place(Call call) {
    return call.longestThread() < 0
        ? Place.whole(
            facts, call.role().size() == 1 ? call.role().firstThread() : -1, call.method())
        : Place.range(
            facts.names(),
            call.longestThread(),
            call.longestStart(),
            call.longestStart() + call.longestMicros(),
            call.method());
  }

  /** How much of the time the shown rows account for; known once the section has been written. */
  double covered() {
    return covered;
  }
}
