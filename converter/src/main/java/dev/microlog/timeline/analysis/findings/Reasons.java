package dev.microlog.timeline.analysis.findings;

import dev.microlog.timeline.Level;
import dev.microlog.timeline.MarkerTable;
import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MicrosColumn;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.WaitKind;
import dev.microlog.timeline.WaitTable;
import dev.microlog.timeline.analysis.Callers;
import dev.microlog.timeline.analysis.spans.Segments;
import dev.microlog.timeline.analysis.spans.SpanTable;
import dev.microlog.timeline.analysis.spans.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Explains a slow call by what overlaps it and does not overlap an ordinary call. */
public final class Reasons {
  private static final WaitKind[] KINDS = WaitKind.values();

  /** What explains less of the lost time is not worth a word. */
  private static final double LEAST_SHARE = 0.1;

  private final Spans spans;
  private final Timeline timeline;

  /** For each wait when the last of it and those before it on its thread had ended: ascending. */
  private final MicrosColumn latestEnds;

  public Reasons(Spans spans) {
    this.spans = spans;
    timeline = spans.timeline();
    WaitTable waits = timeline.waits();
    double[] latest = new double[waits.size()];
    for (int wait = 0; wait < latest.length; wait++) {
      boolean first = wait == 0 || waits.thread(wait - 1) != waits.thread(wait);
      double before = first ? Double.NEGATIVE_INFINITY : latest[wait - 1];
      latest[wait] = Math.max(before, waits.endMicros(wait));
    }
    latestEnds = MicrosColumn.of(latest);
  }

  /** Where a call's time went: waits by kind, pauses, CPU. */
  private final class Account {
    private final double start;
    private final double end;
    private final double[] waited = new double[KINDS.length];
    private final int[] longest = new int[KINDS.length];
    private double waitedInAll;
    private final double paused;
    private final double cpu;

    Account(int thread, int row) {
      SpanTable table = spans.spans(thread);
      start = table.startMicros(row);
      end = table.endMicros(row);
      cpu = table.cpuMicros(row);
      paused = spans.joining().pausedMicros(start, end);
      for (int kind = 0; kind < KINDS.length; kind++) {
        longest[kind] = -1;
      }
      addWaits(thread);
    }

    /** A wait inside another counts for its own kind and not again for the sum. */
    private void addWaits(int thread) {
      WaitTable waits = timeline.waits();
      double counted = start;
      int after = waits.firstRow(thread + 1);
      int first = latestEnds.firstAfter(waits.firstRow(thread), after, start);
      for (int wait = first; wait < after && waits.startMicros(wait) < end; wait++) {
        double from = Math.max(start, waits.startMicros(wait));
        double to = Math.min(end, waits.endMicros(wait));
        if (from >= end) {
          break; // waits are in order of their start
        }
        if (from >= to) {
          continue;
        }
        int kind = waits.kind(wait).ordinal();
        waited[kind] += to - from;
        if (longest[kind] < 0 || waits.durationMicros(wait) > waits.durationMicros(longest[kind])) {
          longest[kind] = wait;
        }
        waitedInAll += Math.max(0, to - Math.max(from, counted));
        counted = Math.max(counted, to);
      }
    }

    double unexplained() {
      return Math.max(0, end - start - waitedInAll - paused - cpu);
    }
  }

  /**
   * What a slow call spent its time on that an ordinary one did not.
   *
   * @param usualRow an ordinary call, with its thread
   */
  public List<Reason> compare(int thread, int row, int usualThread, int usualRow) {
    List<Reason> reasons = new ArrayList<>();
    for (Reason reason : outline(thread, row, usualThread, usualRow)) {
      reasons.add(reason.kind() == Reason.Kind.WAIT ? withOwner(reason) : reason);
    }
    SpanTable table = spans.spans(thread);
    int marker = errorInside(thread, table.startMicros(row), table.endMicros(row));
    if (marker >= 0) {
      reasons.add(new Reason(Reason.Kind.LOG, 0, -1, -1, -1, marker));
    }
    return reasons;
  }

