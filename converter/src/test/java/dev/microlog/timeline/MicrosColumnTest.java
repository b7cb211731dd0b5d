package dev.microlog.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MicrosColumnTest {
  private static final double[] STEPS = {100, 50, 1, 0.5, 0.1};

  @Test
  void instantsAreWhatTheyWere() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      double step = STEPS[round % STEPS.length];
      double[] instants = new double[random.nextInt(40)];
      // some lie further apart than four bytes can tell
      double span = random.nextBoolean() ? 1e4 : 1e11;
      for (int row = 0; row < instants.length; row++) {
        instants[row] = Math.floor((random.nextDouble() - 0.5) * span) * step;
      }
      MicrosColumn column = MicrosColumn.of(instants.clone());
      assertEquals(instants.length, column.size());
      for (int row = 0; row < instants.length; row++) {
        assertEquals(instants[row], column.get(row), "round " + round);
      }
    }
  }

  @Test
  void borderValuesOfFourBytesAreKept() {
    double[] instants = {-7, -7 + 4294967295.0, 0};
    MicrosColumn column = MicrosColumn.of(instants.clone());
    for (int row = 0; row < instants.length; row++) {
      assertEquals(instants[row], column.get(row));
    }
  }

  @Test
  void searchesFindWhatLookingAtEachFinds() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      double[] values = new double[random.nextInt(40)];
      double last = 0;
      double step = round % 2 == 0 ? 1 : 0.3;
      for (int i = 0; i < values.length; i++) {
        last += random.nextInt(3) * step;
        values[i] = last;
      }
      int from = random.nextInt(values.length + 1);
      int to = from + random.nextInt(values.length - from + 1);
      double value = random.nextInt(50) - 2;
      int after = from;
      while (after < to && values[after] <= value) {
        after++;
      }
      int notBefore = from;
      while (notBefore < to && values[notBefore] < value) {
        notBefore++;
      }
      MicrosColumn column = MicrosColumn.of(values);
      assertEquals(after, column.firstAfter(from, to, value));
      assertEquals(notBefore, column.firstFrom(from, to, value));
    }
  }

  @Test
  void aBuilderTakesStepsAndOtherInstants() {
    MicrosColumn.Builder builder = new MicrosColumn.Builder(100);
    builder.addSteps(new int[] {1, 2});
    builder.add(300);
    assertEquals(3, builder.size());
    builder.add(333.5);
    builder.addSteps(new int[] {4});
    builder.addAll(new double[] {1e15});
    MicrosColumn column = builder.frozen(null);
    double[] expected = {100, 200, 300, 333.5, 400, 1e15};
    assertEquals(expected.length, column.size());
    for (int row = 0; row < expected.length; row++) {
      assertEquals(expected[row], column.get(row));
    }
    builder.clear();
    assertEquals(0, builder.size());
  }
}
