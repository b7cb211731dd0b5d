package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.DoubleColumn;
import dev.microlog.timeline.IntColumn;
import dev.microlog.timeline.MicrosColumn;
import dev.microlog.timeline.WaitKind;

/**
 * What one thread did when, for its state strip.
 *
 * <pre>
 *   row   start     end  state
 *    0    10000   50000  RUNNING
 *    1    50000  160000  SLEEPING
 *    2   160000  171000  RUNNABLE
 * </pre>
 *
 * <p>Ordered by start; rows do not overlap; between rows that do not touch nothing is known.
 */
public final class StateTable {
  private static final ThreadState[] STATES = ThreadState.values();

  private final MicrosColumn start;
  private final MicrosColumn end;
  private final byte[] state;

  private StateTable(Builder builder) {
    start = MicrosColumn.of(builder.start.toArray());
    end = MicrosColumn.of(builder.end.toArray());
    state = new byte[builder.state.size()];
    for (int row = 0; row < state.length; row++) {
      state[row] = (byte) builder.state.get(row);
    }
  }

  static StateTable of(Spans spans, Segments segments) {
    Builder builder = new Builder(spans);
    for (int segment = 0; segment < segments.size(); segment++) {
      builder.add(segments, segment);
    }
    return new StateTable(builder);
  }

  public int size() {
    return state.length;
  }

  public double startMicros(int row) {
    return start.get(row);
  }

  public double endMicros(int row) {
    return end.get(row);
  }

  public ThreadState state(int row) {
    return STATES[state[row]];
  }

  /** The first row that ends after an instant; {@link #size()} if none does. */
  public int firstEndingAfter(double micros) {
    return end.firstAfter(0, state.length, micros);
  }

  /** The first row behind another that ends after an instant, likewise. */
  public int nextEndingAfter(int row, double micros) {
    return end.firstAfter(row + 1, state.length, micros);
  }

  /** How long the thread was in a state between two instants, in µs. */
  public double micros(ThreadState wanted, double from, double to) {
    double sum = 0;
    for (int row = firstEndingAfter(from); row < size() && start.get(row) < to; row++) {
      if (state(row) == wanted) {
        sum += Math.min(end.get(row), to) - Math.max(start.get(row), from);
      }
    }
    return sum;
  }

  /** The state of a thread in such a wait. */
  static ThreadState ofWait(WaitKind kind) {
    return switch (kind) {
      case MONITOR -> ThreadState.BLOCKED;
      case PARK, PINNED -> ThreadState.PARKED;
      case SLEEP -> ThreadState.SLEEPING;
      case WAIT -> ThreadState.WAITING;
      case SOCKET_READ, SOCKET_WRITE, FILE_READ, FILE_WRITE -> ThreadState.IO;
      case CLASS_LOAD -> ThreadState.CLASS_LOADING;
    };
  }

  private static final class Builder {
    private final Spans spans;
    private final Joining joining;
    private final DoubleColumn start = new DoubleColumn();
    private final DoubleColumn end = new DoubleColumn();
    private final IntColumn state = new IntColumn();
    private int pause;

    Builder(Spans spans) {
      this.spans = spans;
      joining = spans.joining();
    }

    void add(Segments segments, int segment) {
      double from = segments.fromMicros(segment);
      double to = segments.toMicros(segment);
      int wait = segments.wait(segment);
      int sample = segments.sample(segment);
      if (wait >= 0) {
        add(from, to, ofWait(spans.timeline().waits().kind(wait)));
      } else if (sample < 0) {
        addActive(from, to, ThreadState.RUNNABLE);
      } else {
        ThreadState seen = spans.cpuTime().state(sample);
        double at = spans.timeline().samples().timeMicros(sample);
        double half = joining.periodMicros(sample) * 1.05;
        double seenFrom = Math.max(from, at - half);
        double seenTo = Math.min(to, at + half);
        if (!seen.isActive()) {
          add(from, to, seen);
        } else {
          addActive(from, seenFrom, ThreadState.RUNNABLE);
          addActive(seenFrom, seenTo, seen);
          addActive(seenTo, to, ThreadState.RUNNABLE);
        }
      }
    }

    /** Adds a stretch in which the thread would run, less the pauses of all threads. */
    private void addActive(double from, double to, ThreadState active) {
      double at = from;
      while (pause < joining.pauses() && joining.pauseEndMicros(pause) <= from) {
        pause++;
      }
      for (int p = pause; p < joining.pauses() && joining.pauseStartMicros(p) < to; p++) {
        add(at, joining.pauseStartMicros(p), active);
        at = Math.max(at, joining.pauseStartMicros(p));
        double pauseEnd = Math.min(to, joining.pauseEndMicros(p));
        add(at, pauseEnd, ThreadState.PAUSED);
        at = Math.max(at, pauseEnd);
      }
      add(at, to, active);
    }

    private void add(double from, double to, ThreadState added) {
      if (from >= to) {
        return;
      }
      int last = state.size() - 1;
      if (last >= 0 && end.get(last) == from && state.get(last) == added.ordinal()) {
        end.set(last, to);
      } else {
        start.add(from);
        end.add(to);
        state.add(added.ordinal());
      }
    }
  }
}
