package dev.microlog.examples;

import java.util.concurrent.CancellationException;

/**
 * How long an example runs: a stretch of time that begins when the pace is made.
 *
 * <p>The system property {@code examples.scale} (default 1) multiplies every duration; the work and
 * the waits inside stay as they are, there are only fewer of them.
 */
public final class Pace {
  private static final double SCALE = Double.parseDouble(System.getProperty("examples.scale", "1"));

  private final long startNanos = System.nanoTime();
  private int promisedRounds;
  private final long durationNanos;

  private Pace(double seconds) {
    durationNanos = (long) (seconds * SCALE * 1e9);
  }

  /** A pace that begins now and lasts {@code seconds}, scaled. */
  public static Pace seconds(double seconds) {
    return new Pace(seconds);
  }

  /**
   * Promises rounds however short the time or slow the machine: so many times {@link #running} says
   * yes. For a pace that only one thread asks.
   */
  public Pace atLeast(int rounds) {
    promisedRounds = rounds;
    return this;
  }

  /** Whether time is left, or a promised round. */
  public boolean running() {
    if (promisedRounds > 0) {
      promisedRounds--;
      return true;
    }
    return System.nanoTime() - startNanos < durationNanos;
  }

  /**
   * Sleeps, for code that cannot throw an {@link InterruptedException}.
   *
   * @throws CancellationException if the thread is interrupted; the interrupt is kept
   */
  public static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
  }
}
