package dev.microlog.server.store.bucket;

import dev.microlog.server.store.DirectoryNotes;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of a store on this machine that have a counterpart in the bucket. For each a small file
 * among the marks says which content of the bucket it was equal to, and when: that is all that is
 * remembered, so what is still to be sent follows from what is on the disk, however often the
 * server was ended in between.
 */
final class Copies {
  private final StoreDirectory directory;
  private final DirectoryNotes notes;
  private final Path marks;

  /**
   * A file was equal to an object.
   *
   * @param etag of the object
   * @param bytes of the file
   * @param modifiedMillis of the file
   */
  record Mark(String etag, long bytes, long modifiedMillis) {
    boolean isOf(Stamp stamp) {
      return bytes == stamp.bytes() && modifiedMillis == stamp.modifiedMillis();
    }
  }

  /** What tells one content of a file from the next without reading it. */
  record Stamp(long bytes, long modifiedMillis) {}

  Copies(StoreDirectory directory, Path marks) {
    this.directory = directory;
    this.notes = new DirectoryNotes(directory);
    this.marks = marks;
  }

  StoreDirectory directory() {
    return directory;
  }

  DirectoryNotes notes() {
    return notes;
  }

  Path file(Item item) {
    return item.isTimeline() ? directory.timeline(item.key()) : notes.file(item.key(), item.note());
  }

  /** Empty when there is no such file. */
  Optional<Stamp> stamp(Item item) throws IOException {
    Path file = file(item);
    try {
      return Optional.of(new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A mark that cannot be read counts as none. */
  Optional<Mark> mark(Item item) throws IOException {
    try {
      return read(Files.readString(marks.resolve(item.path())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<Mark> read(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 3
          ? Optional.of(new Mark(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether the file here is what the object was when it had this entity tag. */
  boolean isCopy(Item item, String etag) throws IOException {
    Optional<Mark> mark = mark(item);
    Optional<Stamp> stamp = stamp(item);
    return mark.isPresent()
        && stamp.isPresent()
        && mark.get().etag().equals(etag)
        && mark.get().isOf(stamp.get());
  }

  /** Whether the file here has changed, or is new, since it was last equal to an object. */
  boolean isUnsent(Item item) throws IOException {
    Optional<Stamp> stamp = stamp(item);
    return stamp.isPresent() && mark(item).filter(mark -> mark.isOf(stamp.get())).isEmpty();
  }

  /** Remembers that the file with this stamp equals the object. */
  void mark(Item item, String etag, Stamp stamp) throws IOException {
    Path work = directory.newWorkDirectory();
    try {
      String text = etag + " " + stamp.bytes() + " " + stamp.modifiedMillis();
      StoreDirectory.publish(
          Files.writeString(work.resolve("mark"), text), marks.resolve(item.path()));
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  /** Takes in what was fetched, as equal to the object. */
  void take(Item item, Path fetched, String etag) throws IOException {
    StoreDirectory.publish(fetched, file(item));
    Optional<Stamp> stamp = stamp(item);
    if (stamp.isPresent()) {
      mark(item, etag, stamp.get());
    }
  }

  /** Remembers that a file was asked for just now; nothing if it has no mark. */
  void use(Item item) throws IOException {
    try {
      Files.setLastModifiedTime(
          marks.resolve(item.path()), FileTime.fromMillis(System.currentTimeMillis()));
    } catch (NoSuchFileException e) {
      // it is not here: fetching it makes a new mark
    }
  }

  /** When a file with a mark was last asked for, or fetched. */
  long usedMillis(Item item) throws IOException {
    return Files.getLastModifiedTime(marks.resolve(item.path())).toMillis();
  }

  /** Removes a timeline and its mark; notes stay. */
  void drop(Item timeline) throws IOException {
    Files.deleteIfExists(file(timeline));
    Files.deleteIfExists(marks.resolve(timeline.path()));
  }

  /** All marks there are. */
  Map<Item, Mark> marks() throws IOException {
    Map<Item, Mark> all = new HashMap<>();
    if (Files.isDirectory(marks)) {
      try (Stream<Path> files = Files.walk(marks, 2)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Path path = marks.relativize(file);
          Optional<Item> item =
              path.getNameCount() == 2
                  ? Item.of(path.getName(0) + "/" + path.getName(1))
                  : Optional.empty();
          if (item.isPresent()) {
            mark(item.get()).ifPresent(mark -> all.put(item.get(), mark));
          }
        }
      }
    }
    return all;
  }

  /** Forgets that anything of a recording was ever equal to an object. */
  void forget(RecordingKey key) throws IOException {
    for (Item item : marks().keySet()) {
      if (item.key().equals(key)) {
        Files.deleteIfExists(marks.resolve(item.path()));
      }
    }
  }

  /** Removes all files of a recording, and its marks. */
  void remove(RecordingKey key) throws IOException {
    Files.deleteIfExists(directory.timeline(key));
    if (Files.isDirectory(directory.root().resolve(key.app()))) {
      notes.delete(key);
    }
    forget(key);
  }
}
