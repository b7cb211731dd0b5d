package dev.microlog.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory. One thread looks at the directory about once a second (a file that rsync,
 * scp or a synced drive left is seen, which change notifications of the file system do not
 * promise); one other thread converts.
 *
 * @see StoreDirectory
 */
public final class DirectoryStore implements RecordingStore {
  private static final System.Logger LOGGER = System.getLogger(DirectoryStore.class.getName());
  private static final long LOOK_MILLIS = 1_000;

  /** A file younger than this may still be written by whoever copies it. */
  private static final long SETTLED_MILLIS = 1_500;

  private final StoreDirectory directory;
  private final DirectoryNotes notes;
  private final TimelineConversion conversion;
  private final Thread looker;
  private final ExecutorService converter;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();
  private final Map<RecordingKey, Failure> failures = new ConcurrentHashMap<>();
  private final Set<RecordingKey> queued = ConcurrentHashMap.newKeySet();
  private final LiveRecordings live = new LiveRecordings();
  private final List<Consumer<List<RecordingEntry>>> listeners = new CopyOnWriteArrayList<>();
  private final Object looking = new Object();
  private volatile Map<RecordingKey, RecordingEntry> entries = Map.of();
  private volatile boolean closed;

  /** What a timeline said when it had this content. */
  private record Known(
      RecordingFiles.Stamp stamp, @Nullable TimelineSummary summary, String error) {}

