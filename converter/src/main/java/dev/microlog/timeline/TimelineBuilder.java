package dev.microlog.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects a timeline: dictionaries that only grow (strings, methods, frames, stacks, threads) and
 * the rows of events. Not thread-safe.
 *
 * <p>A converter adds the events of a chunk, {@linkplain #build() builds} and writes them as one
 * segment, {@linkplain #clearRows() clears the rows} and goes on; dictionaries stay. A reader adds
 * all segments and builds once.
 */
public final class TimelineBuilder {
  private final StringTable.Builder strings = new StringTable.Builder();
  private final MethodTable.Builder methods = new MethodTable.Builder(strings);
  private final FrameTable.Builder frames = new FrameTable.Builder();
  private final StackTable.Builder stacks = new StackTable.Builder();
  private final ThreadTable.Builder threads = new ThreadTable.Builder(strings);
  private final SampleTable.Builder samples = new SampleTable.Builder();
  private final ThreadLoadTable.Builder threadLoads = new ThreadLoadTable.Builder();
  private final WaitTable.Builder waits = new WaitTable.Builder(strings);
  private final PauseTable.Builder pauses = new PauseTable.Builder(strings);
  private final AllocationTable.Builder allocations = new AllocationTable.Builder(strings);
  private final ExceptionTable.Builder exceptions = new ExceptionTable.Builder(strings);
  private final RegionTable.Builder regions = new RegionTable.Builder(strings);
  private final MarkerTable.Builder markers = new MarkerTable.Builder(strings);
  private final LaneTable.Builder lanes = new LaneTable.Builder();
  private final LeakTable.Builder leaks = new LeakTable.Builder(strings);
  private final List<Finding> findings = new ArrayList<>();
  private RecordingInfo recording = RecordingInfo.UNKNOWN;
  private boolean complete;

  public StringTable.Builder strings() {
    return strings;
  }

  public MethodTable.Builder methods() {
    return methods;
  }

  public FrameTable.Builder frames() {
    return frames;
  }

  public StackTable.Builder stacks() {
    return stacks;
  }

  public ThreadTable.Builder threads() {
    return threads;
  }

  public SampleTable.Builder samples() {
    return samples;
  }

  public ThreadLoadTable.Builder threadLoads() {
    return threadLoads;
  }

  public WaitTable.Builder waits() {
    return waits;
  }

  public PauseTable.Builder pauses() {
    return pauses;
  }

  public AllocationTable.Builder allocations() {
    return allocations;
  }

  public ExceptionTable.Builder exceptions() {
    return exceptions;
  }

  public RegionTable.Builder regions() {
    return regions;
  }

  public MarkerTable.Builder markers() {
    return markers;
  }

  public LaneTable.Builder lanes() {
    return lanes;
  }

  public LeakTable.Builder leaks() {
    return leaks;
  }

  public void add(Finding finding) {
    findings.add(finding);
  }

  public RecordingInfo recording() {
    return recording;
  }

  public void recording(RecordingInfo recording) {
    this.recording = recording;
  }

  /** Says that nothing will follow. */
  public void complete(boolean complete) {
    this.complete = complete;
  }

  /** Forgets all events and findings; dictionaries and threads stay. */
  public void clearRows() {
    samples.clear();
    threadLoads.clear();
    waits.clear();
    pauses.clear();
    allocations.clear();
    exceptions.clear();
    regions.clear();
    markers.clear();
    lanes.clear();
    leaks.clear();
    findings.clear();
  }

  /**
   * Orders and freezes what was collected; the builder can go on afterwards.
   *
   * @throws IllegalArgumentException if a row refers to another that does not exist
   */
  public Timeline build() {
    StringTable texts = strings.build();
    int threadCount = threads.size();
    int stackCount = stacks.size();
    return new Timeline(
        recording,
        texts,
        methods.build(texts),
        frames.build(methods.size()),
        stacks.build(frames.size()),
        threads.build(texts),
        samples.build(threadCount, stackCount),
        threadLoads.build(threadCount),
        waits.build(threadCount, stackCount, texts),
        pauses.build(texts),
        allocations.build(threadCount, stackCount, texts),
        exceptions.build(threadCount, stackCount, texts),
        regions.build(threadCount, texts),
        markers.build(threadCount, stackCount, texts),
        lanes.build(),
        leaks.build(threadCount, stackCount, texts),
        findings,
        complete);
  }
}
