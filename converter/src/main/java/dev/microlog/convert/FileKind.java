package dev.microlog.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the first bytes of a file say that it is. */
public enum FileKind {
  /** The chunks of a JFR recording ({@code ChunkHeader} in the JDK). */
  JFR("FLR\0"),
  /** Something in gzip (RFC 1952), which may be a recording. */
  GZIP("\u001F\u008B"),
  /** Something in zstd (RFC 8878): a timeline, or a recording. */
  ZSTD("(\u00B5/\u00FD"),
  /** A zip archive, which may hold recordings. */
  ZIP("PK\u0003\u0004"),
  /** A segment of a timeline, not compressed. */
  SEGMENT("mlog"),
  /** None of these, or too short to tell. */
  OTHER("");

  /** So many bytes tell. */
  static final int BYTES = 4;

  /** The first bytes, each as a char. */
  private final String magic;

  FileKind(String magic) {
    this.magic = magic;
  }

  /** What begins with these bytes. */
  static FileKind of(byte[] start) {
    for (FileKind kind : values()) {
      if (kind.isBeginningOf(start)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** What the file is. */
  public static FileKind of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(BYTES));
    }
  }

  /** Whether the converter looks for a recording in it. */
  public boolean mayBeRecording() {
    return this == JFR || this == GZIP || this == ZSTD || this == ZIP;
  }

  private boolean isBeginningOf(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1).startsWith(magic);
  }
}
