package dev.microlog.server.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The layout of a store on disk. What belongs to one recording lies side by side:
 *
 * <pre>
 * STORE/shop/2026_11_22_06_31_51.microlog          the timeline
 *            2026_11_22_06_31_51.microlog.part     the timeline of a recording that still grows
 *            2026_11_22_06_31_51.jfr               the recording, when JFR has finished it
 *            2026_11_22_06_31_51.jfr.part          its place holder while JFR runs
 *            2026_11_22_06_31_51.push              the agent's mark of a recording to be sent to a server
 *            2026_11_22_06_31_51.repository/       JFR's chunks while it runs, or after the JVM was killed, and its owner
 *            2026_11_22_06_31_51.explanation.json  the kept explanation
 * STORE/.work/                                     files being written
 * STORE/.cache/shop/2026_11_22_06_31_51~NAME       other encodings of the timeline
 * STORE/.bucket/NAME/                              what is known of a bucket, and a cache of it
 * </pre>
 *
 * Every file gets its name only when it is whole: it is written in {@code .work} and renamed.
 */
public final class StoreDirectory {
  static final String TIMELINE = ".microlog";
  static final String TIMELINE_PART = ".microlog.part";
  static final String RECORDING = ".jfr";
  static final String RECORDING_PART = ".jfr.part";
  static final String PUSH = ".push";
  static final String REPOSITORY = ".repository";
  static final String BUCKET = ".bucket";
  static final String WORK = ".work";
  static final String CACHE = ".cache";

  /** How the files and directories of a recording end, its notes excepted. */
  static final List<String> SUFFIXES =
      List.of(RECORDING, TIMELINE_PART, RECORDING_PART, REPOSITORY, TIMELINE);

  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss");

  private final Path root;

