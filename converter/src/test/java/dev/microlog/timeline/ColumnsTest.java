package dev.microlog.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** What a column shares must not be seen to change. */
class ColumnsTest {
  @Test
  void whatWasGivenAwayStaysAsItWas() {
    IntColumn column = new IntColumn();
    column.addAll(new int[] {1, 2, 3});
    int[] frozen = column.frozen();
    column.set(0, 9);
    column.add(4);
    assertArrayEquals(new int[] {1, 2, 3}, frozen);
    assertArrayEquals(new int[] {9, 2, 3, 4}, column.toArray());
    int[] again = column.frozen();
    column.clear();
    column.add(7);
    column.addAll(new int[] {8, 9});
    assertArrayEquals(new int[] {9, 2, 3, 4}, again);
    assertArrayEquals(new int[] {7, 8, 9}, column.toArray());
  }

  @Test
  void whatWasTakenIsNotChanged() {
    double[] given = {1, 2};
    DoubleColumn one = new DoubleColumn();
    DoubleColumn other = new DoubleColumn();
    one.addAll(given);
    other.addAll(given);
    one.set(1, 5);
    other.add(3);
    other.addAll(given);
    assertArrayEquals(new double[] {1, 2}, given);
    assertArrayEquals(new double[] {1, 5}, one.toArray());
    assertArrayEquals(new double[] {1, 2, 3, 1, 2}, other.toArray());
  }

  @Test
  void aColumnThatIsFilledOnceIsNotCopied() {
    int[] given = {4, 5, 6};
    IntColumn column = new IntColumn();
    column.addAll(given);
    assertSame(given, column.frozen());
    assertArrayEquals(new int[] {6, 4}, column.frozen(new int[] {2, 0}));
  }

  @Test
  void kindsAndWeightsOfSamplesAreWhatTheyWere() {
    // few pairs, one pair, more than fit into a byte
    for (int weights : new int[] {3, 1, 500}) {
      TimelineBuilder builder = new TimelineBuilder();
      builder.threads().add(1, "main", "main", false);
      for (int i = 0; i < 1000; i++) {
        SampleKind kind = weights > 1 && i % 2 == 0 ? SampleKind.NATIVE : SampleKind.JAVA;
        builder.samples().add(0, i * 100.0, -1, kind, i % weights);
      }
      SampleTable samples = builder.build().samples();
      double sum = 0;
      for (int i = 0; i < 1000; i++) {
        assertEquals(i % weights, samples.weightMicros(i));
        assertEquals(
            weights > 1 && i % 2 == 0 ? SampleKind.NATIVE : SampleKind.JAVA, samples.kind(i));
        sum += i >= 10 && i < 700 && samples.kind(i) == SampleKind.JAVA ? i % weights : 0;
      }
      assertEquals(sum, samples.sumMicros(10, 700, SampleKind.JAVA));
      assertEquals(weights > 1, samples.has(SampleKind.NATIVE));
      assertEquals(false, samples.has(SampleKind.CPU));
    }
  }

  @Test
  void lanesFindTheirExtremes() {
    TimelineBuilder builder = new TimelineBuilder();
    for (int i = 0; i < 100; i++) {
      builder.lanes().add("a", "bytes", "", i * 10, i * 37 % 101);
    }
    Lane lane = builder.build().lanes().lane(0);
    for (int from = 0; from < 100; from++) {
      double least = lane.value(from);
      double greatest = least;
      for (int to = from + 1; to <= 100; to++) {
        least = Math.min(least, lane.value(to - 1));
        greatest = Math.max(greatest, lane.value(to - 1));
        assertEquals(least, lane.least(from, to));
        assertEquals(greatest, lane.greatest(from, to));
        assertEquals(Math.max(from, to), lane.firstFrom(from, to * 10 - 5));
      }
      assertEquals(from, lane.rowAt(from * 10 + 3));
    }
    assertEquals(-1, lane.rowAt(-1));
  }
}
