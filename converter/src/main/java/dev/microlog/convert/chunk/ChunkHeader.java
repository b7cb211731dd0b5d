package dev.microlog.convert.chunk;

/**
 * The first 68 bytes of a chunk; all numbers are big-endian.
 *
 * <pre>
 *    0  4  "FLR\0"                        40  8  duration, ns
 *    4  2  major version                  48  8  start, ticks
 *    6  2  minor version                  56  8  ticks per second
 *    8  8  size of the chunk              64  1  0 when finished; else it is being written
 *   16  8  position of the last checkpoint  65  2  unused
 *   24  8  position of the metadata       67  1  flags: 1 compressed integers, 2 last chunk
 *   32  8  start, ns since 1970
 * </pre>
 *
 * @param state the byte at 64
 * @param compressed whether integers are of variable length; async-profiler and the JDK set it
 */
public record ChunkHeader(
    int major,
    int minor,
    long size,
    long checkpointPosition,
    long metadataPosition,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    int state,
    boolean compressed) {

  /** The number of bytes of a header. */
  public static final int BYTES = 68;

  /** Where the byte is that says whether the chunk is finished. */
  static final int STATE_POSITION = 64;

  static final int MAX_MAJOR = 2;

  /** A hundred days: no chunk lasts as long. */
  private static final long MAX_DURATION = 100L * 86_400 * 1_000_000_000;

  /** The year 2096. */
  private static final long MAX_NANOS = 4_000_000_000_000_000_000L;

  /** Whether a chunk may begin here. */
  public static boolean isMagic(byte[] bytes, int at) {
    return at + 4 <= bytes.length
        && bytes[at] == 'F'
        && bytes[at + 1] == 'L'
        && bytes[at + 2] == 'R'
        && bytes[at + 3] == 0;
  }

  /** Reads a header; {@link #isMagic} is true there, and {@link #BYTES} bytes are. */
  public static ChunkHeader read(byte[] bytes, int at) {
    return new ChunkHeader(
        (int) BigEndian.number(bytes, at + 4, 2),
        (int) BigEndian.number(bytes, at + 6, 2),
        BigEndian.number(bytes, at + 8, 8),
        BigEndian.number(bytes, at + 16, 8),
        BigEndian.number(bytes, at + 24, 8),
        BigEndian.number(bytes, at + 32, 8),
        BigEndian.number(bytes, at + 40, 8),
        BigEndian.number(bytes, at + 48, 8),
        BigEndian.number(bytes, at + 56, 8),
        bytes[at + STATE_POSITION],
        (bytes[at + 67] & 1) != 0);
  }

  /** Whether this can be a header at all: what is no header rarely has sensible times. */
  public boolean isPlausible() {
    return major >= 1
        && major < 100
        && startNanos >= 0
        && startNanos < MAX_NANOS
        && ticksPerSecond > 0
        && size >= 0;
  }

  /** Whether this is a version whose chunks we can read. */
  public boolean isSupported() {
    return major >= 1 && major <= MAX_MAJOR;
  }

  /** Whether the writer closed the chunk: then its positions can be relied on. */
  public boolean isFinished() {
    return state == 0 && size >= BYTES && metadataPosition > 0;
  }

  /** How long the chunk lasted, in µs; 0 if its header does not say. */
  public double durationMicros() {
    return durationNanos > 0 && durationNanos < MAX_DURATION ? durationNanos / 1000.0 : 0;
  }
}
