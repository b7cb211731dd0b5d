package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The directory of all recordings: the one that was asked for, or {@code ~/.microlog}. Where nobody
 * asked and there is no home, or none that can be written (containers, read-only file systems), it
 * is a directory of this user in the temporary one.
 */
final class StoreDirectory {
  /** Room that must be left on the disk: JFR ends the whole JVM when it cannot write a chunk. */
  static final long MIN_FREE_BYTES = 48_000_000;

  private StoreDirectory() {}

  /**
   * Reserves a recording.
   *
   * @throws IOException if it cannot be written there, or hardly
   */
  static RecordingFiles reserve(@Nullable Path asked, String application) throws IOException {
    if (asked != null) {
      try {
        return reserveIn(directory(asked, application));
      } catch (FileSystemException e) {
        throw new IOException("the store " + asked + " cannot be written (" + e + ")", e);
      }
    }
    Path home = Path.of(System.getProperty("user.home", "?"));
    if (home.isAbsolute()) {
      try {
        return reserveIn(directory(home.resolve(".microlog"), application));
      } catch (IOException e) {
        Capture.warn(home.resolve(".microlog") + " cannot be written, recording to " + temporary());
      }
    }
    return reserveIn(directory(temporary(), application));
  }

  private static Path directory(Path store, String application) {
    return store.resolve(application).toAbsolutePath();
  }

  /**
   * Reserves a recording in the directory of an application.
   *
   * @throws IOException if it cannot be written there, or hardly
   */
  static RecordingFiles reserveIn(Path directory) throws IOException {
    RecordingFiles files =
        RecordingFiles.reserve(directory, LocalDateTime.now(ZoneId.systemDefault()));
    long free = freeBytes(directory);
    if (free < MIN_FREE_BYTES) {
      files.discard();
      throw new IOException("only " + ExitLine.size(free) + " left on the disk of " + directory);
    }
    return files;
  }

  /** Bytes that this process may still write on the disk of a directory. */
  static long freeBytes(Path directory) {
    // Asks the system at once; a FileStore reads the list of all mounts first.
    return directory.toFile().getUsableSpace();
  }

  private static Path temporary() {
    String user = ApplicationName.clean(System.getProperty("user.name", "unknown"));
    return Path.of(System.getProperty("java.io.tmpdir"))
        .toAbsolutePath()
        .resolve("microlog-" + user);
  }
}
