package dev.microlog.examples;

import java.util.BitSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The first program to record: it prints, logs, computes and sleeps.
 *
 * <p><b>What to look for.</b> The track {@code main} shows {@code Hello.greet} as short blocks with
 * pauses between them, drawn as sleep. Markers above it are the lines on standard output and the
 * entries of {@code java.util.logging}; the stop sign near the end is the error, and the Log tab
 * shows its throwable and cause.
 */
public final class Hello {
  private static final Logger LOG = Logger.getLogger(Hello.class.getName());

  private Hello() {}

  /** Greets for four seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("Hello, timeline!");
    var pace = Pace.seconds(4).atLeast(6);
    int round = 0;
    while (pace.running()) {
      greet(++round);
      Thread.sleep(250);
    }
    fail();
    Thread.sleep(250);
    System.err.println("Good bye!");
  }

  private static void greet(int round) {
    int limit = 6_000_000 + 500_000 * round;
    int primes = countPrimes(limit);
    LOG.log(Level.INFO, "There are {0} primes below {1}", new Object[] {primes, limit});
    if (round % 4 == 0) {
      LOG.warning("This is taking **longer** each time: round " + round);
    }
  }

  /** The sieve of Eratosthenes. */
  private static int countPrimes(int limit) {
    var composite = new BitSet(limit);
    int count = 0;
    for (int i = 2; i < limit; i++) {
      if (!composite.get(i)) {
        count++;
        for (long multiple = (long) i * i; multiple < limit; multiple += i) {
          composite.set((int) multiple);
        }
      }
    }
    return count;
  }

  private static void fail() {
    try {
      Integer.parseInt("forty-two");
    } catch (NumberFormatException e) {
      LOG.log(
          Level.SEVERE, "The answer is not a number", new IllegalStateException("no answer", e));
    }
  }
}
