package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.LossEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many of something in a second, for the whole program. What a program logs in bulk must not
 * become the cost of recording it.
 *
 * <p>Thread-safe. The second and its count share one long, so that a request is one
 * compare-and-set:
 *
 * <pre>
 *   | second (32 bits) | taken in it (32 bits) |
 * </pre>
 */
final class Budget {
  /** Lines and log entries below warning. */
  static final Budget LINES = new Budget("lines", 10_000);

  /** Stacks of lines and of log entries below warning. */
  static final Budget STACKS = new Budget("stacks", 1_000);

  /** 2^30 ns, a little more than a second, and one shift instead of a division. */
  private static final int SECOND_SHIFT = 30;

  private final String what;
  private final AtomicLong state = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile int limit;

  Budget(String what, int limit) {
    this.what = what;
    this.limit = limit;
  }

  /** Changes how many are allowed in a second. */
  void limit(int perSecond) {
    limit = perSecond;
  }

  /** Takes one; false where this second has no more. */
  boolean take() {
    return take((int) (System.nanoTime() >> SECOND_SHIFT));
  }

  boolean take(int second) {
    while (true) {
      long old = state.get();
      long taken = (int) (old >> 32) == second ? (int) old : 0;
      if (taken >= limit) {
        refused.incrementAndGet();
        return false;
      }
      if (state.compareAndSet(old, ((long) second << 32) | (taken + 1))) {
        return true;
      }
    }
  }

  /** Writes how many were refused since the last call, if any. */
  void reportLoss() {
    long count = refused.getAndSet(0);
    if (count > 0) {
      LossEvent event = new LossEvent();
      event.what = what;
      event.count = count;
      event.detail = "more than " + limit + " a second";
      event.commit();
    }
  }

  /** Forgets how many were refused. */
  void forgetLoss() {
    refused.set(0);
  }
}
