package dev.microlog.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ten thousand virtual threads on a handful of carriers; some of them are pinned.
 *
 * <p><b>What to look for.</b> The virtual threads are tracks of their own, apart from the carriers
 * of {@code ForkJoinPool-1} that run them: each sleeps, computes for a moment, and sleeps again.
 * While one computes, the sample belongs to it and not to its carrier. One thread of each wave
 * sleeps inside a static initialiser: the native frame below it pins it to its carrier, which can
 * run nobody else meanwhile. These waits are marked as pinned, and their popup says where: {@code
 * VirtualThreads$Slow….<clinit>}. (From JDK 24 on {@code synchronized} does not pin any more; class
 * initialisers still do.)
 */
public final class VirtualThreads {
  private static final int THREADS = 10_000;

  private VirtualThreads() {}

  // Initialised once each, by the virtual thread that comes first.
  private static final class SlowNorth {
    static final long VALUE = slowly(1);
  }

  private static final class SlowEast {
    static final long VALUE = slowly(2);
  }

  private static final class SlowSouth {
    static final long VALUE = slowly(3);
  }

  private static final class SlowWest {
    static final long VALUE = slowly(4);
  }

  /** Starts all threads in four waves, about six seconds in all. */
  public static void main(String[] arguments) throws ExecutionException, InterruptedException {
    var sum = new AtomicLong();
    for (int wave = 0; wave < 4; wave++) {
      int number = wave;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> tasks = new ArrayList<>();
        tasks.add(threads.submit(() -> sum.addAndGet(initialise(number))));
        for (int task = 0; task < THREADS / 4; task++) {
          int seed = task;
          tasks.add(threads.submit(() -> sum.addAndGet(visit(seed))));
        }
        for (Future<?> task : tasks) {
          task.get();
        }
      }
      System.out.printf(
          "wave %d: the sum is %x after %,d threads%n", wave + 1, sum.get(), THREADS / 4);
    }
  }

  /** Needs a class whose initialiser sleeps. */
  private static long initialise(int number) {
    return switch (number) {
      case 0 -> SlowNorth.VALUE;
      case 1 -> SlowEast.VALUE;
      case 2 -> SlowSouth.VALUE;
      default -> SlowWest.VALUE;
    };
  }

  /** Called by static initialisers only. */
  private static long slowly(long value) {
    Pace.sleep(300);
    return value;
  }

  private static long visit(int seed) throws InterruptedException {
    Thread.sleep(200 + seed % 300);
    long position = wander(seed);
    Thread.sleep(300);
    return position;
  }

  private static long wander(int seed) {
    long position = seed + 1L;
    for (int step = 0; step < 300_000; step++) {
      position ^= position << 13;
      position ^= position >>> 7;
      position ^= position << 17;
    }
    return position >>> 32;
  }
}
