package dev.microlog.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * One call in twenty is slow, for a reason that lies in another thread.
 *
 * <p><b>What to look for.</b> {@code Outlier.quote} takes about 25 ms, but every twentieth call ten
 * times as long. The anomaly in the findings names the reason: at that moment the call waits for
 * the monitor of the {@code Journal}, because {@code archiver} holds it and computes. Its computing
 * is the same in all calls: the popup of a slow one shows the wait inside, the owner, and a log
 * entry of the archiver beside it.
 */
public final class Outlier {
  private static final System.Logger LOG = System.getLogger(Outlier.class.getName());

  private Outlier() {}

  /** One offer that was made. */
  private record Quote(int number, double price) {}

  /**
   * The quotes of the day, guarded by its monitor; full after twenty, and then put into the
   * archive.
   */
  private static final class Journal {
    private static final int CAPACITY = 20;

    private final List<Quote> quotes = new ArrayList<>();
    private final Semaphore full = new Semaphore(0);

    synchronized void add(Quote quote) {
      quotes.add(quote);
      if (quotes.size() == CAPACITY) {
        full.release();
      }
    }

    /**
     * Computes ten of the prices again, to be sure. It need not hold the lock for that, but it
     * does.
     */
    synchronized void archive() {
      for (Quote quote : quotes.subList(0, CAPACITY / 2)) {
        if (simulatePrice(quote.number()) != quote.price()) {
          throw new IllegalStateException("the price of " + quote + " is wrong");
        }
      }
      quotes.clear();
    }
  }

  /** Makes quotes for seven seconds. */
  public static void main(String[] arguments) {
    var journal = new Journal();
    var archiver = new Thread(() -> archiveWhenFull(journal), "archiver");
    archiver.setDaemon(true);
    archiver.start();
    var pace = Pace.seconds(7).atLeast(70);
    int number = 0;
    double volume = 0;
    while (pace.running()) {
      volume += quote(++number, journal);
      Pace.sleep(30);
    }
    System.out.printf("%d quotes, %.2f in all%n", number, volume);
  }

  private static double quote(int number, Journal journal) {
    double price = simulatePrice(number);
    journal.add(new Quote(number, price));
    return price;
  }

  /** A random walk of four million steps: about 25 ms of computing, the same in each call. */
  private static double simulatePrice(int seed) {
    long state = seed * 0x9E3779B97F4A7C15L + 1;
    double price = 100;
    for (int step = 0; step < 4_000_000; step++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      price += (state & 1) == 0 ? 0.001 : -0.001;
    }
    return price;
  }

  private static void archiveWhenFull(Journal journal) {
    while (true) {
      journal.full.acquireUninterruptibly();
      LOG.log(System.Logger.Level.INFO, "The journal is full, archiving it");
      journal.archive();
    }
  }
}
