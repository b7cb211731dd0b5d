package dev.microlog.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that one look at the disk found for one recording; null for those that are not there.
 */
final class RecordingFiles {
  @Nullable Stamp timeline;
  @Nullable Stamp timelinePart;
  @Nullable Stamp recording;
  @Nullable Stamp recordingPart;
  @Nullable Path repository;

  /** What tells one content of a file from the next without reading it. */
  record Stamp(Path file, long bytes, long modifiedMillis) {}

  /** Looks at every application's directory. Unreadable ones and foreign names are passed over. */
  static Map<RecordingKey, RecordingFiles> scan(Path root) throws IOException {
    Map<RecordingKey, RecordingFiles> found = new HashMap<>();
    try (DirectoryStream<Path> apps = Files.newDirectoryStream(root)) {
      for (Path app : apps) {
        String name = String.valueOf(app.getFileName());
        if (RecordingKey.isName(name) && Files.isDirectory(app)) {
          scanApp(name, app, found);
        }
      }
    }
    return found;
  }

  private static void scanApp(String app, Path directory, Map<RecordingKey, RecordingFiles> found) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        sort(app, file, found);
      }
    } catch (NoSuchFileException | NotDirectoryException | java.nio.file.AccessDeniedException e) {
      // gone since it was listed, or not ours to read: it is not shown
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sort(String app, Path file, Map<RecordingKey, RecordingFiles> found)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return;
    }
    var stamp = new Stamp(file, attributes.size(), attributes.lastModifiedTime().toMillis());
    if (attributes.isDirectory()) {
      RecordingFiles files = files(app, name, StoreDirectory.REPOSITORY, found);
      if (files != null) {
        files.repository = file;
      }
    } else if (name.endsWith(StoreDirectory.TIMELINE_PART)) {
      RecordingFiles files = files(app, name, StoreDirectory.TIMELINE_PART, found);
      if (files != null) {
        files.timelinePart = stamp;
      }
    } else if (name.endsWith(StoreDirectory.TIMELINE)) {
      RecordingFiles files = files(app, name, StoreDirectory.TIMELINE, found);
      if (files != null) {
        files.timeline = stamp;
      }
    } else if (name.endsWith(StoreDirectory.RECORDING_PART)) {
      RecordingFiles files = files(app, name, StoreDirectory.RECORDING_PART, found);
      if (files != null) {
        files.recordingPart = stamp;
      }
    } else if (name.endsWith(StoreDirectory.RECORDING)) {
      RecordingFiles files = files(app, name, StoreDirectory.RECORDING, found);
      if (files != null) {
        files.recording = stamp;
      }
    }
  }

  private static @Nullable RecordingFiles files(
      String app, String name, String suffix, Map<RecordingKey, RecordingFiles> found) {
    if (!name.endsWith(suffix)) {
      return null;
    }
    return RecordingKey.of(app, name.substring(0, name.length() - suffix.length()))
        .map(key -> found.computeIfAbsent(key, k -> new RecordingFiles()))
        .orElse(null);
  }

  /**
   * Whether nobody records any more, by the {@code .jfr.part}, which the agent and {@code microlog
   * attach} touch once a minute as long as they do. JFR's chunks, where there are any, tell sooner.
   */
  boolean isSilent(long nowMillis) {
    long lastSign = Math.max(modifiedMillis(recordingPart), modifiedMillis(timelinePart));
    return nowMillis - lastSign > LiveRecordings.SILENT_MILLIS;
  }

  /** Whether JFR has left anything but its final file. */
  boolean hasChunks() throws IOException {
    return repository != null && chunks(repository).bytes() > 0;
  }

  private static long modifiedMillis(@Nullable Stamp stamp) {
    return stamp == null ? 0 : stamp.modifiedMillis();
  }

  /** Size and age of everything JFR has written so far. */
  static Stamp chunks(Path repository) throws IOException {
    long bytes = 0;
    long modified = 0;
    try (Stream<Path> tree = Files.walk(repository, 3)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        try {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          if (attributes.isRegularFile() && file.toString().endsWith(StoreDirectory.RECORDING)) {
            bytes += attributes.size();
            modified = Math.max(modified, attributes.lastModifiedTime().toMillis());
          }
        } catch (NoSuchFileException e) {
          // JFR removed this chunk meanwhile
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Stamp(repository, bytes, modified);
  }
}
