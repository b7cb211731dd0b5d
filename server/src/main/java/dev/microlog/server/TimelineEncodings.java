package dev.microlog.server;

import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
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

  private static final String GZIP = ".gz";
  private static final String TEMPORARY = ".tmp";

  private final RecordingStore store;

  TimelineEncodings(RecordingStore store) {
    this.store = store;
  }

  /** The timeline inflated: the segments one after the other, as a browser sees them. */
  static InputStream inflated(InputStream stored) throws IOException {
    var inflated = new ZstdInputStream(new BufferedInputStream(stored, 1 << 16));
    inflated.setLongMax(WINDOW_LOG_MAX);
    // a live file may end in the middle of a frame; what is whole is shown
    inflated.setContinuous(true);
    return inflated;
  }

  /** A finished timeline as a gzip file, made unless it is there already. */
  Path gzip(RecordingKey key, OpenTimeline timeline) throws IOException {
    Path file = store.cached(key, timeline.tag() + GZIP);
    if (!Files.exists(file)) {
      Path directory = Files.createDirectories(Objects.requireNonNull(file.getParent()));
      dropOlder(key, directory);
      Path part = Files.createTempFile(directory, String.valueOf(file.getFileName()), TEMPORARY);
      try {
        writeGzip(timeline, Files.newOutputStream(part));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  private void dropOlder(RecordingKey key, Path directory) throws IOException {
    String prefix = String.valueOf(store.cached(key, "").getFileName());
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(directory, file -> isOlder(file, prefix))) {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOlder(Path file, String prefix) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(prefix) && name.endsWith(GZIP);
  }

  /** Writes the timeline as gzip, and closes what it was written to. */
  static void writeGzip(OpenTimeline timeline, OutputStream out) throws IOException {
    try (out;
        OutputStream gzip = new GZIPOutputStream(out, 1 << 16);
        InputStream in = inflated(timeline.stream())) {
      copy(in, gzip);
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
