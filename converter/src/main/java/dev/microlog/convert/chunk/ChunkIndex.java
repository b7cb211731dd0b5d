package dev.microlog.convert.chunk;

import java.util.Arrays;

/**
 * Where the events of a chunk are. They follow one another, each beginning with its size and its
 * type; nothing else is needed to find them, so that a chunk whose header says nothing, because the
 * JVM was killed, or whose end is missing, is read like any other.
 *
 * <p>Where an event's size makes no sense the rest is searched for a place from which several
 * events follow one another again; what was passed over is counted as lost.
 */
public final class ChunkIndex {
  private static final int METADATA = 0;
  private static final int CHECKPOINT = 1;

  /** The least that an event has: its size, type and start. */
  private static final int LEAST_EVENT = 3;

  /** So many events must follow one another for a place to be taken for an event's beginning. */
  private static final int PROOF = 3;

  /** After so many events whose time makes sense, one whose time does not is no event. */
  private static final int TRUST = 16;

  private static final long DAYS_AROUND = 100;

  /**
   * Where an event is looked for, its time must be near that of the chunk: where ticks are counted
   * from the start of the JVM or of a young machine any small number is the time of something.
   * Waits that began earlier are rare, and others follow them.
   */
  private static final double SECONDS_BEFORE = 600;

  private static final double SECONDS_AFTER = 60;
  private static final double LONGEST_CHUNK_SECONDS = 86_400;

  /** Types have small numbers. */
  private static final long MAX_TYPE = 1 << 20;

  private final byte[] bytes;
  private final boolean compressed;
  private final boolean cut;
  private final int end;
  private int[] events = new int[1024];
  private int eventCount;
  private int[] checkpoints = new int[16];
  private int checkpointCount;
  private int[] metadata = new int[4];
  private int metadataCount;
  private int lostBytes;
  private int firstLost = -1;
  private final long firstTick;
  private final long lastTick;
  private final long firstNearTick;
  private final long lastNearTick;
  private int inTime;

  /** Where the next number is that is read. */
  private int position;

  /** Of the event that was looked at last. */
  private long type;

  private long ticks;

  /** Finds all events of a chunk. */
  public ChunkIndex(Chunk chunk) {
    bytes = chunk.bytes();
    compressed = chunk.header().compressed();
    end = bytes.length;
    cut = !chunk.header().isFinished() || chunk.header().size() > end;
    long start = chunk.header().startTicks();
    double around = DAYS_AROUND * 86_400.0 * chunk.header().ticksPerSecond();
    firstTick = (long) (start - around);
    lastTick = (long) (start + around);
    double perSecond = chunk.header().ticksPerSecond();
    double seconds = chunk.header().durationMicros() / 1e6;
    double after = !cut && seconds > 0 ? seconds + SECONDS_AFTER : LONGEST_CHUNK_SECONDS;
    firstNearTick = (long) Math.max(start / 2.0, start - SECONDS_BEFORE * perSecond);
    lastNearTick = (long) (start + after * perSecond);
    walk();
  }

  /** Where events begin that are neither metadata nor checkpoints. */
  public int event(int index) {
    return events[index];
  }

  public int eventCount() {
    return eventCount;
  }

  /** Where the events begin that hold constants. */
  public int checkpoint(int index) {
    return checkpoints[index];
  }

  public int checkpointCount() {
    return checkpointCount;
  }

  /** Where the metadata events begin: each says all that those before it said, and more. */
  public int metadata(int index) {
    return metadata[index];
  }

  public int metadataCount() {
    return metadataCount;
  }

  /** The bytes that belong to no event. */
  public int lostBytes() {
    return lostBytes;
  }

  /** Where the first of them is; -1 if there are none. */
  public int firstLost() {
    return firstLost;
  }

  private void walk() {
    int at = ChunkHeader.BYTES;
    while (at < end) {
      int size = sizeAt(at);
      boolean timely = size > 0 && isTimely();
      inTime = timely ? inTime + 1 : Math.min(inTime, TRUST);
      if (size == 0 || (!timely && inTime >= TRUST)) {
        int next = isCutEvent(at) ? end : resume(at + 1);
        if (firstLost < 0) {
          firstLost = at;
        }
        lostBytes += next - at;
        at = next;
      } else {
        add(at);
        at += size;
      }
    }
  }

  private void add(int at) {
    if (type == METADATA) {
      metadata = append(metadata, metadataCount++, at);
    } else if (type == CHECKPOINT) {
      checkpoints = append(checkpoints, checkpointCount++, at);
    } else {
      events = append(events, eventCount++, at);
    }
  }

  private static int[] append(int[] array, int size, int value) {
    int[] result = size < array.length ? array : Arrays.copyOf(array, size * 2);
    result[size] = value;
    return result;
  }

  /** The size of the event there, whose type and time are read too; 0 if there can be none. */
  private int sizeAt(int at) {
    position = at;
    long size = number(4);
    if (size < LEAST_EVENT || size > end - at) {
      return 0;
    }
    type = number(8);
    ticks = number(8);
    return isType() ? (int) size : 0;
  }

  private boolean isType() {
    return type >= 0 && type < MAX_TYPE;
  }

  /**
   * Whether the event there is the last of a chunk that was cut, and goes on beyond the end: what
   * is left of it is no place to look for other events.
   */
  private boolean isCutEvent(int at) {
    if (!cut || inTime < TRUST) {
      return false;
    }
    position = at;
    long size = number(4);
    type = number(8);
    ticks = number(8);
    return size > end - at && isType() && isTimely();
  }

  /**
   * Whether the event that was looked at says that it happened within some months of the chunk's
   * start. A time of 0 is let pass: recordings of JDK 25 that are whole lost events without that.
   */
  private boolean isTimely() {
    return ticks >= firstTick && ticks <= lastTick;
  }

  /** Whether the event that was looked at says that it happened while the chunk was written. */
  private boolean isNear() {
    return ticks >= firstNearTick && ticks <= lastNearTick;
  }

  /** The next number, or -1 if it goes beyond the end. */
  private long number(int fixedLength) {
    if (!compressed) {
      position += fixedLength;
      return position > end ? -1 : BigEndian.number(bytes, position - fixedLength, fixedLength);
    }
    long value = 0;
    for (int i = 0; i < 9 && position < end; i++) {
      byte next = bytes[position++];
      if (next >= 0 || i == 8) {
        return value | (next & 0xFFL) << (7 * i);
      }
      value |= (next & 0x7FL) << (7 * i);
    }
    return -1;
  }

  /** The next place from which events follow one another, or the end. */
  private int resume(int from) {
    for (int at = from; at < end; at++) {
      int next = at;
      int seen = 0;
      while (seen < PROOF && next < end) {
        int size = sizeAt(next);
        if (size == 0 || !isNear()) {
          break;
        }
        next += size;
        seen++;
      }
      if (seen == PROOF || (seen > 0 && next == end)) {
        return at;
      }
    }
    return end;
  }
}
