package dev.microlog.timeline.analysis.spans;

import dev.microlog.timeline.Timeline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Spans of all threads of a timeline: the one place where samples and waits become calls.
 *
 * <p>A sample says that a thread ran a stack at one instant, and nothing about the time between.
 * So:
 *
 * <ol>
 *   <li>A sample stands for its period, half before and half after. Two samples of a thread belong
 *       to one stretch if they are no further apart than {@link Joining} allows and no wait lies
 *       between; the border between them is half-way.
 *   <li>A wait is a stretch with exact borders; around it go on the frames that its stack shares
 *       with its neighbours.
 *   <li>Inside a stretch equal callers with equal methods are one span; lines and kinds of frames
 *       do not matter. Two waits are two calls of what blocked, even if nothing lies between them.
 *   <li>What is left is a gap.
 * </ol>
 *
 * <p>Tables are made when first asked for and kept. Not thread-safe.
 */
public final class Spans {
  private final Timeline timeline;
  private final MethodTree tree;
  private final Joining joining;
  private final NativeCalls nativeCalls;
  private final CpuTime cpuTime;
  private final @Nullable SpanTable[] tables;
  private final @Nullable Segments[] segments;
  private final @Nullable StateTable[] states;
  private @Nullable Segments passing;
  private int passingThread = -1;
  private @Nullable NodeCounts counts;

  private Spans(Timeline timeline, Folding folding) {
    this.timeline = timeline;
    tree = MethodTree.of(timeline, folding);
    joining = new Joining(timeline);
    nativeCalls = new NativeCalls(timeline.methods());
    cpuTime = new CpuTime(timeline, joining, nativeCalls);
    tables = new @Nullable SpanTable[timeline.threads().size()];
    segments = new @Nullable Segments[tables.length];
    states = new @Nullable StateTable[tables.length];
  }

  public static Spans of(Timeline timeline) {
    return new Spans(timeline, Folding.NONE);
  }

  public static Spans of(Timeline timeline, Folding folding) {
    return new Spans(timeline, folding);
  }

  public Timeline timeline() {
    return timeline;
  }

  /** What the nodes of spans and call trees refer to. */
  public MethodTree tree() {
    return tree;
  }

  public CpuTime cpuTime() {
    return cpuTime;
  }

  /** The flame chart of a thread. */
  public SpanTable spans(int thread) {
    SpanTable table = tables[thread];
    if (table == null) {
      table = SpanBuilder.spans(this, passing(thread));
      tables[thread] = table;
    }
    return table;
  }

  /** The state strip of a thread. */
  public StateTable states(int thread) {
    StateTable table = states[thread];
    if (table == null) {
      table = StateTable.of(this, passing(thread));
      states[thread] = table;
    }
    return table;
  }

  /** Whether spans and states of a thread were computed already. */
  public boolean isMade(int thread) {
    return tables[thread] != null && states[thread] != null;
  }

  /** Forgets what was computed for a thread, which is made again when asked for. */
  public void forget(int thread) {
    tables[thread] = null;
    segments[thread] = null;
    passing = null;
    states[thread] = null;
  }

  /** What a thread did when, without regard to callers: what spans are made of. */
  public Segments segments(int thread) {
    Segments table = segments[thread];
    if (table == null) {
      table = passing(thread);
      segments[thread] = table;
    }
    return table;
  }

  /** Forgets the segments that were asked for, which take as much memory as the spans. */
  public void forgetSegments() {
    Arrays.fill(segments, null);
    passing = null;
    passingThread = -1;
  }

  /**
   * Segments of which spans or states are made: those of the last thread are kept, as both are
   * mostly made one after the other.
   */
  private Segments passing(int thread) {
    Segments kept = segments[thread];
    if (kept != null) {
      return kept;
    }
    Segments last = passing;
    if (last == null || passingThread != thread) {
      last = SegmentBuilder.segments(this, thread);
      passing = last;
      passingThread = thread;
    }
    return last;
  }

  public NodeCounts counts() {
    NodeCounts known = counts;
    if (known == null) {
      known = new NodeCounts(this);
      counts = known;
    }
    return known;
  }

  public Joining joining() {
    return joining;
  }
}
