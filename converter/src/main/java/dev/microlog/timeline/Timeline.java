package dev.microlog.timeline;

import java.util.List;

/**
 * A recording as tables: what every view, export and analysis is computed from. Immutable.
 *
 * <p>Stored are samples, waits and other events, as recorded. Computed, never stored: spans,
 * statistics, anomalies, call graphs (package {@code timeline.analysis}).
 *
 * @param complete false while the recording is still growing, or if its file was cut
 */
public record Timeline(
    RecordingInfo recording,
    StringTable strings,
    MethodTable methods,
    FrameTable frames,
    StackTable stacks,
    ThreadTable threads,
    SampleTable samples,
    ThreadLoadTable threadLoads,
    WaitTable waits,
    PauseTable pauses,
    AllocationTable allocations,
    ExceptionTable exceptions,
    RegionTable regions,
    MarkerTable markers,
    LaneTable lanes,
    LeakTable leaks,
    List<Finding> findings,
    boolean complete) {

  public Timeline {
    findings = List.copyOf(findings);
  }

  /** The same recording with other kinds of methods. */
  public Timeline withMethods(MethodTable methods) {
    return new Timeline(
        recording,
        strings,
        methods,
        frames,
        stacks,
        threads,
        samples,
        threadLoads,
        waits,
        pauses,
        allocations,
        exceptions,
        regions,
        markers,
        lanes,
        leaks,
        findings,
        complete);
  }

  /** The method of a stack node's own frame, a row of {@link #methods()}. */
  public int methodAt(int stackNode) {
    return frames.method(stacks.frame(stackNode));
  }
}
