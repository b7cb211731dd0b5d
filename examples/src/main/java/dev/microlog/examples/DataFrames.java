package dev.microlog.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Large columns, a join, a group-by, a pivot; once with boxed values and once with arrays of
 * primitives.
 *
 * <p><b>What to look for.</b> Each round is a call of {@code DataFrames.boxed} and one of {@code
 * DataFrames.columnar}, which compute the same. Compare the two in the timeline: the boxed one is
 * several times as long, and over it the heap climbs and the collector works; over the columnar one
 * both lanes are flat. The parallel sort shows up on the tracks of {@code
 * ForkJoinPool.commonPool-worker}.
 */
public final class DataFrames {
  private static final int ROWS = 600_000;
  private static final int CUSTOMERS = 20_000;
  private static final int COUNTRIES = 60;

  private DataFrames() {}

  /** A table of sales: one array per column. */
  private static final class Sales {
    final int[] customer;
    final double[] amount;
    final int[] day;

    Sales(Random random) {
      customer = random.ints(ROWS, 0, CUSTOMERS).toArray();
      amount = random.doubles(ROWS, 1, 100).toArray();
      day = random.ints(ROWS, 0, 365).toArray();
    }

    int rows() {
      return customer.length;
    }
  }

  /** The same sale as an object, with its country joined to it. */
  private record Sale(Integer customer, Integer country, Double amount, Integer day) {}

  /** Computes for five seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    var random = new Random(11);
    int[] countryOfCustomer = random.ints(CUSTOMERS, 0, COUNTRIES).toArray();
    var pace = Pace.seconds(5).atLeast(2);
    for (int round = 1; pace.running(); round++) {
      Sales sales = new Sales(random);
      double slow = boxed(sales, countryOfCustomer);
      Thread.sleep(150);
      double fast = columnar(sales, countryOfCustomer);
      System.out.printf("round %d: best country sold %.0f (%.0f)%n", round, slow, fast);
      if (Math.abs(slow - fast) > 1) {
        throw new IllegalStateException("the two ways disagree: " + slow + " and " + fast);
      }
      Thread.sleep(150);
    }
  }

  private static double boxed(Sales sales, int[] countryOfCustomer) {
    List<Sale> joined = join(sales, countryOfCustomer);
    joined.sort(Comparator.comparing(Sale::country).thenComparing(Sale::day));
    Map<Integer, Double> byCountry = groupBy(joined);
    pivot(joined);
    return byCountry.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static List<Sale> join(Sales sales, int[] countryOfCustomer) {
    Map<Integer, Integer> countries = new HashMap<>();
    for (int customer = 0; customer < countryOfCustomer.length; customer++) {
      countries.put(customer, countryOfCustomer[customer]);
    }
    List<Sale> joined = new ArrayList<>();
    for (int row = 0; row < sales.rows(); row++) {
      Integer customer = sales.customer[row];
      joined.add(
          new Sale(
              customer, countries.getOrDefault(customer, 0), sales.amount[row], sales.day[row]));
    }
    return joined;
  }

  private static Map<Integer, Double> groupBy(List<Sale> sales) {
    Map<Integer, Double> sums = new HashMap<>();
    for (Sale sale : sales) {
      sums.merge(sale.country(), sale.amount(), Double::sum);
    }
    return sums;
  }

  /** Country by month, in nested maps. */
  private static Map<Integer, Map<Integer, Double>> pivot(List<Sale> sales) {
    Map<Integer, Map<Integer, Double>> table = new TreeMap<>();
    for (Sale sale : sales) {
      table
          .computeIfAbsent(sale.country(), country -> new TreeMap<>())
          .merge(sale.day() / 31, sale.amount(), Double::sum);
    }
    return table;
  }

  /** Sorts row numbers packed with their key, then adds up runs of equal country. */
  private static double columnar(Sales sales, int[] countryOfCustomer) {
    long[] keys = new long[sales.rows()];
    Arrays.setAll(
        keys,
        row ->
            (long) countryOfCustomer[sales.customer[row]] << 40
                | (long) sales.day[row] << 24
                | row);
    Arrays.parallelSort(keys);
    double[] sums = new double[COUNTRIES];
    double[] months = new double[COUNTRIES * 12];
    for (long key : keys) {
      int country = (int) (key >>> 40);
      int day = (int) (key >>> 24) & 0xffff;
      double amount = sales.amount[(int) key & 0xffffff];
      sums[country] += amount;
      months[country * 12 + day / 31] += amount;
    }
    return IntStream.range(0, COUNTRIES).mapToDouble(country -> sums[country]).max().orElse(0);
  }
}
