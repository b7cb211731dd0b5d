package dev.microlog.timeline.analysis.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MediansTest {
  @Test
  void theMedianIsThatOfSortedValues() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      double[] values = new double[random.nextInt(30)];
      for (int i = 0; i < values.length; i++) {
        // many equal ones
        values[i] = random.nextInt(round % 2 == 0 ? 4 : 1000) / 2.0;
      }
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      assertEquals(middle(sorted), Medians.of(values), "round " + round);
    }
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 0 ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half];
  }
}