  private StoreDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens the store at the path, making the directory when it is missing.
   *
   * @throws StoreException when it cannot be made or is no directory
   */
  public static StoreDirectory open(Path path) throws StoreException {
    Path root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE,
          "The store " + root + " is a file; name a directory with --store.");
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE,
          "The store " + root + " cannot be created; name another directory with --store.");
    }
    if (!Files.isDirectory(root) || !Files.isReadable(root)) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE,
          "The store " + root + " cannot be read; name another directory with --store.");
    }
    return new StoreDirectory(root);
  }

  /**
   * Checks that files can be written.
   *
   * @throws StoreException when they cannot
   */
  public StoreDirectory requireWritable() throws StoreException {
    try {
      Files.delete(Files.createTempFile(work(), "check", ""));
      return this;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE,
          "The store " + root + " cannot be written; name another directory with --store.");
    }
  }

  public Path root() {
    return root;
  }

  /** The file of a recording that ends with the suffix; it need not exist. */
  Path file(RecordingKey key, String suffix) {
    return root.resolve(key.app()).resolve(key.id() + suffix);
  }

  public Path timeline(RecordingKey key) {
    return file(key, TIMELINE);
  }

  public Path recording(RecordingKey key) {
    return file(key, RECORDING);
  }

  /** Where chunks of a running JVM are, and of one that was killed. */
  public Path repository(RecordingKey key) {
    return file(key, REPOSITORY);
  }

  public Path recordingPart(RecordingKey key) {
    return file(key, RECORDING_PART);
  }

  /** The key of a file of this store, by its path. */
  public static RecordingKey keyOf(Path file) {
    Path app = file.toAbsolutePath().normalize().getParent();
    Path appName = app == null ? null : app.getFileName();
    String name = String.valueOf(file.getFileName());
    for (String suffix : new String[] {TIMELINE_PART, TIMELINE, RECORDING_PART, RECORDING}) {
      if (name.endsWith(suffix)) {
        name = name.substring(0, name.length() - suffix.length());
        break;
      }
    }
    return new RecordingKey(
        RecordingKey.toName(appName == null ? "" : appName.toString()), RecordingKey.toName(name));
  }

  /** The key of a file, if it is the timeline or the recording of one in this store. */
  public Optional<RecordingKey> keyInStore(Path file) {
    Path path = file.toAbsolutePath().normalize();
    Path app = path.getParent();
    if (app == null || !root.equals(app.getParent())) {
      return Optional.empty();
    }
    RecordingKey key = keyOf(path);
    boolean own =
        path.equals(timeline(key))
            || path.equals(file(key, TIMELINE_PART))
            || path.equals(recording(key));
    return own ? Optional.of(key) : Optional.empty();
  }

  /**
   * Takes a new id for a recording of this application by making its {@code .jfr.part} exclusively.
   *
   * @param app a name
   * @param time local time at which it begins
   */
  public RecordingKey reserve(String app, LocalDateTime time) throws IOException {
    String base = ID.format(time);
    for (int n = 1; ; n++) {
      var key = new RecordingKey(app, n == 1 ? base : base + "_" + n);
      Files.createDirectories(root.resolve(app));
      if (exists(key, TIMELINE) || exists(key, RECORDING)) {
        continue;
      }
      try {
        Files.createFile(recordingPart(key));
        return key;
      } catch (FileAlreadyExistsException e) {
        // someone began in the same second: try the next number
      }
    }
  }

  boolean exists(RecordingKey key, String suffix) {
    return Files.exists(file(key, suffix));
  }

  /**
   * A new empty directory for one piece of work; the caller removes it with {@link #deleteTree}.
   */
  public Path newWorkDirectory() throws IOException {
    return Files.createTempDirectory(work(), "w");
  }

  private Path work() throws IOException {
    return Files.createDirectories(root.resolve(WORK));
  }

  /** Where things that concern this bucket are kept, by a name of it that no other has. */
  public Path bucket(String name) {
    return root.resolve(BUCKET).resolve(name);
  }

  /** A file of the cache; no name of a recording has a {@code ~}. */
  public Path cached(RecordingKey key, String name) {
    return root.resolve(CACHE).resolve(key.app()).resolve(key.id() + "~" + name);
  }

  /** How many bytes the cache holds of a recording. */
  public long cachedBytes(RecordingKey key) throws IOException {
    Path app = root.resolve(CACHE).resolve(key.app());
    if (!Files.isDirectory(app)) {
      return 0;
    }
    long sum = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            app, file -> String.valueOf(file.getFileName()).startsWith(key.id() + "~"))) {
      for (Path file : files) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  /** Removes from the cache what does not belong to one of these recordings. */
  public void pruneCache(Set<RecordingKey> present) throws IOException {
    Path cache = root.resolve(CACHE);
    if (!Files.isDirectory(cache)) {
      return;
    }
    try (DirectoryStream<Path> apps = Files.newDirectoryStream(cache, Files::isDirectory)) {
      for (Path app : apps) {
        pruneCache(app, present);
      }
    }
  }

  private static void pruneCache(Path app, Set<RecordingKey> present) throws IOException {
    String name = String.valueOf(app.getFileName());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(app)) {
      for (Path file : files) {
        String id = String.valueOf(file.getFileName()).split("~", 2)[0];
        if (!RecordingKey.of(name, id).map(present::contains).orElse(false)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Gives a finished file its final name, replacing what is there. */
  public static void publish(Path finished, Path target) throws IOException {
    Path directory = target.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.move(
        finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Removes a file or directory with all it holds; one that is not there is fine. Follows no link.
   */
  public static void deleteTree(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Converts a recording of this store, or the chunks that a killed JVM left, into its timeline.
   *
   * @return the finished timeline
   */
  public Path convert(RecordingKey key, Path source, TimelineConversion conversion)
      throws IOException {
    return convert(key, source, timeline(key), conversion);
  }

  /** Removes what a killed JVM left, once it has been converted. */
  public void removeRemains(RecordingKey key) throws IOException {
    deleteTree(repository(key));
    Files.deleteIfExists(recordingPart(key));
    Files.deleteIfExists(file(key, TIMELINE_PART));
  }

  /**
   * Removes what a killed JVM left in which there is nothing to read, if that JVM was one of this
   * machine.
   *
   * @return whether nothing is left
   */
  public boolean removeEmptyRemains(RecordingKey key) {
    Path part = recordingPart(key);
    try {
      boolean isWritten = Files.exists(part) && Files.size(part) > 0;
      if (isWritten || RepositoryOwner.of(repository(key)) != RepositoryOwner.GONE) {
        return false;
      }
      removeRemains(key);
      Files.deleteIfExists(file(key, PUSH));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Converts into a work directory and publishes the result as the target. */
  Path convert(RecordingKey key, Path source, Path target, TimelineConversion conversion)
      throws IOException {
    Path work = newWorkDirectory();
    try {
      Path finished = work.resolve("timeline" + TIMELINE);
      conversion.convert(source, finished, key.app());
      if (!Files.exists(source)) {
        throw new NoSuchFileException(
            source.toString()); // deleted meanwhile: it must not come back
      }
      publish(finished, target);
      return target;
    } finally {
      deleteTree(work);
    }
  }
}