  private DirectoryStore(StoreDirectory directory, TimelineConversion conversion) {
    this.directory = directory;
    this.notes = new DirectoryNotes(directory);
    this.conversion = conversion;
    this.looker = Thread.ofPlatform().daemon().name("microlog-store").unstarted(this::keepLooking);
    this.converter =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("microlog-ingest").factory());
  }

  /** Opens the store, looks at it once, and keeps looking until it is closed. */
  public static DirectoryStore open(StoreDirectory directory, TimelineConversion conversion) {
    var store = new DirectoryStore(directory, conversion);
    store.look();
    store.pruneCache();
    store.looker.start();
    return store;
  }

  private void keepLooking() {
    long pauseMillis = LOOK_MILLIS;
    while (!closed) {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        return;
      }
      long begin = System.nanoTime();
      look();
      // a large store on a slow disk is looked at less often
      pauseMillis = Math.max(LOOK_MILLIS, 20 * (System.nanoTime() - begin) / 1_000_000);
    }
  }

  /** Brings the list up to date with the directory and starts what there is to do. */
  void look() {
    Optional<List<RecordingEntry>> changed;
    synchronized (looking) {
      Map<RecordingKey, RecordingEntry> before = entries;
      Map<RecordingKey, RecordingEntry> now = new HashMap<>();
      try {
        long nowMillis = System.currentTimeMillis();
        RecordingFiles.scan(directory.root())
            .forEach((key, files) -> now.put(key, entry(key, files, nowMillis)));
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        LOGGER.log(System.Logger.Level.WARNING, "The store cannot be read: " + e);
        return;
      }
      entries = Map.copyOf(now);
      changed = RecordingLists.changes(before, now);
      if (changed.isEmpty()) {
        return;
      }
      Set<Path> present = new HashSet<>();
      now.keySet()
          .forEach(
              key -> {
                present.add(directory.timeline(key));
                present.add(directory.file(key, StoreDirectory.TIMELINE_PART));
              });
      known.keySet().retainAll(present);
      failures.keySet().retainAll(now.keySet());
      if (!now.keySet().containsAll(before.keySet())) {
        pruneCache();
      }
    }
    for (Consumer<List<RecordingEntry>> listener : listeners) {
      listener.accept(changed.get());
    }
  }

  private void pruneCache() {
    try {
      directory.pruneCache(entries.keySet());
    } catch (IOException | DirectoryIteratorException e) {
      LOGGER.log(System.Logger.Level.WARNING, "The cache of the store cannot be pruned: " + e);
    }
  }

  private RecordingEntry entry(RecordingKey key, RecordingFiles files, long nowMillis) {
    if (files.timeline != null) {
      if (files.recording != null
          && files.recording.modifiedMillis() > files.timeline.modifiedMillis()) {
        // the JVM that had been given up for dead has finished after all, or someone copied a newer
        // one
        convertWhenSettled(key, files.recording, nowMillis);
      }
      return finished(key, files.timeline, nowMillis);
    }
    RecordingFiles.Stamp recording =
        files.recording == null ? abandoned(files, nowMillis) : files.recording;
    if (recording != null) {
      Failure failure = convertWhenSettled(key, recording, nowMillis);
      return new RecordingEntry(
          key,
          null,
          0,
          recording.bytes(),
          failure == null ? RecordingState.CONVERTING : RecordingState.FAILED,
          failure == null ? null : failure.error(),
          "");
    }
    return growing(key, files, nowMillis);
  }

  /**
   * The recording of a JVM that ended after {@code microlog attach}, which names it, was killed.
   */
  private static RecordingFiles.@Nullable Stamp abandoned(RecordingFiles files, long nowMillis) {
    RecordingFiles.Stamp part = files.recordingPart;
    return part != null && part.bytes() > 0 && files.repository == null && files.isSilent(nowMillis)
        ? part
        : null;
  }

  private RecordingEntry finished(RecordingKey key, RecordingFiles.Stamp file, long nowMillis) {
    Known content = know(file);
    TimelineSummary summary = content.summary();
    if (summary == null) {
      boolean settled = nowMillis - file.modifiedMillis() > 10_000;
      return new RecordingEntry(
          key,
          null,
          0,
          file.bytes(),
          settled ? RecordingState.FAILED : RecordingState.CONVERTING,
          settled ? content.error() : null,
          "");
    }
    return new RecordingEntry(
        key,
        summary.start(),
        summary.durationMillis(),
        file.bytes(),
        RecordingState.READY,
        null,
        summary.jvm());
  }

  private RecordingEntry growing(RecordingKey key, RecordingFiles files, long nowMillis) {
    Failure failure = null;
    boolean isAbandoned = false;
    try {
      isAbandoned = files.isSilent(nowMillis) && !files.hasChunks();
      failure = files.repository == null ? null : advance(key, files.repository, nowMillis);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Cannot look at " + key, e);
    }
    RecordingFiles.Stamp part = files.timelinePart;
    TimelineSummary summary = part == null ? null : know(part).summary();
    String error =
        failure != null ? failure.error() : isAbandoned && summary == null ? Failure.LOST : null;
    return new RecordingEntry(
        key,
        summary == null ? null : summary.start(),
        summary == null ? 0 : summary.durationMillis(),
        part == null ? 0 : part.bytes(),
        error != null
            ? RecordingState.FAILED
            : isAbandoned ? RecordingState.READY : RecordingState.LIVE,
        error,
        summary == null ? "" : summary.jvm());
  }

  private @Nullable Failure advance(RecordingKey key, Path repository, long nowMillis)
      throws IOException {
    if (queued.contains(key)) {
      return null;
    }
    return switch (live.next(key, repository, nowMillis)) {
      case WAIT -> null;
      case CONVERT -> {
        enqueue(key, () -> convertLive(key, repository));
        yield null;
      }
      case FINISH -> {
        RecordingFiles.Stamp chunks = RecordingFiles.chunks(repository);
        Failure failure = failures.get(key);
        if (failure != null && failure.source().equals(chunks)) {
          yield failure;
        }
        enqueue(key, () -> convertForGood(key, repository, chunks));
        yield null;
      }
    };
  }

  /** Queues a conversion; returns the failure instead when this very content has failed before. */
  private @Nullable Failure convertWhenSettled(
      RecordingKey key, RecordingFiles.Stamp source, long nowMillis) {
    Failure failure = failures.get(key);
    if (failure != null && failure.source().equals(source)) {
      return failure;
    }
    if (nowMillis - source.modifiedMillis() >= SETTLED_MILLIS) {
      enqueue(key, () -> convertForGood(key, source.file(), source));
    }
    return null;
  }

  private void enqueue(RecordingKey key, Runnable work) {
    if (closed || !queued.add(key)) {
      return;
    }
    try {
      converter.execute(
          () -> {
            try {
              work.run();
            } finally {
              queued.remove(key);
              look();
            }
          });
    } catch (RejectedExecutionException e) {
      queued.remove(key);
    }
  }

  private void convertForGood(RecordingKey key, Path source, RecordingFiles.Stamp content) {
    try {
      directory.convert(key, source, conversion);
      failures.remove(key);
      live.forget(key);
      Files.deleteIfExists(directory.file(key, StoreDirectory.TIMELINE_PART));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (e instanceof EmptyRecordingException && directory.removeEmptyRemains(key)) {
        live.forget(key);
        LOGGER.log(System.Logger.Level.INFO, "Removed " + key + ": " + Failure.LOST);
      } else if (!closed) {
        failures.put(key, new Failure(content, Failure.sentence(e, source)));
        LOGGER.log(System.Logger.Level.WARNING, "Cannot convert " + key + ": " + e.getMessage());
        LOGGER.log(System.Logger.Level.DEBUG, "Cannot convert " + key, e);
      }
    }
  }

  private void convertLive(RecordingKey key, Path repository) {
    long begin = System.currentTimeMillis();
    try {
      directory.convert(
          key, repository, directory.file(key, StoreDirectory.TIMELINE_PART), conversion);
      if (directory.exists(key, StoreDirectory.TIMELINE)
          || directory.exists(key, StoreDirectory.RECORDING)) {
        // it ended while we were converting
        Files.deleteIfExists(directory.file(key, StoreDirectory.TIMELINE_PART));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // nothing readable yet; the next flush may change that
      LOGGER.log(System.Logger.Level.DEBUG, "Nothing to show of " + key + " yet", e);
    }
    long end = System.currentTimeMillis();
    live.converted(key, end - begin, end);
  }

  private Known know(RecordingFiles.Stamp stamp) {
    Known content = known.get(stamp.file());
    if (content == null || !content.stamp().equals(stamp)) {
      try {
        content = new Known(stamp, conversion.summarize(stamp.file()), "");
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        content = new Known(stamp, null, Failure.sentence(e, stamp.file()));
      }
      known.put(stamp.file(), content);
    }
    return content;
  }

  @Override
  public String label() {
    String root = directory.root().toString();
    String home = System.getProperty("user.home", "");
    return !home.isEmpty() && root.startsWith(home) ? "~" + root.substring(home.length()) : root;
  }

  @Override
  public List<RecordingEntry> list() {
    return entries.values().stream().sorted(RecordingLists.NEWEST_FIRST).toList();
  }

  @Override
  public Optional<RecordingEntry> find(RecordingKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public Optional<StoredTimeline> timeline(RecordingKey key) throws IOException {
    for (String suffix : new String[] {StoreDirectory.TIMELINE, StoreDirectory.TIMELINE_PART}) {
      Path file = directory.file(key, suffix);
      try {
        long bytes = Files.size(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        return Optional.of(
            new StoredTimeline(
                file,
                bytes,
                Long.toHexString(modified) + "-" + Long.toHexString(bytes),
                suffix.equals(StoreDirectory.TIMELINE_PART)));
      } catch (NoSuchFileException e) {
        // the other one, or none
      }
    }
    return Optional.empty();
  }

  @Override
  public RecordingEntry put(RecordingKey key, UploadKind kind, InputStream body, long limitBytes)
      throws IOException {
    Path work = workDirectory();
    try {
      Path file = work.resolve("upload" + kind.suffix());
      copy(body, file, limitBytes);
      Uploads.check(file, kind);
      if (kind == UploadKind.MICROLOG) {
        conversion.summarize(file);
      }
      boolean isNew;
      synchronized (looking) {
        isNew = !hasBeenSent(key, kind, file);
        if (isNew) {
          refuseTaken(key);
          StoreDirectory.publish(file, directory.file(key, kind.suffix()));
        }
      }
      if (isNew && kind == UploadKind.JFR) {
        Path recording = directory.recording(key);
        RecordingFiles.Stamp stamp =
            new RecordingFiles.Stamp(
                recording, Files.size(recording), Files.getLastModifiedTime(recording).toMillis());
        enqueue(key, () -> convertForGood(key, recording, stamp));
      }
    } finally {
      StoreDirectory.deleteTree(work);
    }
    look();
    RecordingEntry entry = entries.get(key);
    if (entry == null) {
      throw new StoreException(StoreException.Reason.UNUSABLE, "The recording is gone again.");
    }
    return entry;
  }

  private Path workDirectory() throws StoreException {
    try {
      return directory.newWorkDirectory();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.UNUSABLE, "The store of this server cannot be written.");
    }
  }

  /**
   * Whether the sender has missed our answer, and sends what it has sent before. Not so if ours is
   * marked to be sent: then its store is this one, and it would remove the file.
   */
  private boolean hasBeenSent(RecordingKey key, UploadKind kind, Path file) throws IOException {
    Path kept = directory.file(key, kind.suffix());
    return Files.exists(kept)
        && !directory.exists(key, StoreDirectory.PUSH)
        && Files.mismatch(file, kept) < 0;
  }

  private void refuseTaken(RecordingKey key) throws StoreException {
    if (isThere(key)) {
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "There is a recording of this name already; send it under another name.");
    }
  }

  /** Whether anything is on the disk but notes. */
  private boolean isThere(RecordingKey key) {
    return StoreDirectory.SUFFIXES.stream().anyMatch(suffix -> directory.exists(key, suffix));
  }

  private static void copy(InputStream body, Path file, long limitBytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        total += n;
        if (total > limitBytes) {
          throw new StoreException(
              StoreException.Reason.TOO_LARGE,
              "The file is larger than this server takes (" + limitBytes + " bytes).");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  @Override
  public boolean delete(RecordingKey key) throws IOException {
    synchronized (looking) {
      RecordingEntry entry = entries.get(key);
      if (entry == null) {
        return false;
      }
      if (entry.state() == RecordingState.LIVE && isRecording(key)) {
        throw new StoreException(
            StoreException.Reason.CONFLICT, "This is still being recorded; end the program first.");
      }
      for (String suffix : StoreDirectory.SUFFIXES) {
        StoreDirectory.deleteTree(directory.file(key, suffix));
      }
      notes.delete(key);
    }
    look();
    return true;
  }

  private boolean isRecording(RecordingKey key) {
    return directory.exists(key, StoreDirectory.REPOSITORY);
  }

  @Override
  public void putNote(RecordingKey key, String name, String text) throws IOException {
    synchronized (looking) {
      if (isThere(key)) {
        notes.putNote(key, name, text);
      }
    }
  }

  @Override
  public Optional<String> note(RecordingKey key, String name) throws IOException {
    return notes.note(key, name);
  }

  @Override
  public Path cached(RecordingKey key, String name) {
    return directory.cached(key, name);
  }

  @Override
  public Subscription subscribe(Consumer<List<RecordingEntry>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    closed = true;
    looker.interrupt();
    converter.shutdownNow();
  }
}
