package dev.microlog.web.timeline;

import dev.microlog.timeline.Lane;
import dev.microlog.timeline.LaneTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the lanes of a recording know nothing, found lane by lane when first asked for.
 *
 * <pre>
 *   measured every second   • • • • •             • • • •
 *   after each collection   •     •                   •
 *   a rate                  •   •                       •
 *                                    └ recorder off ┘
 * </pre>
 *
 * <p>What is measured on a schedule has a gap where no value comes for more than three times its
 * usual distance. What is told only when something happens keeps its value however long that is; it
 * has a gap where no lane at all says anything, because the recorder was off, the machine slept or
 * a chunk is lost: from there to its next value. A rate is zero after a gap until it is told.
 */
public final class LaneGaps {
  /** The events of lanes that are measured on a schedule. */
  private static final Set<String> ON_SCHEDULE =
      Set.of(
          "jdk.CPULoad",
          "jdk.ResidentSetSize",
          "jdk.JavaThreadStatistics",
          "jdk.ThreadContextSwitchRate",
          "jdk.PhysicalMemory",
          "jdk.DirectBufferStatistics",
          "jdk.NativeMemoryUsageTotal",
          "jdk.ExceptionStatistics",
          "jdk.ClassLoadingStatistics",
          "jdk.NetworkUtilization");

  private static final Set<String> RATES =
      Set.of("allocation.rate", "socket.read", "socket.write", "file.read", "file.write");

  private static final double LEAST_MICROS = 3e6;
  private static final double USUAL_DISTANCES = 3;

  /** So many distances tell which one is usual. */
  private static final int LOOKED_AT = 100;

  private final List<Lane> lanes = new ArrayList<>();
  private final double endMicros;
  private final Map<Lane, List<Gap>> gaps = new HashMap<>();
  private @Nullable List<Gap> silences;

  /** Borders of what is not known; values at the borders are known. */
  record Gap(double startMicros, double endMicros) {}

  /**
   * @param endMicros the end of the recording
   */
  LaneGaps(LaneTable lanes, double endMicros) {
    double last = endMicros;
    for (Lane lane : lanes) {
      this.lanes.add(lane);
      last = lane.size() > 0 ? Math.max(last, lane.timeMicros(lane.size() - 1)) : last;
    }
    this.endMicros = last;
  }

  /** Whether the values are sums over a second each, so that one holds until the next. */
  static boolean isRate(Lane lane) {
    return RATES.contains(lane.name());
  }

  /** Until when lanes are drawn: the end of the recording, and not before the last value. */
  double endMicros() {
    return endMicros;
  }

  /** In order of time. */
  List<Gap> of(Lane lane) {
    return gaps.computeIfAbsent(lane, this::find);
  }

  /** The row whose value holds at an instant, -1 if that is not known. */
  public int rowAt(Lane lane, double micros) {
    for (Gap gap : of(lane)) {
      if (gap.startMicros() < micros && micros < gap.endMicros()) {
        return -1;
      }
    }
    return lane.rowAt(micros);
  }

  private List<Gap> find(Lane lane) {
    if (ON_SCHEDULE.contains(lane.source())) {
      return longSteps(lane, least(usualDistance(lane)));
    }
    List<Gap> found = new ArrayList<>();
    for (Gap silence : silences()) {
      int next = lane.firstFrom(0, silence.endMicros());
      double end = next < lane.size() ? lane.timeMicros(next) : endMicros;
      found.add(isRate(lane) ? silence : new Gap(silence.startMicros(), end));
    }
    return found;
  }

  private List<Gap> silences() {
    if (silences == null) {
      silences = findSilences();
    }
    return silences;
  }

  /** Where the most frequent lane has a gap and no other lane has a value. */
  private List<Gap> findSilences() {
    Lane pulse = null;
    double distance = Double.POSITIVE_INFINITY;
    for (Lane lane : lanes) {
      if (ON_SCHEDULE.contains(lane.source()) && usualDistance(lane) < distance) {
        pulse = lane;
        distance = usualDistance(lane);
      }
    }
    if (pulse == null) {
      return List.of();
    }
    double least = least(distance);
    List<Gap> found = longSteps(pulse, least);
    for (Lane lane : lanes) {
      List<Gap> rest = new ArrayList<>();
      for (Gap silence : found) {
        double start = silence.startMicros();
        int row = lane.firstFrom(0, start);
        while (row < lane.size() && lane.timeMicros(row) < silence.endMicros()) {
          add(rest, start, lane.timeMicros(row), least);
          start = lane.timeMicros(row++);
        }
        add(rest, start, silence.endMicros(), least);
      }
      found = rest;
    }
    return found;
  }

  private List<Gap> longSteps(Lane lane, double least) {
    List<Gap> found = new ArrayList<>();
    if (lane.size() == 0) {
      return found;
    }
    double last = lane.timeMicros(0);
    for (int row = 1; row < lane.size(); row++) {
      double next = lane.timeMicros(row);
      add(found, last, next, least);
      last = next;
    }
    add(found, last, endMicros, least);
    return found;
  }

  private static void add(List<Gap> gaps, double start, double end, double least) {
    if (end - start > least) {
      gaps.add(new Gap(start, end));
    }
  }

  private static double least(double usualDistance) {
    return Math.max(LEAST_MICROS, USUAL_DISTANCES * usualDistance);
  }

  /**
   * The distance that three of four do not exceed: of an event at the begin and the end of each
   * chunk half of them are almost nothing. Without limit for a single point.
   */
  private static double usualDistance(Lane lane) {
    int steps = lane.size() - 1;
    if (steps < 1) {
      return Double.POSITIVE_INFINITY;
    }
    int every = (steps + LOOKED_AT - 1) / LOOKED_AT;
    double[] distances = new double[(steps + every - 1) / every];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = lane.timeMicros(i * every + 1) - lane.timeMicros(i * every);
    }
    Arrays.sort(distances);
    return distances[distances.length * 3 / 4];
  }
}