  /** The same without owners of locks and without the log, which take longer to find. */
  List<Reason> outline(int thread, int row, int usualThread, int usualRow) {
    Account slow = new Account(thread, row);
    Account usual = new Account(usualThread, usualRow);
    double least = LEAST_SHARE * Math.max(0, slow.end - slow.start - (usual.end - usual.start));
    List<Reason> reasons = new ArrayList<>();
    for (int kind = 0; kind < KINDS.length; kind++) {
      double more = slow.waited[kind] - usual.waited[kind];
      if (more > least && slow.longest[kind] >= 0) {
        reasons.add(new Reason(Reason.Kind.WAIT, more, slow.longest[kind], -1, -1, -1));
      }
    }
    add(reasons, Reason.Kind.PAUSE, slow.paused - usual.paused, least);
    add(reasons, Reason.Kind.CPU, slow.cpu - usual.cpu, least);
    add(reasons, Reason.Kind.NOT_RUNNING, slow.unexplained() - usual.unexplained(), least);
    reasons.sort(Comparator.comparingDouble((Reason reason) -> -reason.micros()));
    return reasons;
  }

  /** How long a call was in waits of one kind. */
  double waitedMicros(int thread, int row, WaitKind kind) {
    return new Account(thread, row).waited[kind.ordinal()];
  }

  private static void add(List<Reason> reasons, Reason.Kind kind, double micros, double least) {
    if (micros > least) {
      reasons.add(new Reason(kind, micros, -1, -1, -1, -1));
    }
  }

  private Reason withOwner(Reason reason) {
    int wait = reason.waitRow();
    int owner = timeline.waits().ownerThread(wait);
    return new Reason(Reason.Kind.WAIT, reason.micros(), wait, owner, ownerMethod(wait), -1);
  }

  /**
   * The method of yours, or else of a library, that the owner of a lock was in most of the time
   * while a thread waited for it; -1 when that is not known.
   *
   * <p>Who holds a lock when the wait ends may have come late: what a thread waited for in a pool
   * before was not done with the lock.
   *
   * @param wait for a lock
   */
  public int ownerMethod(int wait) {
    int owner = timeline.waits().ownerThread(wait);
    if (owner < 0) {
      return -1;
    }
    double start = timeline.waits().startMicros(wait);
    double end = timeline.waits().endMicros(wait);
    Segments segments = spans.segments(owner);
    double[] weights = new double[timeline.methods().size()];
    int best = -1;
    for (int segment = segments.firstEndingAfter(start);
        segment < segments.size() && segments.fromMicros(segment) < end;
        segment++) {
      double overlap =
          Math.min(end, segments.toMicros(segment)) - Math.max(start, segments.fromMicros(segment));
      if (overlap > 0 && segments.stack(segment) >= 0) {
        int method = Callers.blamed(timeline, segments.stack(segment));
        if (isIdle(segments.wait(segment), method)) {
          continue;
        }
        weights[method] += overlap;
        if (best < 0 || weights[method] > weights[best]) {
          best = method;
        }
      }
    }
    return best;
  }

  /** Whether a thread waits for work, as those of a pool do: nothing of yours called it. */
  private boolean isIdle(int wait, int method) {
    if (wait < 0 || timeline.methods().kind(method) == MethodKind.YOURS) {
      return false;
    }
    WaitKind kind = timeline.waits().kind(wait);
    return kind == WaitKind.PARK || kind == WaitKind.WAIT;
  }

  /** The worst warning or error that a thread logged in an interval; -1 for none. */
  private int errorInside(int thread, double from, double to) {
    MarkerTable markers = timeline.markers();
    int worst = -1;
    for (int row = markers.firstFrom(from);
        row < markers.size() && markers.timeMicros(row) <= to;
        row++) {
      if (markers.thread(row) == thread
          && markers.level(row).compareTo(Level.WARN) >= 0
          && (worst < 0 || markers.level(row).compareTo(markers.level(worst)) > 0)) {
        worst = row;
      }
    }
    return worst;
  }
}
