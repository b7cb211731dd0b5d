package dev.microlog.timeline.codec;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LaneTable;
import dev.microlog.timeline.PauseKind;
import dev.microlog.timeline.PauseTable;
import dev.microlog.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Lanes: first the names of those that are new, then the points of each lane that has any. Keeps
 * the lanes that were named, and so belongs to one encoder or decoder.
 *
 * <p>Lanes of one event have their points at the same times, which are told once. Values are told
 * as decimal numbers of as few places as hold them exactly, each as the difference from the one
 * before.
 */
final class LaneSection {
  private static final int MAX_PLACES = 6;

  /** In place of the number of decimal places: values that need all bits of a double. */
  private static final int RAW = 15;

  /** Above {@link #RAW}: values that are multiples of a power of two. */
  private static final int MAX_DOUBLINGS = 40;

  /** Where the points of a lane come from; from {@link #TWIN} on it is an earlier lane's times. */
  private static final int OWN_TIMES = 0;

  private static final int PAUSES = 1;
  private static final int TWIN = 2;

  private final List<String> names = new ArrayList<>();
  private final List<String> units = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();

  /** The first pause of the segment that is read. */
  private int firstPause;

  /** To be called before a segment is read. */
  void begin(TimelineBuilder builder) {
    firstPause = builder.pauses().size();
  }

