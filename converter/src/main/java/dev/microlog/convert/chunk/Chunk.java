package dev.microlog.convert.chunk;

/** A chunk in memory, ready to be parsed. */
public final class Chunk {
  private final byte[] bytes;
  private final ChunkHeader header;
  private final String source;
  private final long position;

  /**
   * @param bytes begin with the chunk's header; the array is not copied
   * @param source the file it came from, for messages
   * @param position of the chunk in that file
   */
  public Chunk(byte[] bytes, ChunkHeader header, String source, long position) {
    this.bytes = bytes;
    this.header = header;
    this.source = source;
    this.position = position;
  }

  /** The bytes themselves, which a parser may change. */
  public byte[] bytes() {
    return bytes;
  }

  public ChunkHeader header() {
    return header;
  }

  public String source() {
    return source;
  }

  public long position() {
    return position;
  }
}
