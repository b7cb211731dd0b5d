package dev.microlog.examples;

import dev.microlog.Microlog;
import java.util.Arrays;
import java.util.Random;

/**
 * Recordings that the program itself starts and stops, and regions that it names.
 *
 * <p>Run without the agent, it leaves three recordings in the store: {@code examples-morning},
 * {@code examples-noon} and {@code examples-evening}, each as long as its {@code try} block. Under
 * the agent, which records everything already, {@link Microlog#start} adds nothing, and the run is
 * one recording.
 *
 * <p><b>What to look for.</b> The named regions {@code load}, {@code sort} and {@code report} are
 * drawn above the calls. They are exact, since the program says when they begin and end, while the
 * calls below them come from samples.
 */
public final class StartStop {
  private StartStop() {}

  /** Three short days, a second and a half each. */
  public static void main(String[] arguments) throws InterruptedException {
    for (String time : new String[] {"morning", "noon", "evening"}) {
      try (var recording = Microlog.start("examples-" + time)) {
        Microlog.info("Good *" + time + "*");
        work(time);
      }
      Thread.sleep(200);
    }
  }

  private static void work(String time) throws InterruptedException {
    var pace = Pace.seconds(1.3);
    for (int day = 1; pace.running(); day++) {
      double[] prices;
      try (var load = Microlog.span("load")) {
        prices = load(day);
      }
      try (var sort = Microlog.span("sort")) {
        Arrays.sort(prices);
      }
      try (var report = Microlog.span("report")) {
        report(time, prices);
      }
    }
  }

  private static double[] load(int day) throws InterruptedException {
    Thread.sleep(60);
    return new Random(day).doubles(1_000_000).toArray();
  }

  private static void report(String time, double[] sorted) {
    System.out.printf("%s: the median is %.4f%n", time, sorted[sorted.length / 2]);
    Pace.sleep(40);
  }
}
