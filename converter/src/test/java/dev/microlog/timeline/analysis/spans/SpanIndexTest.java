package dev.microlog.timeline.analysis.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Fixture;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpanIndexTest {
  private static SpanTable spans(int count, int seed) {
    Random random = new Random(seed);
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < count; i++) {
      row.append((char) ('A' + random.nextInt(random.nextInt(3) + 1)));
      row.append(random.nextInt(4) == 0 ? "..." : "");
    }
    Timeline timeline = Fixture.of("main  " + row).timeline();
    return Spans.of(timeline).spans(0);
  }

  @Test
  void longestIsWhatAScanFinds() {
    for (int count : new int[] {1, 15, 16, 17, 255, 256, 257, 2000}) {
      SpanTable spans = spans(count, count);
      SpanIndex index = new SpanIndex(spans);
      Random random = new Random(count);
      for (int i = 0; i < 300; i++) {
        int from = random.nextInt(spans.size() + 1);
        int to = from + random.nextInt(spans.size() - from + 1);
        double longest = -1;
        for (int row = from; row < to; row++) {
          longest = Math.max(longest, spans.durationMicros(row));
        }
        int found = index.longest(from, to);
        assertEquals(longest, found < 0 ? -1 : spans.durationMicros(found), from + "-" + to);
        assertTrue(found < 0 || (from <= found && found < to));
      }
    }
  }

  @Test
  void paintsAtMostOneNarrowBoxAPixelAndMissesNothing() {
    SpanTable spans = spans(3000, 7);
    SpanIndex index = new SpanIndex(spans);
    for (double scale : new double[] {1_000, 25_000, 100_000, 3_000_000}) {
      double to = spans.endMicros(spans.size() - 1);
      int[] boxes = new int[2];
      double[] last = {-1};
      index.paint(
          0,
          0,
          to,
          scale,
          (row, rows) -> {
            boxes[0]++;
            boxes[1] += rows;
            if (rows > 1) {
              assertTrue(spans.durationMicros(row) < scale);
            }
            assertTrue(spans.startMicros(row) > last[0]);
            last[0] = spans.startMicros(row);
          });
      assertEquals(spans.size(), boxes[1], "scale " + scale);
      assertTrue(boxes[0] <= 2 * to / scale + 2, "scale " + scale);
    }
  }

  @Test
  void paintsOnlyWhatIsInView() {
    SpanTable spans = spans(100, 3);
    SpanIndex index = new SpanIndex(spans);
    double from = spans.startMicros(20) + 1;
    double to = spans.startMicros(30) + 1;
    int[] range = {Integer.MAX_VALUE, -1};
    index.paint(
        0,
        from,
        to,
        1,
        (row, rows) -> {
          range[0] = Math.min(range[0], row);
          range[1] = Math.max(range[1], row);
        });
    assertEquals(20, range[0]);
    assertEquals(30, range[1]);
    index.paint(9, from, to, 1, (row, rows) -> range[0] = -5);
    assertEquals(20, range[0]);
  }
}
