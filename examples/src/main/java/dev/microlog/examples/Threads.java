package dev.microlog.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pools and hand-offs: threads that work, threads that wait for work, and threads that wait for
 * each other.
 *
 * <p><b>What to look for.</b>
 *
 * <ul>
 *   <li>{@code worker-1} to {@code worker-3} share the tasks; when they meet in {@code
 *       Threads$Tally.add}, which is synchronized and slow, all but one are blocked, and the popup
 *       names the owner.
 *   <li>{@code producer} hands each parcel to {@code consumer} itself: the faster of the two is
 *       parked.
 *   <li>{@code idle-1} and {@code idle-2} are parked from start to end: a pool without work.
 *   <li>{@code starved-1} and {@code starved-2} each wait a second, again and again, for a task
 *       that stands behind them in the queue of their own pool. The log has a warning for each time
 *       that they give up.
 * </ul>
 */
public final class Threads {
  private static final System.Logger LOG = System.getLogger(Threads.class.getName());

  private Threads() {}

  /** A total that is guarded by its monitor, held too long. */
  private static final class Tally {
    private long total;

    synchronized void add(long value) {
      total += value;
      Pace.sleep(40);
    }

    synchronized long total() {
      return total;
    }
  }

  /** Keeps all pools going for five seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    var pace = Pace.seconds(5);
    ExecutorService workers = Executors.newFixedThreadPool(3, named("worker"));
    ExecutorService starved = Executors.newFixedThreadPool(2, named("starved"));
    ExecutorService idle = Executors.newFixedThreadPool(2, named("idle"));
    idle.execute(() -> {});
    idle.execute(() -> {});

    var handOff = new SynchronousQueue<Integer>();
    var partners =
        List.of(
            new Thread(() -> produce(handOff, pace), "producer"),
            new Thread(() -> consume(handOff), "consumer"));
    partners.forEach(Thread::start);
    starved.execute(() -> waitForOneself(starved, pace));
    starved.execute(() -> waitForOneself(starved, pace));
    var tally = new Tally();
    while (pace.running()) {
      distribute(workers, tally);
    }

    for (Thread partner : partners) {
      partner.join();
    }
    for (ExecutorService pool : List.of(workers, starved, idle)) {
      pool.shutdownNow();
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a pool does not end");
      }
    }
    System.out.println("The tally is " + tally.total());
  }

  /** Twelve tasks for three workers, and a wait for the last. */
  private static void distribute(ExecutorService workers, Tally tally) throws InterruptedException {
    var results = new ArrayList<Future<?>>();
    for (int task = 0; task < 12; task++) {
      int seed = task;
      results.add(workers.submit(() -> tally.add(collatzSteps(seed * 100_000, 100_000))));
    }
    for (Future<?> result : results) {
      try {
        result.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a task failed", e);
      }
    }
  }

  /** The work of a task: the steps that all numbers of a range need to reach 1. */
  private static long collatzSteps(int from, int count) {
    long steps = 0;
    for (long start = from + 1L; start <= from + count; start++) {
      for (long value = start; value != 1; value = value % 2 == 0 ? value / 2 : 3 * value + 1) {
        steps++;
      }
    }
    return steps;
  }

  private static void produce(BlockingQueue<Integer> handOff, Pace pace) {
    try {
      for (int parcel = 1; pace.running(); parcel++) {
        handOff.put(parcel);
      }
      handOff.put(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes parcels until it gets the number 0. */
  private static void consume(BlockingQueue<Integer> handOff) {
    try {
      for (int parcel = handOff.take(); parcel != 0; parcel = handOff.take()) {
        collatzSteps(parcel, 20_000);
        Thread.sleep(80);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that needs a second task of the same pool, whose threads all do the same. */
  private static void waitForOneself(ExecutorService pool, Pace pace) {
    while (pace.running() && !pool.isShutdown()) {
      Future<Long> helper = pool.submit(() -> collatzSteps(1, 1000));
      try {
        helper.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        helper.cancel(true);
        LOG.log(System.Logger.Level.WARNING, "The helper did not start within a second");
      } catch (ExecutionException e) {
        throw new IllegalStateException("the helper failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static ThreadFactory named(String pool) {
    var number = new AtomicInteger();
    return task -> new Thread(task, pool + "-" + number.incrementAndGet());
  }
}
