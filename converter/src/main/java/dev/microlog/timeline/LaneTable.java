package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lanes of a timeline, in the order in which they were first seen. */
public final class LaneTable implements Iterable<Lane> {
  private final List<Lane> lanes;

  private LaneTable(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  public int size() {
    return lanes.size();
  }

  public Lane lane(int row) {
    return lanes.get(row);
  }

  /** The lane of that name, or null. */
  public @Nullable Lane find(String name) {
    for (Lane lane : lanes) {
      if (lane.name().equals(name)) {
        return lane;
      }
    }
    return null;
  }

  @Override
  public Iterator<Lane> iterator() {
    return lanes.iterator();
  }

  /** Grows the lanes. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Points> lanes = new LinkedHashMap<>();

    Builder() {}

    /** Adds a point to the lane of that name, which begins with its first point. */
    public void add(String name, String unit, String source, double timeMicros, double value) {
      Points points = lanes.computeIfAbsent(name, n -> new Points(unit, source));
      points.time.add(timeMicros);
      points.value.add(value);
    }

    void clear() {
      lanes.clear();
    }

    LaneTable build() {
      List<Lane> built = new ArrayList<>();
      lanes.forEach(
          (name, points) ->
              built.add(new Lane(name, points.unit, points.source, points.time, points.value)));
      return new LaneTable(built);
    }
  }

  private static final class Points {
    private final String unit;
    private final String source;
    private final DoubleColumn time = new DoubleColumn();
    private final DoubleColumn value = new DoubleColumn();

    Points(String unit, String source) {
      this.unit = unit;
      this.source = source;
    }
  }
}
