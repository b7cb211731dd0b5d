package dev.microlog.server;

import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreException;
import dev.microlog.server.store.StoredTimeline;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Timelines for clients that do not take zstd. Browsers accept zstd only over HTTPS or from
 * loopback, so that gzip is the ordinary way for a team server: it is made once and kept in the
 * store's cache.
 */
final class TimelineEncodings {
  /** No timeline is that large; a file that inflates further was made to harm. */
  private static final long MAX_INFLATED_BYTES = 4L << 30;

  /** zstd windows up to 8 MB are what browsers decode (RFC 9659) and what timelines use. */
  private static final int WINDOW_LOG_MAX = 23;

  private final Path cache;

  TimelineEncodings(Path cache) {
    this.cache = cache;
  }

  /** The timeline inflated: the segments one after the other, as a browser sees them. */
  static InputStream inflated(StoredTimeline timeline) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(timeline.file()), 1 << 16);
    try {
      var inflated = new ZstdInputStream(file);
      inflated.setLongMax(WINDOW_LOG_MAX);
      // a live file may end in the middle of a frame; what is whole is shown
      inflated.setContinuous(true);
      return inflated;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * The timeline as a gzip file; a live one's is made anew each time and is the caller's to delete.
   */
  Path gzip(RecordingKey key, StoredTimeline timeline) throws IOException {
    if (timeline.live()) {
      Path file = Files.createTempFile("microlog", ".gz");
      writeGzip(timeline, file);
      return file;
    }
    Path directory = Files.createDirectories(cache.resolve(key.app()));
    Path file = directory.resolve(key.id() + "~" + timeline.tag() + ".gz");
    if (!Files.exists(file)) {
      dropOlder(directory, key);
      Path part = Files.createTempFile(directory, "part", ".tmp");
      try {
        writeGzip(timeline, part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  private static void dropOlder(Path directory, RecordingKey key) throws IOException {
    String prefix = key.id() + "~";
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(
            directory, file -> String.valueOf(file.getFileName()).startsWith(prefix))) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void writeGzip(StoredTimeline timeline, Path file) throws IOException {
    try (InputStream in = inflated(timeline);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      copy(in, out);
    }
  }

  /** Copies all, up to the limit on what a timeline may inflate to. */
  static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      if (total > MAX_INFLATED_BYTES) {
        throw new StoreException(
            StoreException.Reason.BAD_DATA, "This timeline is larger than any timeline should be.");
      }
      out.write(buffer, 0, n);
    }
  }
}
