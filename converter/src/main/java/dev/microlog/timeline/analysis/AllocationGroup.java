package dev.microlog.timeline.analysis;

import dev.microlog.timeline.AllocationTable;
import dev.microlog.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was allocated: samples of one class. The recorder takes few of the allocations, each with
 * the weight of those that it stands for.
 *
 * @param className with dots; empty where the recording does not say
 * @param bytes the weights of the samples
 * @param count how many samples there are
 * @param method where most of it was allocated: the innermost method of yours, else of a library;
 *     -1 if that is not known
 */
public record AllocationGroup(String className, double bytes, int count, int method) {

  /** The allocations in a selection by class, the largest first. */
  public static List<AllocationGroup> of(Timeline timeline, Selection selection) {
    AllocationTable allocations = timeline.allocations();
    Map<Integer, Group> groups = new HashMap<>();
    int[] blamed = new int[timeline.stacks().size()];
    for (int row = 0; row < allocations.size(); row++) {
      if (selection.has(allocations.timeMicros(row)) && selection.has(allocations.thread(row))) {
        int name = allocations.classNameString(row);
        Group group = groups.computeIfAbsent(name, k -> new Group(name));
        group.bytes += allocations.weightBytes(row);
        group.count++;
        int method = method(timeline, allocations.stack(row), blamed);
        if (method >= 0) {
          group.byMethod.merge(method, allocations.weightBytes(row), Double::sum);
        }
      }
    }
    List<AllocationGroup> list = new ArrayList<>();
    for (Group group : groups.values()) {
      String name = group.name < 0 ? "" : timeline.strings().text(group.name);
      list.add(new AllocationGroup(name, group.bytes, group.count, group.heaviest()));
    }
    list.sort(
        Comparator.comparingDouble((AllocationGroup group) -> -group.bytes)
            .thenComparing(AllocationGroup::className));
    return list;
  }

  /** {@code known} keeps answers, plus 2 so that 0 says "not known yet". */
  private static int method(Timeline timeline, int stack, int[] known) {
    if (stack < 0) {
      return -1;
    }
    if (known[stack] == 0) {
      known[stack] = Callers.blamed(timeline, stack) + 2;
    }
    return known[stack] - 2;
  }

  private static final class Group {
    private final int name;
    private final Map<Integer, Double> byMethod = new HashMap<>();
    private double bytes;
    private int count;

    Group(int name) {
      this.name = name;
    }

    int heaviest() {
      int best = -1;
      double most = -1;
      for (Map.Entry<Integer, Double> entry : byMethod.entrySet()) {
        if (entry.getValue() > most) {
          best = entry.getKey();
          most = entry.getValue();
        }
      }
      return best;
    }
  }
}