  void write(LaneTable lanes, PauseTable pauses, BytesWriter out) {
    int known = names.size();
    for (Lane lane : lanes) {
      if (!names.contains(lane.name())) {
        names.add(lane.name());
        units.add(lane.unit());
        sources.add(lane.source());
      }
    }
    out.count(names.size() - known);
    for (int i = known; i < names.size(); i++) {
      out.text(names.get(i));
      out.text(units.get(i));
      out.text(sources.get(i));
    }
    out.count(lanes.size());
    boolean pausesTold = false;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.lane(i);
      out.column(lane.name());
      out.count(names.indexOf(lane.name()));
      if (!pausesTold && tellsPauses(lane, pauses)) {
        out.count(PAUSES);
        pausesTold = true;
      } else {
        writePoints(lane, sameTimes(lanes, i), out);
      }
    }
  }

  private static void writePoints(Lane lane, int twin, BytesWriter out) {
    out.count(twin < 0 ? OWN_TIMES : TWIN + twin);
    if (twin < 0) {
      out.count(lane.size());
      double unit = Columns.unit(lane.size(), lane::timeMicros);
      out.count((int) unit);
      Columns.steps(out, lane.size(), row -> Math.rint(lane.timeMicros(row)) / unit);
    }
    writeValues(lane, out);
  }

  /** Whether the points are the starts and the lengths, in ms, of this segment's pauses for GC. */
  private static boolean tellsPauses(Lane lane, PauseTable pauses) {
    int point = 0;
    for (int row = 0; row < pauses.size(); row++) {
      if (pauses.kind(row) == PauseKind.GC) {
        if (point == lane.size()
            || lane.timeMicros(point) != pauses.startMicros(row)
            || lane.value(point) != pauses.durationMicros(row) / 1000) {
          return false;
        }
        point++;
      }
    }
    return point > 0 && point == lane.size();
  }

  /** An earlier lane with the same times, or -1. */
  private static int sameTimes(LaneTable lanes, int index) {
    Lane lane = lanes.lane(index);
    for (int i = index - 1; i >= 0; i--) {
      Lane other = lanes.lane(i);
      int row = 0;
      while (row < lane.size()
          && other.size() == lane.size()
          && other.timeMicros(row) == lane.timeMicros(row)) {
        row++;
      }
      if (row == lane.size() && other.size() == row) {
        return i;
      }
    }
    return -1;
  }

  private static void writeValues(Lane lane, BytesWriter out) {
    int places = places(lane);
    if (places == RAW) {
      out.count(RAW);
      for (int row = 0; row < lane.size(); row++) {
        out.raw(lane.value(row));
      }
      return;
    }
    int doublings = places == 0 ? doublings(lane) : 0;
    out.count(doublings > 0 ? RAW + doublings : places);
    double scale = scale(places) / Math.pow(2, doublings);
    Columns.steps(out, lane.size(), row -> Math.rint(lane.value(row) * scale));
  }

  /** The largest power of two of which all values are multiples. */
  private static int doublings(Lane lane) {
    int doublings = MAX_DOUBLINGS;
    for (int row = 0; row < lane.size(); row++) {
      while (doublings > 0 && lane.value(row) % Math.pow(2, doublings) != 0) {
        doublings--;
      }
    }
    return doublings;
  }

  /** The least number of decimal places from which each value is read back as it was. */
  private static int places(Lane lane) {
    for (int places = 0; places <= MAX_PLACES; places++) {
      double scale = scale(places);
      int row = 0;
      while (row < lane.size() && fits(lane.value(row), scale)) {
        row++;
      }
      if (row == lane.size()) {
        return places;
      }
    }
    return RAW;
  }

  private static boolean fits(double value, double scale) {
    double whole = Math.rint(value * scale);
    return Math.abs(whole) < BytesWriter.MAX_SIGNED / 2 && whole / scale == value;
  }

  private static double scale(int places) {
    double scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    return scale;
  }

  void read(BytesReader in, TimelineBuilder builder) throws MalformedTimelineException {
    int added = in.rowCount();
    for (int i = 0; i < added; i++) {
      names.add(in.text());
      units.add(in.text());
      sources.add(in.text());
    }
    int lanes = in.rowCount();
    List<double[]> times = new ArrayList<>();
    boolean pausesTold = false;
    for (int i = 0; i < lanes; i++) {
      int lane = in.count();
      if (lane >= names.size()) {
        throw new MalformedTimelineException("lane " + lane + " of " + names.size());
      }
      int row = builder.lanes().lane(names.get(lane), units.get(lane), sources.get(lane));
      int way = in.count();
      if (way == PAUSES) {
        if (pausesTold) {
          throw new MalformedTimelineException("pauses of lane " + lane + ", again");
        }
        pausesTold = true;
        times.add(readPauses(builder, row));
        continue;
      }
      if (way > TWIN + i - 1) {
        throw new MalformedTimelineException("times of lane " + (way - TWIN) + " of " + i);
      }
      double[] time = way == OWN_TIMES ? readTimes(in) : times.get(way - TWIN);
      times.add(time);
      double[] value = readValues(in, time.length);
      builder.lanes().addAll(row, time, value);
    }
  }

  /** Returns when they began, since another lane may have its points at the same times. */
  private double[] readPauses(TimelineBuilder builder, int lane) {
    PauseTable.Builder pauses = builder.pauses();
    int points = 0;
    for (int row = firstPause; row < pauses.size(); row++) {
      points += pauses.kind(row) == PauseKind.GC ? 1 : 0;
    }
    double[] time = new double[points];
    double[] value = new double[points];
    int point = 0;
    for (int row = firstPause; row < pauses.size(); row++) {
      if (pauses.kind(row) == PauseKind.GC) {
        time[point] = pauses.startMicros(row);
        value[point++] = pauses.durationMicros(row) / 1000;
      }
    }
    builder.lanes().addAll(lane, time, value);
    return time;
  }

  private static double[] readTimes(BytesReader in) throws MalformedTimelineException {
    int points = in.rowCount();
    double unit = in.count();
    double[] times = Columns.steps(in, points);
    for (int point = 0; point < points; point++) {
      times[point] = Columns.bounded(times[point] * unit);
    }
    return times;
  }

  private static double[] readValues(BytesReader in, int rows) throws MalformedTimelineException {
    int places = in.count();
    if (rows > in.remaining()
        || (places > MAX_PLACES && places < RAW)
        || places > RAW + MAX_DOUBLINGS) {
      throw new MalformedTimelineException(rows + " values with " + places + " decimal places");
    }
    if (places == RAW) {
      double[] values = new double[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = in.raw();
      }
      return values;
    }
    double[] values = Columns.steps(in, rows);
    double scale = places < RAW ? scale(places) : 1 / Math.pow(2, places - RAW);
    if (scale == 1) {
      return values;
    }
    for (int row = 0; row < rows; row++) {
      values[row] = Columns.bounded(values[row] / scale);
    }
    return values;
  }
}
