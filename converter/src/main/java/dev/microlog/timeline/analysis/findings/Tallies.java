package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.StackTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Callers;
import dev.microlog.timeline.analysis.Figures;
import dev.microlog.timeline.analysis.IntSort;
import dev.microlog.timeline.analysis.design.DesignClasses;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Adds up what rules look for, by the method to blame for it. */
final class Tallies {
  private final Timeline timeline;
  private final Spans spans;
  private final boolean[] ofRecorder;

  Tallies(Spans spans) {
    this.spans = spans;
    timeline = spans.timeline();
    ofRecorder = marked(DesignClasses::isRecorder);
  }

  Tally none() {
    return new Tally();
  }

  /** CPU time of the whole recording, in µs. */
  double cpuInAll() {
    double sum = 0;
    for (int row = 0; row < timeline.samples().size(); row++) {
      sum += spans.cpuTime().micros(row);
    }
    return sum;
  }

  /** CPU time spent below a wanted method. */
  Tally cpuIn(Predicate<String> wanted) {
    boolean[] marked = marked(wanted);
    SampleTable samples = timeline.samples();
    Tally tally = none();
    for (int row = 0; row < samples.size(); row++) {
      double cpu = spans.cpuTime().micros(row);
      int stack = samples.stack(row);
      if (cpu > 0 && stack >= 0 && marked[stack]) {
        tally.add(samples.thread(row), samples.timeMicros(row), cpu, cpu, stack);
      }
    }
    return tally;
  }

  /** For each node of the stack table whether a method on the way to its root is wanted. */
  private boolean[] marked(Predicate<String> wanted) {
    MethodTable methods = timeline.methods();
    boolean[] method = new boolean[methods.size()];
    for (int row = 0; row < method.length; row++) {
      method[row] = wanted.test(methods.qualifiedName(row));
    }
    StackTable stacks = timeline.stacks();
    boolean[] marked = new boolean[stacks.size()];
    for (int node = 0; node < marked.length; node++) {
      int parent = stacks.parent(node);
      marked[node] = method[timeline.methodAt(node)] || (parent >= 0 && marked[parent]);
    }
    return marked;
  }

  /** Samples of any kind in a wanted method, each for its period. */
  Tally samplesIn(Predicate<String> wanted) {
    boolean[] marked = marked(wanted);
    SampleTable samples = timeline.samples();
    Tally tally = none();
    for (int row = 0; row < samples.size(); row++) {
      int stack = samples.stack(row);
      if (stack >= 0 && marked[stack]) {
        double weight = spans.joining().periodMicros(row);
        tally.add(samples.thread(row), samples.timeMicros(row), weight, weight, stack);
      }
    }
    return tally;
  }

  /** Samples of any kind whose innermost method is wanted, each for its period. */
  Tally samplesAt(Predicate<String> wanted) {
    SampleTable samples = timeline.samples();
    Tally tally = none();
    for (int row = 0; row < samples.size(); row++) {
      int leaf = Callers.leaf(timeline, samples.stack(row));
      if (leaf >= 0 && wanted.test(timeline.methods().qualifiedName(leaf))) {
        double weight = spans.joining().periodMicros(row);
        tally.add(samples.thread(row), samples.timeMicros(row), weight, weight, samples.stack(row));
      }
    }
    return tally;
  }

  /** Wanted rows of the wait table. */
  Tally waits(IntPredicate wanted) {
    WaitTable waits = timeline.waits();
    Tally tally = none();
    for (int row = 0; row < waits.size(); row++) {
      if (wanted.test(row)) {
        double micros = waits.durationMicros(row);
        tally.add(waits.thread(row), waits.startMicros(row), micros, micros, waits.stack(row));
      }
    }
    return tally;
  }

  /** Sums what a rule saw, and where: by the method to blame. */
  final class Tally {
    private final double[] weights = new double[timeline.methods().size() + 1];
    private final int[] counts = new int[weights.length];
    private final double[] longest = new double[weights.length];
    private final double[] startOf = new double[weights.length];
    private final int[] threadOf = new int[weights.length];
    private double weight;
    private int count;

    private Tally() {}

    /** The sum of what was added: µs, bytes or a number. */
    double weight() {
      return weight;
    }

    int count() {
      return count;
    }

    /**
     * What the recorder does is nobody's fault.
     *
     * @param micros how long it lasted; 0 for an instant
     */
    void add(int thread, double start, double micros, double amount, int stack) {
      if (stack >= 0 && ofRecorder[stack]) {
        return;
      }
      int at = Callers.blamed(timeline, stack) + 1;
      weight += amount;
      count++;
      weights[at] += amount;
      if (counts[at]++ == 0 || micros > longest[at]) {
        longest[at] = micros;
        startOf[at] = start;
        threadOf[at] = thread;
      }
    }

    /** The weightiest methods, with the place where each was seen longest. */
    List<Advice.Evidence> evidence(String verb, boolean isTime) {
      IntColumn found = new IntColumn();
      for (int at = 0; at < weights.length; at++) {
        if (counts[at] > 0) {
          found.add(at);
        }
      }
      int[] order = found.toArray();
      IntSort.sort(order, (a, b) -> weights[a] > weights[b]);
      List<Advice.Evidence> list = new ArrayList<>();
      for (int i = 0; i < Math.min(AdviceRules.MOST_EVIDENCE, order.length); i++) {
        int at = order[i];
        int method = at - 1;
        String name = method < 0 ? "Unknown code" : timeline.methods().shortName(method);
        String amount = isTime ? Figures.duration(weights[at]) + ", " : "";
        list.add(
            new Advice.Evidence(
                threadOf[at],
                startOf[at],
                longest[at],
                method,
                name + verb + amount + (counts[at] == 1 ? "once" : counts[at] + " times")));
      }
      return list;
    }
  }
}
