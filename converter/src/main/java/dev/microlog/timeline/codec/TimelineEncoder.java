package dev.microlog.timeline.codec;

import dev.microlog.timeline.Timeline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns timelines into segments, one after the other. Remembers what it has written: dictionaries
 * grow from segment to segment, and only what is new in them is written. Not thread-safe.
 *
 * <pre>{@code
 * TimelineBuilder builder = …;
 * TimelineEncoder encoder = new TimelineEncoder();
 * while (there is a chunk) {
 *   add its events to builder;
 *   write(encoder.encode(builder.build()));
 *   builder.clearRows();
 * }
 * }</pre>
 */
public final class TimelineEncoder {
  private final ThreadSection threads = new ThreadSection();
  private final LaneSection lanes = new LaneSection();
  private final BytesWriter section = new BytesWriter();
  private int number;
  private int strings;
  private int methods;
  private int frames;
  private int stacks;
  private boolean ended;
  private @Nullable ColumnObserver observer;

  /** Tells of every column from now on. */
  public void observe(ColumnObserver columnObserver) {
    observer = columnObserver;
    section.keepMarks();
  }

  /**
   * The bytes of the next segment, not compressed. A segment that is {@linkplain
   * Timeline#complete() complete} gets the end mark.
   *
   * @param segment its dictionaries hold what they held in the segment before, and what is new
   * @throws IllegalStateException if the segment before was the last
   * @throws IllegalArgumentException if a number is too large to be kept exactly, or the
   *     dictionaries have become smaller
   */
  public byte[] encode(Timeline segment) {
    if (ended) {
      throw new IllegalStateException("a segment after the end mark");
    }
    BytesWriter body = new BytesWriter();
    body.count(number);
    RecordingSection.write(segment.recording(), section);
    close(Section.RECORDING, body);
    writeDictionaries(segment, body);
    writeEvents(segment, body);
    if (segment.complete()) {
      close(Section.END, body);
    }
    BytesWriter out = new BytesWriter();
    out.all(Format.MAGIC);
    out.oneByte(Format.VERSION);
    out.fixed32(body.size());
    out.append(body);
    number++;
    ended = segment.complete();
    return out.toArray();
  }

  private void writeDictionaries(Timeline segment, BytesWriter body) {
    if (segment.strings().size() < strings
        || segment.methods().size() < methods
        || segment.frames().size() < frames
        || segment.stacks().size() < stacks) {
      throw new IllegalArgumentException("a dictionary is smaller than in the segment before");
    }
    if (segment.strings().size() > strings) {
      TextSection.write(segment.strings(), strings, section);
      close(Section.STRINGS, body);
      strings = segment.strings().size();
    }
    if (segment.methods().size() > methods) {
      DictionarySections.writeMethods(segment.methods(), methods, section);
      close(Section.METHODS, body);
      methods = segment.methods().size();
    }
    if (segment.frames().size() > frames) {
      DictionarySections.writeFrames(segment.frames(), frames, section);
      close(Section.FRAMES, body);
      frames = segment.frames().size();
    }
    if (segment.stacks().size() > stacks) {
      DictionarySections.writeStacks(segment.stacks(), stacks, section);
      close(Section.STACKS, body);
      stacks = segment.stacks().size();
    }
    threads.write(segment.threads(), section);
    if (section.size() > 0) {
      close(Section.THREADS, body);
    }
  }

  private void writeEvents(Timeline segment, BytesWriter body) {
    if (segment.samples().size() > 0) {
      SampleSection.write(segment.samples(), section);
      close(Section.SAMPLES, body);
    }
    if (segment.threadLoads().size() > 0) {
      IntervalSections.writeThreadLoads(segment.threadLoads(), section);
      close(Section.THREAD_LOADS, body);
    }
    if (segment.waits().size() > 0) {
      IntervalSections.writeWaits(segment.waits(), section);
      close(Section.WAITS, body);
    }
    if (segment.pauses().size() > 0) {
      IntervalSections.writePauses(segment.pauses(), section);
      close(Section.PAUSES, body);
    }
    if (segment.allocations().size() > 0) {
      InstantSections.writeAllocations(segment.allocations(), section);
      close(Section.ALLOCATIONS, body);
    }
    if (segment.exceptions().size() > 0) {
      InstantSections.writeExceptions(segment.exceptions(), section);
      close(Section.EXCEPTIONS, body);
    }
    if (segment.regions().size() > 0) {
      IntervalSections.writeRegions(segment.regions(), section);
      close(Section.REGIONS, body);
    }
    if (segment.markers().size() > 0) {
      InstantSections.writeMarkers(segment.markers(), section);
      close(Section.MARKERS, body);
    }
    if (segment.lanes().size() > 0) {
      lanes.write(segment.lanes(), segment.pauses(), section);
      close(Section.LANES, body);
    }
    if (segment.leaks().size() > 0) {
      InstantSections.writeLeaks(segment.leaks(), section);
      close(Section.LEAKS, body);
    }
    if (!segment.findings().isEmpty()) {
      FindingSection.write(segment.findings(), section);
      close(Section.FINDINGS, body);
    }
  }

  /** Puts the section that was just written into the segment. */
  private void close(int tag, BytesWriter body) {
    body.oneByte(tag);
    body.count(section.size());
    body.append(section);
    if (observer != null) {
      tell(observer, tag);
    }
    section.clear();
  }

  private void tell(ColumnObserver columns, int tag) {
    byte[] bytes = section.toArray();
    String column = "";
    int from = 0;
    for (BytesWriter.Mark mark : section.marks()) {
      if (mark.position() > from) {
        columns.encoded(tag, column, Arrays.copyOfRange(bytes, from, mark.position()));
      }
      column = mark.column();
      from = mark.position();
    }
    columns.encoded(tag, column, Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
