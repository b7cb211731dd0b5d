package dev.microlog.bridge.recorder;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a JVM has left that was killed before its recording held anything: within its first second,
 * as JFR writes what its events are when it flushes for the first time. Nobody can read it.
 */
final class Remains {
  private static final String PART = ".jfr.part";
  private static final String REPOSITORY = ".repository";

  /** In the header of a chunk: where its metadata is, 0 before the first flush. */
  private static final int METADATA_POSITION = 24;

  /** A JVM that is alive gives a sign each minute. */
  private static final Duration LEAST_SILENCE = Duration.ofDays(1);

  private Remains() {}

  /**
   * Removes such remains of an application, if their JVM is surely gone. Where that cannot be known
   * (another machine or container, no Linux), they must have been silent for so long that finished
   * recordings would be removed too, and for a day at least. What can be read is kept.
   *
   * @param keep how long recordings are kept; zero for ever
   */
  static void remove(Path directory, Duration keep, Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String suffix = name.endsWith(PART) ? PART : name.endsWith(REPOSITORY) ? REPOSITORY : null;
        if (suffix != null) {
          String id = name.substring(0, name.length() - suffix.length());
          removeIfDead(new RecordingFiles(directory, id), keep, now);
        }
      }
    }
  }

  private static void removeIfDead(RecordingFiles files, Duration keep, Instant now)
      throws IOException {
    Duration silence = keep.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : keep;
    boolean isOld = !keep.isZero() && lastSign(files).isBefore(now.minus(silence));
    if ((isOld || RepositoryOwner.isGone(files.repository())) && holdsNothing(files)) {
      files.discard();
    }
  }

  /** When somebody touched any of it last. */
  private static Instant lastSign(RecordingFiles files) throws IOException {
    Instant last = Instant.MIN;
    for (Path file : new Path[] {files.part(), files.repository()}) {
      if (Files.exists(file)) {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        last = modified.isAfter(last) ? modified : last;
      }
    }
    return last;
  }

  private static boolean holdsNothing(RecordingFiles files) throws IOException {
    Path part = files.part();
    if (Files.exists(part) && Files.size(part) > 0) {
      return false;
    }
    return !Files.exists(files.repository()) || hasNoChunk(files.repository());
  }

  private static boolean hasNoChunk(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.isDirectory(file) ? !hasNoChunk(file) : isChunk(file)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a file holds a chunk that says what its events are. */
  private static boolean isChunk(Path file) throws IOException {
    if (!file.toString().endsWith(".jfr") || Files.size(file) < METADATA_POSITION + Long.BYTES) {
      return false;
    }
    try (DataInputStream header = new DataInputStream(Files.newInputStream(file))) {
      header.skipNBytes(METADATA_POSITION);
      return header.readLong() != 0;
    }
  }
}
