package dev.microlog.convert.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.microlog.timeline.ThreadLoadTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadLoadsTest {
  private final TimelineBuilder tables = new TimelineBuilder();
  private final ThreadLoads loads = new ThreadLoads();

  private ThreadLoadTable added(int processors, RecordingFacts.Load... readings) {
    tables.threads().add(1, "old", "main", false);
    tables.threads().add(2, "new", "main", false);
    loads.add(List.of(readings), new int[] {0, 1}, processors, tables);
    return tables.build().threadLoads();
  }

  @Test
  void countsFromTheStartOfAThreadAndThenFromReadingToReading() {
    loads.started(1, 400_000);
    ThreadLoadTable table =
        added(
            2,
            new RecordingFacts.Load(1, 2_400_000, 0.25),
            new RecordingFacts.Load(1, 1_400_000, 0.5));
    assertEquals(2, table.size());
    assertEquals(400_000, table.startMicros(0));
    assertEquals(1_000_000, table.durationMicros(0));
    assertEquals(1_000_000, table.cpuMicros(0));
    assertEquals(500_000, table.cpuMicros(1));
  }

  @Test
  void theFirstReadingOfAThreadOlderThanTheRecordingIsOfUnknownLength() {
    ThreadLoadTable table =
        added(
            2,
            new RecordingFacts.Load(0, 1_000_000, 0.5),
            new RecordingFacts.Load(0, 3_000_000, 0.5));
    assertEquals(1, table.size());
    assertEquals(1_000_000, table.startMicros(0));
    assertEquals(2_000_000, table.cpuMicros(0));
  }

  @Test
  void moreThanOneProcessorOrAnUnknownNumberOfThemIsNotBelieved() {
    loads.started(1, 0);
    assertEquals(0, added(8, new RecordingFacts.Load(1, 1_000_000, 0.5)).size());
    assertEquals(0, added(-1, new RecordingFacts.Load(1, 2_000_000, 0.1)).size());
  }
}
