package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;

/**
 * Where one recording lies.
 *
 * <pre>
 *   STORE/shop/2026_11_22_06_31_51.jfr.part      while it runs; JFR writes it when it ends
 *   STORE/shop/2026_11_22_06_31_51.repository/   the chunks of a running (or killed) JVM, and its owner
 *   STORE/shop/2026_11_22_06_31_51.jfr           when it has ended
 *   STORE/shop/2026_11_22_06_31_51.push          as long as it has to be sent to a server
 * </pre>
 *
 * @param directory the application's directory
 * @param id the recording's id, unique there
 */
public record RecordingFiles(Path directory, String id) {
  /** More recordings of one application in one second are not to be had. */
  private static final int MAX_COLLISIONS = 1_000;

  /**
   * Reserves the files of a new recording by creating its {@code .jfr.part}.
   *
   * @param directory the application's, absolute
   * @throws IOException if the directory cannot be made or written
   */
  static RecordingFiles reserve(Path directory, LocalDateTime start) throws IOException {
    Files.createDirectories(directory);
    String time = id(start);
    for (int i = 1; i < MAX_COLLISIONS; i++) {
      RecordingFiles files = new RecordingFiles(directory, i == 1 ? time : time + "_" + i);
      if (files.tryReserve()) {
        return files;
      }
    }
    throw new IOException("no free name for a recording in " + directory);
  }

  /** {@code yyyy_MM_dd_HH_mm_ss}; by hand, as a formatter takes long to begin with. */
  static String id(LocalDateTime time) {
    return time.getYear()
        + two(time.getMonthValue())
        + two(time.getDayOfMonth())
        + two(time.getHour())
        + two(time.getMinute())
        + two(time.getSecond());
  }

  private static String two(int number) {
    return (number < 10 ? "_0" : "_") + number;
  }

  private boolean tryReserve() throws IOException {
    if (Files.exists(finished())
        || Files.exists(sibling(".microlog"))
        || Files.exists(repository())) {
      return false;
    }
    try {
      Files.createFile(part());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** The recording while it runs. */
  Path part() {
    return sibling(".jfr.part");
  }

  /** The recording when it has ended. */
  public Path finished() {
    return sibling(".jfr");
  }

  /** JFR's directory of chunks. */
  Path repository() {
    return sibling(".repository");
  }

  /** JFR's directory of chunks, which is told to be this JVM's. */
  Path ownRepository() {
    RepositoryOwner.write(repository());
    return repository();
  }

  /**
   * Tells who looks at the store that the recording goes on, by the time of its {@code .jfr.part}.
   * JFR writes that file at the end only, and its chunks may lie elsewhere.
   */
  void giveSign() {
    try {
      Files.setLastModifiedTime(part(), FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException ignored) {
      // It has just ended, or the store is away; the next sign is due in a minute.
    }
  }

  /** The mark of a recording that has to be sent; empty. */
  Path push() {
    return sibling(".push");
  }

  /** Gives the ended recording its final name. */
  Path finish() throws IOException {
    return Files.move(part(), finished(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what a recording that came to nothing has left. */
  void discard() {
    release();
    deleteRepository();
  }

  /** Gives the name back, but leaves JFR its directory of chunks. */
  void release() {
    try {
      Files.deleteIfExists(part());
      Files.deleteIfExists(push());
    } catch (IOException ignored) {
      // What cannot be removed stays.
    }
  }

  /** Removes JFR's directory of chunks, which JFR may be removing too. */
  void deleteRepository() {
    try {
      if (Files.isDirectory(repository())) {
        Files.walkFileTree(repository(), new Deleter());
      }
    } catch (IOException ignored) {
      // What cannot be removed stays; a later start of the server finds and removes it.
    }
  }

  private Path sibling(String suffix) {
    return directory.resolve(id + suffix);
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, java.io.IOException e)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
