package dev.microlog.timeline.codec;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LaneTable;
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

  private final List<String> names = new ArrayList<>();
  private final List<String> units = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();

  void write(LaneTable lanes, BytesWriter out) {
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
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.lane(i);
      out.count(names.indexOf(lane.name()));
      int twin = sameTimes(lanes, i);
      out.reference(twin);
      if (twin < 0) {
        out.count(lane.size());
        Columns.steps(out, lane.size(), lane::timeMicros);
      }
      writeValues(lane, out);
    }
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
    out.count(places);
    if (places == RAW) {
      for (int row = 0; row < lane.size(); row++) {
        out.raw(lane.value(row));
      }
      return;
    }
    double scale = scale(places);
    Columns.steps(out, lane.size(), row -> Math.rint(lane.value(row) * scale));
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
    for (int i = 0; i < lanes; i++) {
      int lane = in.count();
      if (lane >= names.size()) {
        throw new MalformedTimelineException("lane " + lane + " of " + names.size());
      }
      int twin = in.reference(i);
      double[] time = twin < 0 ? Columns.steps(in, in.rowCount()) : times.get(twin);
      times.add(time);
      double[] value = readValues(in, time.length);
      int row = builder.lanes().lane(names.get(lane), units.get(lane), sources.get(lane));
      for (int point = 0; point < time.length; point++) {
        builder.lanes().add(row, time[point], value[point]);
      }
    }
  }

  private static double[] readValues(BytesReader in, int rows) throws MalformedTimelineException {
    int places = in.count();
    if (rows > in.remaining() || (places > MAX_PLACES && places != RAW)) {
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
    double scale = scale(places);
    for (int row = 0; row < rows; row++) {
      values[row] /= scale;
    }
    return values;
  }
}
