package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
    private final Map<String, Integer> rows = new HashMap<>();
    private final List<Points> lanes = new ArrayList<>();

    Builder() {}

    /** The row of the lane of that name, which is added if it is new. */
    public int lane(String name, String unit, String source) {
      Integer row = rows.get(name);
      if (row == null) {
        row = lanes.size();
        rows.put(name, row);
        lanes.add(new Points(name, unit, source));
      }
      return row;
    }

    /** Adds a point to a lane. */
    public void add(int lane, double timeMicros, double value) {
      Points points = lanes.get(lane);
      points.time.add(timeMicros);
      points.value.add(value);
    }

    /** Adds points to a lane, column by column: for readers, which do not change these any more. */
    public void addAll(int lane, double[] timeMicros, double[] value) {
      Points points = lanes.get(lane);
      points.time.addAll(timeMicros);
      points.value.addAll(value);
    }

    /** Adds a point to the lane of that name, which begins with its first point. */
    public void add(String name, String unit, String source, double timeMicros, double value) {
      add(lane(name, unit, source), timeMicros, value);
    }

    /** Forgets the points; lanes keep their rows. */
    void clear() {
      for (Points points : lanes) {
        points.time.clear();
        points.value.clear();
      }
    }

    LaneTable build() {
      List<Lane> built = new ArrayList<>();
      for (Points points : lanes) {
        if (points.time.size() > 0) {
          built.add(new Lane(points.name, points.unit, points.source, points.time, points.value));
        }
      }
      return new LaneTable(built);
    }
  }

  private static final class Points {
    private final String name;
    private final String unit;
    private final String source;
    private final DoubleColumn time = new DoubleColumn();
    private final DoubleColumn value = new DoubleColumn();

    Points(String name, String unit, String source) {
      this.name = name;
      this.unit = unit;
      this.source = source;
    }
  }
}
