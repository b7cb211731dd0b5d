package dev.microlog.convert;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.codec.TimelineEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Appends segments to {@code <file>.part}, which {@link #finish} gives its final name once all
 * bytes are on the disk. Closing it unfinished deletes what was written. Not thread-safe.
 */
final class TimelineFileWriter implements Closeable {
  /** Browsers take no window of more than 8 MB (RFC 9659). */
  private static final int WINDOW_LOG = 23;

  /** Up to so many bytes of a segment the best level takes about a tenth of a second. */
  private static final int SMALL = 1 << 18;

  private static final int MEDIUM = 1 << 20;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private final TimelineEncoder encoder = new TimelineEncoder();
  private final int level;
  private boolean finished;
  private long bytes;

  private TimelineFileWriter(Path file, Path part, FileChannel channel, int level) {
    this.file = file;
    this.part = part;
    this.channel = channel;
    this.level = level;
    zstd.setWindowLog(WINDOW_LOG).setChecksum(true).setContentSize(true);
  }

  static TimelineFileWriter create(Path file, int level) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new TimelineFileWriter(absolute, part, channel, level);
  }

  /** Appends a segment. */
  void write(Timeline segment) throws IOException {
    byte[] bytesOfSegment = encoder.encode(segment);
    zstd.setLevel(level(bytesOfSegment.length));
    byte[] frame = zstd.compress(bytesOfSegment);
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    bytes += frame.length;
  }

  private int level(int segmentBytes) {
    if (level != ConversionOptions.AUTOMATIC_LEVEL) {
      return level;
    }
    return segmentBytes <= SMALL ? 19 : segmentBytes <= MEDIUM ? 12 : 8;
  }

  /** The size of the file so far. */
  long bytes() {
    return bytes;
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    channel.close();
    if (!finished) {
      Files.deleteIfExists(part);
    }
  }
}
