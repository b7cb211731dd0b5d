package dev.microlog.examples.bookstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.microlog.examples.Pace;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A web shop with a database, three customers, and four faults to find.
 *
 * <p><b>What to look for.</b>
 *
 * <ul>
 *   <li>One checkout in a while is much slower than the others. Every three seconds {@code pricing}
 *       holds the monitor of the {@code PriceList} for half a second; the threads {@code http-1} to
 *       {@code http-3} that need a price then stand still, and so do the customers behind them. The
 *       log says <i>Slow</i>, the findings say why.
 *   <li>{@code Database.orders} is an N+1 query: 441 statements where one would do, as the log
 *       says. In the timeline, under the named region {@code /orders}, nearly all of it is {@code
 *       Database.book}: each of its calls is too short to be seen alone, together they are the
 *       whole request.
 *   <li>{@code manager} builds a report every four seconds, which allocates much at once: see the
 *       heap and the collections at that moment, on all tracks.
 *   <li>One payment in thirty fails: a stop sign, with the cause in the log.
 * </ul>
 */
public final class Bookstore {
  private Bookstore() {}

  /** Fills and keeps the shop for about 15 seconds. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    System.out.println("Filling the shelves");
    try (var database = new Database()) {
      var prices = new PriceList();
      try (var shop = new Shop(database, prices)) {
        shop.warmUp();
        System.out.println("The bookstore is open");
        var pace = Pace.seconds(13);
        List<Thread> threads = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
          threads.add(new Thread(new Customer(number, shop.port(), pace), "customer-" + number));
        }
        threads.add(new Thread(() -> keepPricing(database, prices, pace), "pricing"));
        threads.add(new Thread(() -> keepReporting(database, pace), "manager"));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
      }
      System.out.println("The bookstore is closed");
    }
  }

  private static void keepPricing(Database database, PriceList prices, Pace pace) {
    for (int day = 1; pace.running(); day++) {
      Pace.sleep(2500);
      try {
        prices.refresh(database.books(), day);
      } catch (SQLException e) {
        throw new IllegalStateException("no books", e);
      }
      System.out.println("New prices for day " + day);
    }
  }

  private static void keepReporting(Database database, Pace pace) {
    var report = new Report(database);
    while (pace.running()) {
      Pace.sleep(3500);
      try {
        System.out.println("Report: " + report.build());
      } catch (SQLException | JsonProcessingException e) {
        throw new IllegalStateException("no report", e);
      }
    }
  }
}
