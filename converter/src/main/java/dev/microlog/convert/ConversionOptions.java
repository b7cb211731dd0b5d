package dev.microlog.convert;

/**
 * How a recording is converted. The limits keep hostile or broken files from taking all memory or
 * disk.
 *
 * @param name what the application is called, unless the recording says so itself; may be empty
 * @param threads chunks that are parsed at the same time, at most; fewer if the heap is small
 * @param zstdLevel from 1, fast, to 19, small; {@link #AUTOMATIC_LEVEL}: the smaller a segment, the
 *     higher
 * @param maxInflatedBytes a compressed file that becomes larger is refused
 * @param parser what reads the chunks
 * @param rulesMaxBytes recordings up to that size, unpacked, are judged by the rules of JDK Mission
 *     Control, if the heap is large enough for that; 0 for never
 */
public record ConversionOptions(
    String name,
    int threads,
    int zstdLevel,
    long maxInflatedBytes,
    Parser parser,
    long rulesMaxBytes) {

  /**
   * What the rules cost grows with the recording, and is more than the conversion itself: see
   * docs/adr/0007.
   */
  private static final long RULES_MAX_BYTES = 4_000_000;

  /** Compresses small segments well and large ones fast. */
  public static final int AUTOMATIC_LEVEL = 0;

  /** What reads the chunks. */
  public enum Parser {
    /** Our own, which is fast; JDK Mission Control's for chunks whose types it does not know. */
    DIRECT,
    /**
     * JDK Mission Control's for whole chunks; our own for what is damaged or large for the heap.
     */
    JMC
  }

  public ConversionOptions {
    if (threads < 1
        || zstdLevel < AUTOMATIC_LEVEL
        || zstdLevel > 19
        || maxInflatedBytes < 1
        || rulesMaxBytes < 0) {
      throw new IllegalArgumentException(
          "threads and limits are positive, the level is from 0 to 19");
    }
  }

  /** All processors, small output, 16 GB; rules for recordings of at most 4 MB. */
  public static ConversionOptions defaults() {
    return new ConversionOptions(
        "",
        Runtime.getRuntime().availableProcessors(),
        AUTOMATIC_LEVEL,
        16L << 30,
        Parser.DIRECT,
        RULES_MAX_BYTES);
  }

  public ConversionOptions withName(String newName) {
    return new ConversionOptions(
        newName, threads, zstdLevel, maxInflatedBytes, parser, rulesMaxBytes);
  }

  public ConversionOptions withThreads(int newThreads) {
    return new ConversionOptions(
        name, newThreads, zstdLevel, maxInflatedBytes, parser, rulesMaxBytes);
  }

  public ConversionOptions withZstdLevel(int newLevel) {
    return new ConversionOptions(name, threads, newLevel, maxInflatedBytes, parser, rulesMaxBytes);
  }

  public ConversionOptions withMaxInflatedBytes(long newLimit) {
    return new ConversionOptions(name, threads, zstdLevel, newLimit, parser, rulesMaxBytes);
  }

  public ConversionOptions withParser(Parser newParser) {
    return new ConversionOptions(
        name, threads, zstdLevel, maxInflatedBytes, newParser, rulesMaxBytes);
  }

  public ConversionOptions withRulesMaxBytes(long newLimit) {
    return new ConversionOptions(name, threads, zstdLevel, maxInflatedBytes, parser, newLimit);
  }
}
