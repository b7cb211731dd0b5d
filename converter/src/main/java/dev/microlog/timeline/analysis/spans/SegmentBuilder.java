package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.SampleKind;
import dev.microlog.timeline.SampleTable;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;

/**
 * Makes the segments of one thread, in two steps: samples and borders of waits become a row of
 * events in order of time; then each event, and what lies between it and the one before, becomes
 * segments.
 */
final class SegmentBuilder {
  /** Periods of samplers that differ by more are of samples that stand for many ticks. */
  private static final double ALIKE = 2;

  private static final int SAMPLE = 0;
  private static final int START = 1;
  private static final int END = 2;

  private final Timeline timeline;
  private final MethodTree tree;
  private final Joining joining;
  private final CpuTime cpuTime;
  private final SampleTable samples;
  private final WaitTable waits;
  private final double threadStart;
  private final double threadEnd;

  // events, each sample and each border of a wait at most one
  private int events;
  private final double[] time;
  private final int[] type;
  private final int[] row;
  private final int[] node;

  /** The innermost wait after the event, -1 if there is none. */
  private final int[] inside;

  /**
   * From when the distance to the event is measured: the event before, or a sample without a stack.
   */
  private final double[] seenBefore;

  /** Samples taken at the event, or after it inside the wait. */
  private final int[] count;

  private final int[] firstSample;
  private final double[] cpu;

  private final Segments.Builder segments;

  private SegmentBuilder(Spans spans, int thread) {
    timeline = spans.timeline();
    tree = spans.tree();
    joining = spans.joining();
    cpuTime = spans.cpuTime();
    samples = timeline.samples();
    waits = timeline.waits();
    threadStart = Math.max(0, timeline.threads().startMicros(thread));
    double end = timeline.threads().endMicros(thread);
    threadEnd = end < 0 ? Double.POSITIVE_INFINITY : end;
    int taken = samples.firstRow(thread + 1) - samples.firstRow(thread);
    int borders = 2 * (waits.firstRow(thread + 1) - waits.firstRow(thread));
    int most = taken + borders;
    time = new double[most];
    type = new int[most];
    row = new int[most];
    node = new int[most];
    inside = new int[most];
    seenBefore = new double[most];
    count = new int[most];
    firstSample = new int[most];
    cpu = new double[most];
    segments = new Segments.Builder(most + borders);
  }

  static Segments segments(Spans spans, int thread) {
    SegmentBuilder builder = new SegmentBuilder(spans, thread);
    builder.collectEvents(thread);
    builder.makeSegments();
    return new Segments(builder.segments);
  }

  // ---- events ----

  /**
   * Merges samples and waits; at one instant a wait ends before the next starts, before samples.
   */
  private void collectEvents(int thread) {
    int sample = samples.firstRow(thread);
    int sampleEnd = samples.firstRow(thread + 1);
    int wait = waits.firstRow(thread);
    int waitEnd = waits.firstRow(thread + 1);
    OpenWaits open = new OpenWaits();
    double seen = Double.NEGATIVE_INFINITY;
    while (true) {
      double sampleTime =
          sample < sampleEnd ? samples.timeMicros(sample) : Double.POSITIVE_INFINITY;
      double waitTime =
          wait < waitEnd ? Math.max(0, waits.startMicros(wait)) : Double.POSITIVE_INFINITY;
      double endTime = open.isEmpty() ? Double.POSITIVE_INFINITY : open.topEnd();
      if (endTime <= sampleTime && endTime <= waitTime) {
        if (open.isEmpty()) {
          return;
        }
        int ended = open.pop();
        add(endTime, END, ended, tree.nodeOfWait(ended), open.top(), seen);
        seen = endTime;
      } else if (waitTime <= sampleTime) {
        double end = Math.max(waitTime, waits.endMicros(wait));
        // an overlap that is no nesting: the earlier one ends where most of the later one lies
        while (!open.isEmpty() && end > open.topEnd() && (waitTime + end) / 2 > open.topEnd()) {
          int cut = open.pop();
          add(waitTime, END, cut, tree.nodeOfWait(cut), open.top(), seen);
          seen = waitTime;
        }
        open.push(wait, open.isEmpty() ? end : Math.min(end, open.topEnd()));
        add(waitTime, START, wait, tree.nodeOfWait(wait), wait, seen);
        seen = waitTime;
        wait++;
      } else {
        seen = collectSample(sample, sampleTime, open.top(), seen);
        sample++;
      }
    }
  }

