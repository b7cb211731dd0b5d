package dev.microlog.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Notes in the files of a store. */
public final class DirectoryNotes implements Notes {
  private static final String SUFFIX = ".json";

  private final StoreDirectory directory;

  public DirectoryNotes(StoreDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void putNote(RecordingKey key, String name, String text) throws IOException {
    Path work = directory.newWorkDirectory();
    try {
      Path file = Files.writeString(work.resolve("note"), text, StandardCharsets.UTF_8);
      StoreDirectory.publish(file, file(key, name));
    } finally {
      StoreDirectory.deleteTree(work);
    }
  }

  @Override
  public Optional<String> note(RecordingKey key, String name) throws IOException {
    try {
      return Optional.of(Files.readString(file(key, name), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The names of all texts in this store, by recording. */
  public Map<RecordingKey, Set<String>> all() throws IOException {
    Map<RecordingKey, Set<String>> all = new HashMap<>();
    try (DirectoryStream<Path> apps =
        Files.newDirectoryStream(directory.root(), Files::isDirectory)) {
      for (Path app : apps) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(app, "*" + SUFFIX)) {
          files.forEach(file -> add(app, file, all));
        } catch (NoSuchFileException | AccessDeniedException e) {
          // gone since it was listed, or not ours to read: it has no notes
        }
      }
    }
    return all;
  }

  private static void add(Path app, Path file, Map<RecordingKey, Set<String>> all) {
    String name = String.valueOf(file.getFileName());
    name = name.substring(0, name.length() - SUFFIX.length());
    int dot = name.lastIndexOf('.');
    if (dot > 0 && RecordingKey.isName(name.substring(dot + 1))) {
      String note = name.substring(dot + 1);
      RecordingKey.of(String.valueOf(app.getFileName()), name.substring(0, dot))
          .ifPresent(key -> all.computeIfAbsent(key, k -> new TreeSet<>()).add(note));
    }
  }

  /** Deletes all texts of a recording. */
  public void delete(RecordingKey key) throws IOException {
    Path app = directory.root().resolve(key.app());
    try (DirectoryStream<Path> notes =
        Files.newDirectoryStream(app, file -> isOf(key, String.valueOf(file.getFileName())))) {
      for (Path note : notes) {
        Files.deleteIfExists(note);
      }
    }
  }

  /** Another recording's id may begin with this one's and a dot. */
  private static boolean isOf(RecordingKey key, String fileName) {
    return fileName.startsWith(key.id() + ".")
        && fileName.endsWith(SUFFIX)
        && fileName.indexOf('.', key.id().length() + 1) == fileName.length() - SUFFIX.length();
  }

  /** Where a text is, or would be. */
  public Path file(RecordingKey key, String name) {
    if (!RecordingKey.isName(name) || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("Not the name of a note: " + name);
    }
    return directory.file(key, "." + name + SUFFIX);
  }
}
