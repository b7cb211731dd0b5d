package dev.microlog.timeline.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AscendingTest {
  @Test
  void findsWhatLookingAtEachFinds() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      double[] values = new double[random.nextInt(40)];
      double last = 0;
      for (int i = 0; i < values.length; i++) {
        last += random.nextInt(3);
        values[i] = last;
      }
      int from = random.nextInt(values.length + 1);
      int to = from + random.nextInt(values.length - from + 1);
      double value = random.nextInt(50) - 2;
      int expected = from;
      while (expected < to && values[expected] <= value) {
        expected++;
      }
      assertEquals(expected, Ascending.firstAbove(values, from, to, value));
    }
  }
}