  /** Returns the instant from which the distance to the next event is measured. */
  private double collectSample(int sample, double sampleTime, int openWait, double seen) {
    int last = events - 1;
    boolean blocked = openWait >= 0 && waits.kind(openWait) != WaitKind.CLASS_LOAD;
    boolean again = last >= 0 && type[last] == SAMPLE && time[last] == sampleTime;
    if (blocked || again) {
      if (count[last] == 0) {
        firstSample[last] = sample;
      }
      count[last]++;
      cpu[last] += cpuTime.micros(sample);
      return seen;
    }
    int stack = samples.stack(sample);
    if (stack < 0) {
      // it ran, but what is not known: it bridges a gap and is nothing itself
      boolean near = joining.joins(seen, sampleTime, joining.periodMicros(sample), false);
      return near ? sampleTime : seen;
    }
    add(sampleTime, SAMPLE, sample, tree.node(stack), openWait, seen);
    firstSample[last + 1] = sample;
    count[last + 1] = 1;
    cpu[last + 1] = cpuTime.micros(sample);
    return sampleTime;
  }

  private void add(double at, int kind, int of, int nodeAt, int openWait, double seen) {
    int event = events++;
    time[event] = at;
    type[event] = kind;
    row[event] = of;
    node[event] = nodeAt;
    inside[event] = openWait;
    seenBefore[event] = seen;
    firstSample[event] = -1;
  }

  // ---- segments ----

  private void makeSegments() {
    int size = events;
    boolean joined = false;
    for (int event = 0; event < size; event++) {
      boolean joinsNext = event + 1 < size && joins(event, event + 1);
      if (event > 0) {
        makeBetween(event - 1, event, joined);
      }
      if (type[event] == SAMPLE) {
        makeSample(event, joined, joinsNext);
      }
      joined = joinsNext;
    }
  }

  /** Whether two neighbours belong to one stretch, neither being inside a wait. */
  private boolean joins(int earlier, int later) {
    if (inside[earlier] >= 0 || node[earlier] < 0 || node[later] < 0) {
      return false;
    }
    return joining.joins(
        seenBefore[later],
        time[later],
        Math.max(period(earlier), period(later)),
        isNative(earlier) && isNative(later));
  }

  private double period(int event) {
    return type[event] == SAMPLE ? joining.periodMicros(row[event]) : joining.javaPeriodMicros();
  }

  private boolean isNative(int event) {
    return type[event] == SAMPLE && samples.kind(row[event]) == SampleKind.NATIVE;
  }

  private void makeSample(int event, boolean joinedBefore, boolean joinedAfter) {
    double from = left(event, joinedBefore);
    double to = right(event, joinedAfter);
    int at = node[event];
    if (joinedBefore && type[event - 1] == END) {
      at = outsideOf(row[event - 1], at);
    }
    if (joinedAfter && type[event + 1] == START) {
      at = outsideOf(row[event + 1], at);
    }
    segments.add(from, to, at, samples.stack(row[event]), -1);
    segments.samples(firstSample[event], count[event], cpu[event]);
    segments.uncertainty(
        uncertainty(event - 1, event, joinedBefore), uncertainty(event, event + 1, joinedAfter));
  }

  /** A sample on the way into or out of a blocking call is not a call of its own. */
  private int outsideOf(int wait, int at) {
    int own = tree.ownDepthOfWait(wait);
    if (own > 0 && tree.sharedLevels(at, tree.nodeOfWait(wait)) > own) {
      return tree.ancestorAt(at, own - 1);
    }
    return at;
  }

