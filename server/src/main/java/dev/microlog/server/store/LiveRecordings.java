package dev.microlog.server.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to look again at a recording that still grows, and when to believe that its JVM is gone.
 * Thread-safe.
 *
 * <p>A recording is converted again when its chunks have changed, and no sooner than five times as
 * long after the last conversion as that took, so that watching a large recording does not eat the
 * machine it runs on.
 */
final class LiveRecordings {
  /**
   * JFR flushes once a second; a repository this long unchanged, whose process is not there, is
   * dead.
   */
  private static final long DEAD_MILLIS = 10_000;

  /** The same where no process can be looked up (another host, another container). */
  static final long SILENT_MILLIS = 180_000;

  private static final long LEAST_PAUSE_MILLIS = 2_000;
  private static final Pattern PROCESS = Pattern.compile(".*_(\\d{1,10})");

  private final Map<RecordingKey, Watched> watched = new HashMap<>();

  private static final class Watched {
    long convertedBytes = -1;
    long convertedModified = -1;
    long notBeforeMillis;
  }

  /** What is to be done with a growing recording now. */
  enum Step {
    WAIT,
    /** Convert what is there; more may come. */
    CONVERT,
    /** The JVM is gone: convert what it left for good. */
    FINISH
  }

  synchronized Step next(RecordingKey key, Path repository, long nowMillis) throws IOException {
    RecordingFiles.Stamp chunks = RecordingFiles.chunks(repository);
    Watched state = watched.computeIfAbsent(key, k -> new Watched());
    long silentMillis = nowMillis - chunks.modifiedMillis();
    RepositoryOwner owner = RepositoryOwner.of(repository);
    if (owner == RepositoryOwner.GONE
        || (chunks.bytes() > 0 && isDead(silentMillis, owner, repository))) {
      return Step.FINISH;
    }
    boolean changed =
        chunks.bytes() != state.convertedBytes
            || chunks.modifiedMillis() != state.convertedModified;
    if (chunks.bytes() == 0 || !changed || nowMillis < state.notBeforeMillis) {
      return Step.WAIT;
    }
    state.convertedBytes = chunks.bytes();
    state.convertedModified = chunks.modifiedMillis();
    return Step.CONVERT;
  }

  private static boolean isDead(long silentMillis, RepositoryOwner owner, Path repository)
      throws IOException {
    return silentMillis > SILENT_MILLIS
        || (silentMillis > DEAD_MILLIS
            && owner == RepositoryOwner.UNNAMED
            && isProcessGone(repository));
  }

  synchronized void converted(RecordingKey key, long tookMillis, long nowMillis) {
    Watched state = watched.get(key);
    if (state != null) {
      state.notBeforeMillis = nowMillis + Math.max(LEAST_PAUSE_MILLIS, 5 * tookMillis);
    }
  }

  synchronized void forget(RecordingKey key) {
    watched.remove(key);
  }

  /**
   * For a repository without an owner: JFR names the directory below it by date and process: {@code
   * 2026_11_22_06_31_51_4711}.
   */
  private static boolean isProcessGone(Path repository) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(repository)) {
      for (Path child : children) {
        Matcher name = PROCESS.matcher(String.valueOf(child.getFileName()));
        if (Files.isDirectory(child) && name.matches()) {
          Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
          return process.isEmpty() || !process.get().isAlive();
        }
      }
    }
    return false;
  }
}
