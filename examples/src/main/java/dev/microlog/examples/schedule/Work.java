package dev.microlog.examples.schedule;

/** Work for the processor. */
final class Work {
  /** Written so that no compiler can leave the work out. */
  static volatile long result;

  private Work() {}

  /** Computes until {@code millis} have passed by the clock, whether or not it got a processor. */
  static void compute(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    long value = end;
    do {
      for (int i = 0; i < 20_000; i++) {
        value ^= value << 13;
        value ^= value >>> 7;
        value ^= value << 17;
      }
    } while (System.nanoTime() - end < 0);
    result = value;
  }
}
