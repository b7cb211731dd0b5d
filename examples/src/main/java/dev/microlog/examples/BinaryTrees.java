package dev.microlog.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Builds and counts millions of short-lived trees, after the benchmark of the same name: work for
 * the garbage collector.
 *
 * <p><b>What to look for.</b> The lane of the collections is busy from start to end, the heap is a
 * saw with fine teeth, and the allocation rate is high, yet the pauses are short: nearly everything
 * dies young. The one tree that lives on is the floor of the saw. {@code BinaryTrees$Tree.grow} and
 * {@code BinaryTrees$Tree.count} call themselves: the flame chart is as deep as the trees.
 */
public final class BinaryTrees {
  private static final int DEPTH = 14;

  private BinaryTrees() {}

  /** A node with two children, or a leaf with none. */
  private record Tree(@Nullable Tree left, @Nullable Tree right) {
    static Tree grow(int depth) {
      return depth == 0 ? new Tree(null, null) : new Tree(grow(depth - 1), grow(depth - 1));
    }

    int count() {
      return 1 + (left == null ? 0 : left.count()) + (right == null ? 0 : right.count());
    }
  }

  /** Plants trees on two threads for four seconds and a half. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    var pace = Pace.seconds(4.5);
    Tree longLived = Tree.grow(DEPTH + 4);
    ExecutorService gardeners =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "gardener"));
    List<Future<Long>> plots = new ArrayList<>();
    for (int depth : new int[] {8, DEPTH}) {
      plots.add(gardeners.submit(() -> plant(depth, pace)));
    }
    for (Future<Long> plot : plots) {
      System.out.printf("%,d nodes came and went%n", plot.get());
    }
    gardeners.shutdown();
    System.out.printf("%,d nodes stayed%n", longLived.count());
  }

  private static long plant(int depth, Pace pace) {
    long nodes = 0;
    while (pace.running()) {
      nodes += Tree.grow(depth).count();
    }
    return nodes;
  }
}
