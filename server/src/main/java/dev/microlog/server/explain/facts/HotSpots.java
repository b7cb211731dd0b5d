package dev.microlog.server.explain.facts;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds where CPU time was used and where memory was allocated, each with the code it was for. */
final class HotSpots {
  private record Key(int method, String what) {}

  private final Spans spans;
  private final Timeline timeline;
  private final Focus focus;
  private final Names names;

  HotSpots(Spans spans, Focus focus, Names names) {
    this.spans = spans;
    this.timeline = spans.timeline();
    this.focus = focus;
    this.names = names;
  }

  /** CPU time by the method that ran. */
  List<Hot> cpu() {
    Map<Key, Group> groups = new LinkedHashMap<>();
    double all = groupCpu(groups, stack -> new Key(timeline.methodAt(stack), ""));
    return result(groups, all);
  }

  /**
   * CPU time by the program's own method that it was for, with the method that ran most for it if
   * that is another one.
   */
  List<Hot> cpuByOwn() {
    Map<Integer, Group> groups = new LinkedHashMap<>();
    double all =
        groupCpu(
            groups,
            stack -> {
              int own = names.own(stack);
              return own < 0 ? null : own;
            });
    List<Hot> result = new ArrayList<>();
    for (Map.Entry<Integer, Group> entry : groups.entrySet()) {
      int method = entry.getKey();
      Group group = entry.getValue();
      int stack = group.heaviestStack();
      int leaf = group.heaviestLeaf();
      int caller = names.ownBelow(stack, method);
      result.add(
          new Hot(
              method,
              names.brief(method),
              group.weight,
              Figures.share(group.weight, all),
              caller < 0 ? "" : names.brief(caller),
              leaf == method ? "" : names.brief(leaf),
              group.thread,
              group.samples));
    }
    result.sort(Comparator.comparingDouble(Hot::weight).reversed().thenComparing(Hot::name));
    return result;
  }

  /**
   * Adds the CPU time of each sample to its group.
   *
   * @param of the group of a stack, null if it is in none
   * @return the CPU time of all samples, those in no group included
   */
  private <K> double groupCpu(Map<K, Group> groups, IntFunction<@Nullable K> of) {
    SampleTable samples = timeline.samples();
    double all = 0;
    for (int row = 0; row < samples.size(); row++) {
      int stack = samples.stack(row);
      double micros = spans.cpuTime().micros(row);
      if (micros > 0 && stack >= 0 && isIn(samples.thread(row), samples.timeMicros(row), stack)) {
        all += micros;
        K key = of.apply(stack);
        if (key != null) {
          groups.computeIfAbsent(key, k -> new Group()).add(micros, stack, samples.thread(row));
        }
      }
    }
    return all;
  }

  /** Allocated bytes by the class of the objects and the method that made them. */
  List<Hot> allocations() {
    AllocationTable table = timeline.allocations();
    Map<Key, Group> groups = new LinkedHashMap<>();
    double all = 0;
    for (int row = 0; row < table.size(); row++) {
      int stack = table.stack(row);
      if (isIn(table.thread(row), table.timeMicros(row), stack)) {
        all += table.weightBytes(row);
        int own = names.own(stack);
        int method = own >= 0 ? own : names.leaf(stack);
        groups
            .computeIfAbsent(
                new Key(method, Plain.line(table.className(row), 100)), k -> new Group())
            .add(table.weightBytes(row), stack, table.thread(row));
      }
    }
    return result(groups, all);
  }

  private boolean isIn(int thread, double micros, int stack) {
    if (!focus.has(micros) || !focus.hasThread(thread) || names.isRecording(stack)) {
      return false;
    }
    if (focus.method() < 0) {
      return true;
    }
    for (int node = stack; node >= 0; node = timeline.stacks().parent(node)) {
      if (timeline.methodAt(node) == focus.method()) {
        return true;
      }
    }
    return false;
  }

  private List<Hot> result(Map<Key, Group> groups, double all) {
    List<Hot> result = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            result.add(
                new Hot(
                    key.method(),
                    key.method() < 0 ? "(unknown)" : names.brief(key.method()),
                    group.weight,
                    Figures.share(group.weight, all),
                    caller(key.method(), group.heaviestStack()),
                    key.what(),
                    group.thread,
                    group.samples)));
    result.sort(
        Comparator.comparingDouble(Hot::weight)
            .reversed()
            .thenComparing(Hot::name)
            .thenComparing(Hot::what));
    return result;
  }

  /** Whose code it was for: the own method with its line, or who called that. */
  private String caller(int method, int stack) {
    int own = names.own(stack);
    if (own == method) {
      int caller = names.ownBelow(stack, own);
      return caller < 0 ? "" : names.brief(caller);
    }
    return own < 0 ? "" : names.ownWithLine(stack);
  }

  private final class Group {
    private double weight;
    private int samples;
    private int thread = -1;
    private final Map<Integer, Double> stacks = new LinkedHashMap<>();

    void add(double weight, int stack, int thread) {
      this.weight += weight;
      samples++;
      stacks.merge(stack, weight, Double::sum);
      this.thread = this.thread < 0 ? thread : this.thread;
    }

    /** The method that ran most. */
    int heaviestLeaf() {
      Map<Integer, Double> leaves = new LinkedHashMap<>();
      stacks.forEach(
          (stack, micros) -> leaves.merge(timeline.methodAt(stack), micros, Double::sum));
      return leaves.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse(-1);
    }

    int heaviestStack() {
      int best = -1;
      double most = -1;
      for (Map.Entry<Integer, Double> entry : stacks.entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          best = entry.getKey();
        }
      }
      return best;
    }
  }
}
