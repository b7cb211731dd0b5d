package dev.microlog.web.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.TimelineBuilder;
import dev.microlog.web.state.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkersTest {
  private static Markers markers(double[] times, Level[] levels) {
    TimelineBuilder builder = new TimelineBuilder();
    for (int i = 0; i < times.length; i++) {
      builder.markers().add(times[i], -1, levels[i], -1, -1, -1, -1, -1, -1);
    }
    return new Markers(builder.build().markers());
  }

  @Test
  void clustersShowTheWorstAmongThem() {
    Markers markers =
        markers(
            new double[] {100, 200, 300, 900_000},
            new Level[] {Level.INFO, Level.WARN, Level.ERROR, Level.DEBUG});

    List<Markers.Cluster> all = markers.clusters(new Viewport(new Range(0, 1e6), 0, 1000));

    assertEquals(2, all.size());
    assertEquals(3, all.get(0).size());
    assertEquals(Level.ERROR, all.get(0).level());
    assertEquals(2, all.get(0).row());
    assertEquals(Level.DEBUG, all.get(1).level());
    assertEquals(1, markers.errors());
  }

  @Test
  void zoomingInTakesClustersApart() {
    Markers markers =
        markers(new double[] {100, 200, 300}, new Level[] {Level.INFO, Level.WARN, Level.ERROR});
    assertEquals(3, markers.clusters(new Viewport(new Range(0, 400), 0, 1000)).size());
  }

  @Test
  void aMillionEntriesMakeAsManyClustersAsFit() {
    double[] times = new double[100_000];
    Level[] levels = new Level[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 10.0;
      levels[i] = Level.INFO;
    }
    List<Markers.Cluster> clusters =
        markers(times, levels).clusters(new Viewport(new Range(0, 1e6), 0, 900));
    assertTrue(clusters.size() <= 102, "clusters: " + clusters.size());
    assertEquals(times.length, clusters.stream().mapToInt(Markers.Cluster::size).sum());
  }
}
