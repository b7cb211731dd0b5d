package dev.microlog.examples.bookstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prices of today, kept in memory and guarded by one monitor.
 *
 * <p>{@link #refresh} computes the new prices while it holds the lock, which is the mistake:
 * whoever needs a price in that half second has to wait.
 */
final class PriceList {
  private static final long REFRESH_NANOS = 500_000_000;

  private final Map<Integer, Double> factors = new HashMap<>();

  /** The price of a book in cents. */
  synchronized long price(Book book) {
    return Math.round(book.cents() * factors.getOrDefault(book.number(), 1.0));
  }

  /** Computes all prices again, by a simulation that takes half a second. */
  synchronized void refresh(List<Book> books, int day) {
    long end = System.nanoTime() + REFRESH_NANOS;
    for (int round = 1; System.nanoTime() < end; round++) {
      for (Book book : books) {
        factors.put(book.number(), demand(book, day, round));
      }
    }
  }

  private static double demand(Book book, int day, int round) {
    double season = Math.sin((day + book.number()) / 10.0);
    double noise = Math.cos(round * 0.37 + book.cents());
    return 1 + 0.1 * season + 0.02 * noise;
  }
}