  private double uncertainty(int earlier, int later, boolean joined) {
    int sample = earlier >= 0 && type[earlier] == SAMPLE ? earlier : later;
    if (!joined) {
      return period(sample) / 2;
    }
    double border = border(earlier, later);
    return Math.min(border - time[earlier], time[later] - border);
  }

  /**
   * Where one event ends and the next begins: half-way; or, where one sample stands for many of the
   * sampler's ticks and the other does not, where their weights say.
   */
  private double border(int earlier, int later) {
    double before = time[earlier];
    double first = period(earlier);
    double second = period(later);
    boolean samplesOnly = type[earlier] == SAMPLE && type[later] == SAMPLE;
    boolean alike = first <= ALIKE * second && second <= ALIKE * first;
    double share = alike || !samplesOnly ? 0.5 : first / (first + second);
    return before + (time[later] - before) * share;
  }

  /** Where the segment of a sample begins. */
  private double left(int event, boolean joined) {
    double at = time[event];
    double half = at - period(event) / 2;
    if (event == 0) {
      return Math.min(at, Math.max(half, threadStart));
    }
    double before = time[event - 1];
    if (joined) {
      return border(event - 1, event);
    }
    return Math.max(half, type[event - 1] == SAMPLE ? border(event - 1, event) : before);
  }

  /** Where the segment of a sample ends. */
  private double right(int event, boolean joined) {
    double at = time[event];
    double half = at + period(event) / 2;
    if (event + 1 == events) {
      return Math.max(at, Math.min(half, threadEnd));
    }
    double after = time[event + 1];
    if (joined) {
      return border(event, event + 1);
    }
    return Math.min(half, type[event + 1] == SAMPLE ? border(event, event + 1) : after);
  }

  /** What lies between two neighbours. */
  private void makeBetween(int earlier, int later, boolean joined) {
    int wait = inside[earlier];
    if (wait >= 0) {
      makeWait(earlier, later, wait);
      return;
    }
    boolean afterWait = type[earlier] == END;
    boolean beforeWait = type[later] == START;
    if (!joined || (!afterWait && !beforeWait)) {
      return;
    }
    double middle = (time[earlier] + time[later]) / 2;
    double half = (time[later] - time[earlier]) / 2;
    if (afterWait && beforeWait) {
      int common = tree.commonAncestor(outerNode(row[earlier]), outerNode(row[later]));
      makeKnownFrames(time[earlier], time[later], common, row[later], half * 2);
    } else if (afterWait) {
      makeKnownFrames(time[earlier], middle, outerNode(row[earlier]), row[earlier], half);
    } else {
      makeKnownFrames(middle, time[later], outerNode(row[later]), row[later], half);
    }
  }

  /** The frames that a wait happened in. */
  private int outerNode(int wait) {
    return tree.ancestorAt(tree.nodeOfWait(wait), tree.ownDepthOfWait(wait) - 1);
  }

  private void makeKnownFrames(double from, double to, int at, int wait, double uncertainty) {
    if (at >= 0 && from < to) {
      segments.add(from, to, at, waits.stack(wait), -1);
      segments.uncertainty(uncertainty, uncertainty);
    }
  }

  /** A piece of a wait, up to the next event inside it or its end. */
  private void makeWait(int earlier, int later, int wait) {
    boolean starts = type[earlier] == START;
    boolean ends = type[later] == END && row[later] == wait;
    double from = type[earlier] == SAMPLE ? right(earlier, false) : time[earlier];
    double to = type[later] == SAMPLE ? left(later, false) : time[later];
    if (from >= to && !(starts && ends)) {
      return;
    }
    segments.add(from, to, tree.nodeOfWait(wait), waits.stack(wait), wait);
    if (type[earlier] != SAMPLE) {
      segments.samples(firstSample[earlier], count[earlier], cpu[earlier]);
    }
    segments.uncertainty(joining.javaPeriodMicros() / 2, joining.javaPeriodMicros() / 2);
    if (starts) {
      segments.fresh(tree.ownDepthOfWait(wait), time[earlier] == waits.startMicros(wait));
    }
    if (ends) {
      segments.closing(tree.ownDepthOfWait(wait), time[later] == waits.endMicros(wait));
    }
  }
}
