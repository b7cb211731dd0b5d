package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      double expected = new CallStatistics.Durations(values).quantile(0.5);
      assertEquals(expected, Medians.of(values), "round " + round);
    }
  }
}
