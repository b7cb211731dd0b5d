package dev.microlog.timeline.codec;

import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.TimelineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads segments, in pieces of any size, as they arrive. Not thread-safe.
 *
 * <pre>{@code
 * TimelineDecoder decoder = new TimelineDecoder();
 * while (bytes arrive) {
 *   decoder.append(bytes);
 * }
 * Timeline timeline = decoder.build();
 * }</pre>
 *
 * <p>What was appended beyond the last whole segment waits for its rest. A timeline whose end mark
 * has not come yet is not {@linkplain Timeline#complete() complete}; more may be appended after
 * {@link #build()}, which shows all whole segments so far.
 *
 * <p>After a {@link MalformedTimelineException} the segments before the malformed one can still be
 * built; nothing more can be appended.
 */
public final class TimelineDecoder {
  /** The length of a segment that is taken for a mistake, in bytes. */
  public static final int DEFAULT_MAX_SEGMENT_BYTES = 1 << 30;

  private static final byte[] NOTHING = {};

  private final TimelineBuilder builder = new TimelineBuilder();
  private final LaneSection lanes = new LaneSection();
  private final int maxSegmentBytes;
  private byte[] pending = NOTHING;
  private int pendingSize;
  private int segments;
  private boolean ended;
  private boolean failed;

  public TimelineDecoder() {
    this(DEFAULT_MAX_SEGMENT_BYTES);
  }

  /**
   * @param maxSegmentBytes a longer segment is refused
   */
  public TimelineDecoder(int maxSegmentBytes) {
    this.maxSegmentBytes = maxSegmentBytes;
  }

  /** The timeline in these bytes, which are all of it; it need not be complete. */
  public static Timeline decode(byte[] bytes) throws MalformedTimelineException {
    TimelineDecoder decoder = new TimelineDecoder();
    decoder.append(bytes);
    return decoder.build();
  }

  /** What a segment says of the recording, and whether it has the end mark. */
  public record Head(RecordingInfo recording, boolean complete) {}

  /**
   * What one segment, which need not be the first, says of the recording. Little memory is needed,
   * however long the segment is.
   *
   * @param segment the bytes of a whole segment
   * @throws MalformedTimelineException if these are no segment, or one of another version
   */
  public static Head head(InputStream segment) throws IOException {
    TimelineDecoder decoder = new TimelineDecoder();
    byte[] header = segment.readNBytes(Format.HEADER_BYTES);
    decoder.checkBeginning(header, 0, header.length);
    return HeadReader.read(segment, decoder.segmentLength(header, 0, header.length));
  }

  public void append(byte[] bytes) throws MalformedTimelineException {
    append(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes, {@code bytes[from]} to {@code bytes[to - 1]}, and reads all segments that
   * are whole now.
   *
   * @throws MalformedTimelineException if these are no segments, or of another version
   */
  public void append(byte[] bytes, int from, int to) throws MalformedTimelineException {
    if (failed) {
      throw new IllegalStateException("bytes after a malformed segment");
    }
    failed = true;
    if (pendingSize == 0) {
      int used = readSegments(bytes, from, to);
      keep(bytes, used, to);
    } else {
      keep(bytes, from, to);
      int used = readSegments(pending, 0, pendingSize);
      System.arraycopy(pending, used, pending, 0, pendingSize - used);
      pendingSize -= used;
    }
    failed = false;
  }

  /** The number of whole segments so far. */
  public int segments() {
    return segments;
  }

  /** Whether the end mark has come. */
  public boolean complete() {
    return ended;
  }

  /** The number of bytes that wait for the rest of their segment. */
  public int pendingBytes() {
    return pendingSize;
  }

  /** What the last whole segment says of the recording. */
  public RecordingInfo recording() {
    return builder.recording();
  }

  /** The timeline of all whole segments so far. */
  public Timeline build() {
    builder.complete(ended);
    return builder.build();
  }

  private void keep(byte[] bytes, int from, int to) {
    int size = pendingSize + to - from;
    if (size > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(size, pending.length * 2));
    }
    System.arraycopy(bytes, from, pending, pendingSize, to - from);
    pendingSize = size;
  }

  /** Reads whole segments; where the first that is not whole begins. */
  private int readSegments(byte[] bytes, int from, int to) throws MalformedTimelineException {
    int at = from;
    while (at < to) {
      checkBeginning(bytes, at, to);
      if (to - at < Format.HEADER_BYTES) {
        return at;
      }
      int length = segmentLength(bytes, at, to);
      int body = at + Format.HEADER_BYTES;
      if (length > to - body) {
        return at;
      }
      readSegment(new BytesReader(bytes, body, body + length));
      at = body + length;
    }
    return at;
  }

  /** How many bytes follow the header of the segment that begins there. */
  private int segmentLength(byte[] bytes, int at, int to) throws MalformedTimelineException {
    int length = new BytesReader(bytes, at + 5, to).fixed32();
    if (length < 0 || length > maxSegmentBytes) {
      throw new MalformedTimelineException(
          "segment " + segments + " of " + (length & 0xFFFFFFFFL) + " bytes is too long");
    }
    return length;
  }

  private void checkBeginning(byte[] bytes, int at, int to) throws MalformedTimelineException {
    if (ended) {
      throw new MalformedTimelineException("bytes after the end mark");
    }
    for (int i = 0; i < Format.MAGIC.length && at + i < to; i++) {
      if (bytes[at + i] != Format.MAGIC[i]) {
        throw new MalformedTimelineException(
            segments == 0
                ? "not a timeline: it does not begin with the letters mlog"
                : "segment " + segments + " does not begin with the letters mlog");
      }
    }
    int version = at + 4 < to ? bytes[at + 4] & 0xFF : Format.VERSION;
    if (version != Format.VERSION) {
      throw new MalformedTimelineException(
          "format version "
              + version
              + ", but this Microlog reads version "
              + Format.VERSION
              + (version > Format.VERSION ? ": use a newer one" : ""));
    }
  }

  private void readSegment(BytesReader in) throws MalformedTimelineException {
    int number = in.count();
    if (number != segments) {
      throw new MalformedTimelineException("segment " + number + " where " + segments + " belongs");
    }
    lanes.begin(builder);
    while (in.hasMore()) {
      int tag = in.oneByte();
      readSection(tag, in.slice(in.count()));
    }
    segments++;
  }

  private void readSection(int tag, BytesReader in) throws MalformedTimelineException {
    switch (tag) {
      case Section.RECORDING -> builder.recording(RecordingSection.read(in));
      case Section.STRINGS -> TextSection.read(in, builder.strings());
      case Section.METHODS -> DictionarySections.readMethods(in, builder);
      case Section.FRAMES -> DictionarySections.readFrames(in, builder);
      case Section.STACKS -> DictionarySections.readStacks(in, builder);
      case Section.THREADS -> ThreadSection.read(in, builder);
      case Section.SAMPLES -> SampleSection.read(in, builder);
      case Section.WAITS -> IntervalSections.readWaits(in, builder);
      case Section.PAUSES -> IntervalSections.readPauses(in, builder);
      case Section.ALLOCATIONS -> InstantSections.readAllocations(in, builder);
      case Section.EXCEPTIONS -> InstantSections.readExceptions(in, builder);
      case Section.REGIONS -> IntervalSections.readRegions(in, builder);
      case Section.MARKERS -> InstantSections.readMarkers(in, builder);
      case Section.LANES -> lanes.read(in, builder);
      case Section.LEAKS -> InstantSections.readLeaks(in, builder);
      case Section.THREAD_LOADS -> IntervalSections.readThreadLoads(in, builder);
      case Section.FINDINGS -> FindingSection.read(in, builder);
      case Section.END -> ended = true;
      default -> {
        // A newer writer's section that does not change the meaning of the others.
      }
    }
  }
}
