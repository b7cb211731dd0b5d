package dev.microlog.bridge.capture;

import dev.microlog.bridge.event.LossEvent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * So many of something in a second, for the whole program, and ten times as many at once after a
 * quiet time. What a program logs in bulk must not become the cost of recording it; what it logs in
 * a burst, such as its start, is kept.
 *
 * <p>Thread-safe. The state is one number, the time until which what was taken so far would last at
 * the allowed rate (the generic cell rate algorithm), so that a request is one compare-and-set:
 *
 * <pre>
 *   now          spent          now + 10 s
 *    |--- taken ---|--- may be taken ---|
 * </pre>
 *
 * <p>Whoever is asked 100,000 times a second must refuse at the cost of reading a field. So a
 * budget that had to refuse is closed until {@link #reopen}, which the recorder calls each second.
 */
final class Budget {
  /** Lines and log entries below warning. */
  static final Budget LINES = new Budget("lines", 1_000);

  /** Log entries from warning on; each has a stack. */
  static final Budget WARNINGS = new Budget("warnings", 1_000);

  /** Stacks of lines and of log entries below warning. */
  static final Budget STACKS = new Budget("stacks", 100);

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long BURST_NANOS = 10 * SECOND_NANOS;

  private final String what;
  private final AtomicLong spent;
  private final LongAdder refused = new LongAdder();
  private volatile int limit;
  private volatile boolean closed;

  Budget(String what, int limit) {
    this(what, limit, System.nanoTime());
  }

  /** For tests: with a clock of their own. */
  Budget(String what, int limit, long nowNanos) {
    this.what = what;
    this.limit = limit;
    this.spent = new AtomicLong(nowNanos);
  }

  /** Changes how many are allowed in a second. */
  void limit(int perSecond) {
    limit = perSecond;
    closed = false;
  }

  /** Whether the last request was refused, and no second has passed since. */
  boolean isClosed() {
    return closed;
  }

  /** Lets requests be weighed again. */
  void reopen() {
    if (closed) {
      closed = false;
    }
  }

  /** Counts one that was not even asked for. */
  void refuse() {
    refused.increment();
  }

  /** Takes one, or refuses at once while closed. */
  boolean takeIfOpen() {
    if (closed) {
      refused.increment();
      return false;
    }
    return take();
  }

  /** Takes one; false where too many were taken. */
  boolean take() {
    return take(System.nanoTime());
  }

  boolean take(long nowNanos) {
    int perSecond = limit;
    long each = perSecond <= 0 ? BURST_NANOS + 1 : SECOND_NANOS / perSecond;
    while (true) {
      long old = spent.get();
      // Differences, as the clock may be negative and run over.
      long ahead = Math.max(0, old - nowNanos) + each;
      if (ahead > BURST_NANOS) {
        refused.increment();
        closed = true;
        return false;
      }
      if (spent.compareAndSet(old, nowNanos + ahead)) {
        return true;
      }
    }
  }

  /** Writes how many were refused since the last call, if any. */
  void reportLoss() {
    long count = refused.sumThenReset();
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
    refused.reset();
  }
}
