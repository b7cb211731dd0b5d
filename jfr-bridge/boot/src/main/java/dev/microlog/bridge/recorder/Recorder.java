package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import dev.microlog.bridge.event.DescriptorLeakEvent;
import dev.microlog.bridge.event.LogEvent;
import dev.microlog.bridge.event.LossEvent;
import dev.microlog.bridge.event.MetricEvent;
import dev.microlog.bridge.event.PrintEvent;
import dev.microlog.bridge.event.RecordingEvent;
import dev.microlog.bridge.event.SpanEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * Records this JVM: at most one recorder runs in it, whoever started it.
 *
 * <p>How a recording ends was measured on JDK 17 and 25: a dump in a shutdown hook of our own comes
 * too late, JFR's own hook is faster. So JFR is told where to write ({@code .jfr.part}) and that it
 * shall do so at exit; when it reports the recording as closed, the file gets its final name. A
 * long recording gives way to the next one, without a gap: the new one starts before the old one
 * ends. Thread-safe.
 */
public final class Recorder {
  /**
   * Set while somebody records this JVM: the path of the recording. Another agent, or our API, then
   * keeps still.
   */
  public static final String PROPERTY = "dev.microlog.recording";

  /** JFR's default of 64 cuts the roots of ordinary server stacks. */
  private static final int STACK_DEPTH = 256;

  /** How long the end of the JVM may wait for the recordings of others to be written. */
  private static final long OTHERS_PATIENCE_NANOS = 10_000_000_000L;

  private static final String CUTOFF = "jdk.OldObjectSample#cutoff";

  /** The recorder that was started last; null before the first. */
  private static volatile @Nullable Recorder running;

  private static boolean isRegistered;

  private final RecorderOptions options;
  private final String name;
  private final Map<String, String> settings;
  private final List<ReportFile> reports = new CopyOnWriteArrayList<>();
  private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
  private final @Nullable Uploader uploader;
  private volatile boolean hasRepository;
  private volatile boolean isExiting;
  private volatile boolean printsLine;

  /** The recording that is being made; null when the last one has ended. */
  private volatile @Nullable Session current;

  /** The recording that was begun last. */
  private volatile @Nullable Session latest;

  private Recorder(RecorderOptions options, Map<String, String> settings) {
    this.options = options;
    this.settings = new HashMap<>(settings);
    this.printsLine = options.summary();
    String asked = options.name();
    this.name =
        asked == null
            ? ApplicationName.ofCommand(System.getProperty("sun.java.command"))
            : ApplicationName.clean(asked);
    Path report = options.report();
    if (report != null) {
      reports.add(new ReportFile(report));
    }
    String server = options.server();
    this.uploader = server == null ? null : new Uploader(server, options.token());
  }

  /** Whether this JVM is being recorded by Microlog. */
  public static boolean isRecording() {
    return System.getProperty(PROPERTY) != null;
  }

  /**
   * Starts to record.
   *
   * @param settings JFR's settings
   * @param hasInternals whether {@code jdk.jfr.internal} is open to this class, for deeper stacks
   *     and a repository in the store
   * @return the recorder; null where this JVM is being recorded already, in which case the running
   *     recorder reports to the file of these options too
   * @throws IOException if the store cannot be written
   */
  public static @Nullable Recorder start(
      RecorderOptions options, Map<String, String> settings, boolean hasInternals)
      throws IOException {
    synchronized (Recorder.class) {
      if (isRecording()) {
        Recorder other = running;
        if (other != null) {
          other.alsoReportTo(options.report());
        }
        return null;
      }
      Recorder recorder = new Recorder(options, settings);
      running = recorder;
      recorder.begin(hasInternals);
      return recorder;
    }
  }

  /** The running recording's files; null when it has ended. */
  public @Nullable RecordingFiles files() {
    Session session = current;
    return session == null ? null : session.files();
  }

  /** Ends the recording and waits until its file is complete. */
  public synchronized void stop() {
    Session session = current;
    if (session != null) {
      Capture.reportEnd();
      session.stop();
      if (!hasOtherRecordings()) {
        session.files().deleteRepository();
      }
    }
  }

  private void begin(boolean hasInternals) throws IOException {
    RecordingFiles files = StoreDirectory.reserve(options.store(), name);
    try {
      if (hasInternals) {
        configureOldObjects();
        hasRepository = configure(files);
      }
      register();
      startSession(files);
    } catch (Throwable e) {
      files.discard();
      throw e;
    }
    Capture.start(
        options.captures().lines(), options.captures().stacks(), options.captures().descriptors());
    Capture.beforeExit(new Exiting());
    Housekeeper.start(this, options.rotation().keep());
    if (uploader != null) {
      uploader.start(files.directory());
    }
  }

  /**
   * Makes us known to JVM and JFR: once, however many recordings follow each other. They call the
   * recorder that runs then.
   */
  private static void register() {
    if (isRegistered) {
      return;
    }
    registerEvents();
    // Throws when the JVM is ending already.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(null, new CleanUp(), "Microlog exit", 0, false));
    FlightRecorder.addListener(new EndListener());
    FlightRecorder.addPeriodicEvent(RecordingEvent.class, new RecordingEvents());
    isRegistered = true;
  }

  /**
   * Makes all our events known before the first chunk. JFR writes its metadata, some 110 KB, again
   * whenever a type is added: in a recording of a minute that was two thirds of the file.
   */
  private static void registerEvents() {
    FlightRecorder.register(PrintEvent.WithStack.class);
    FlightRecorder.register(PrintEvent.Bare.class);
    FlightRecorder.register(LogEvent.WithStack.class);
    FlightRecorder.register(LogEvent.Bare.class);
    FlightRecorder.register(SpanEvent.class);
    FlightRecorder.register(RecordingEvent.class);
    FlightRecorder.register(MetricEvent.class);
    FlightRecorder.register(DescriptorLeakEvent.class);
    FlightRecorder.register(LossEvent.class);
  }

  /** Starts a recording, which is the current one from then on; or changes nothing and throws. */
  private void startSession(RecordingFiles files) throws IOException {
    Recording recording = new Recording(settings);
    Session session = new Session(recording, files, new CountDownLatch(1));
    Session before = current;
    try {
      recording.setName("Microlog " + name);
      recording.setToDisk(true);
      recording.setDestination(files.part());
      recording.setDumpOnExit(true);
      if (uploader != null) {
        Files.createFile(files.push());
      }
      sessions.put(recording.getId(), session);
      // Already now, as its first event says which one it is.
      current = session;
      recording.start();
    } catch (Throwable e) {
      current = before;
      sessions.remove(recording.getId());
      recording.close();
      throw e;
    }
    latest = session;
    System.setProperty(PROPERTY, files.finished().toString());
    for (ReportFile report : reports) {
      report.started(files.finished());
    }
  }

  private void configureOldObjects() {
    try {
      if (RecordingSettings.isOurs(options.settings()) && JfrInternals.isGenerationalZgc()) {
        settings.put("jdk.OldObjectSample#enabled", "false");
      } else {
        JfrInternals.tellAllOldObjects();
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Fewer of them: those that JFR tells by itself.
      Capture.failed("the full list of old objects", e);
    }
  }

  private static boolean configure(RecordingFiles files) {
    if (FlightRecorder.isInitialized()) {
      return false;
    }
    try {
      JfrInternals.setStackDepth(STACK_DEPTH);
      JfrInternals.setRepository(files.ownRepository());
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      // JFR keeps 64 frames, or its repository in the temporary directory: less, but a recording.
      Capture.failed("deep stacks and chunks in the store", e);
      return false;
    }
  }

  /** A second agent, of another person or tool, wants to know what becomes of this recording. */
  private void alsoReportTo(@Nullable Path file) {
    Session session = current;
    if (file != null && session != null) {
      ReportFile report = new ReportFile(file);
      reports.add(report);
      report.started(session.files().finished());
      printsLine = false;
    }
  }

  /** Begins the next recording and ends this one, if it is long or large enough. */
  synchronized void rotateIfDue() throws IOException {
    Session session = current;
    RecorderOptions.Rotation limits = options.rotation();
    if (session == null || isExiting) {
      return;
    }
    boolean tooLong = !limits.after().isZero() && session.length().compareTo(limits.after()) >= 0;
    boolean tooLarge = limits.bytes() > 0 && session.recording().getSize() >= limits.bytes();
    if (tooLong || tooLarge) {
      rotate(session);
    }
  }

  private void rotate(Session old) throws IOException {
    RecordingFiles files = StoreDirectory.reserveIn(old.files().directory());
    try {
      if (hasRepository) {
        // First, so that no chunk of the next recording lies in the directory of this one.
        JfrInternals.migrate(files.ownRepository());
      }
      startSession(files);
    } catch (Throwable e) {
      // JFR may write to its repository already.
      files.release();
      throw new IOException(e.toString(), e);
    }
    // The search for paths to old objects stops the program; in the middle of its life it shall
    // not.
    old.recording().setSettings(withoutPaths());
    old.stop();
    if (!hasOtherRecordings()) {
      old.files().deleteRepository();
      sessions.remove(old.recording().getId());
    }
    Retention.apply(files.directory(), options.rotation(), Instant.now());
  }

  private Map<String, String> withoutPaths() {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(CUTOFF, "0 ns");
    return changed;
  }

  /** Whether somebody else records too, whose chunks lie in our directory. */
  private boolean hasOtherRecordings() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .anyMatch(recording -> !sessions.containsKey(recording.getId()));
  }

  /**
   * Ends the recording while there is room to write it. JFR would end the whole JVM when it cannot
   * write a chunk; and at the end a recording is copied, so that it needs its size once more.
   */
  synchronized void stopIfDiskIsFull() {
    Session session = current;
    if (session == null || isExiting) {
      return;
    }
    long free = StoreDirectory.freeBytes(session.files().directory());
    if (free < session.recording().getSize() + StoreDirectory.MIN_FREE_BYTES / 2) {
      Capture.warn(
          "only "
              + ExitLine.size(free)
              + " left on the disk of "
              + session.files().directory()
              + ", recording stopped");
      stop();
    }
  }

  private void writeRecordingEvent() {
    Session session = current;
    if (session == null) {
      return;
    }
    RecordingEvent event = new RecordingEvent();
    event.name = name;
    event.id = session.files().id();
    event.version = Version.TEXT;
    event.processId = ProcessId.CURRENT;
    event.timeZone = ZoneId.systemDefault().getId();
    event.jvm =
        System.getProperty("java.vm.name") + " (" + System.getProperty("java.vm.vendor") + ")";
    event.javaVersion = System.getProperty("java.runtime.version");
    event.command = ApplicationName.program(System.getProperty("sun.java.command"));
    event.processors = Runtime.getRuntime().availableProcessors();
    event.commit();
  }

  /** JFR has written the file. */
  private void completed(Session session) {
    Session active = current;
    boolean isLast = active != null && active.recording().getId() == session.recording().getId();
    if (isLast) {
      Capture.stop();
      current = null;
      System.clearProperty(PROPERTY);
    }
    try {
      long bytes = Files.size(session.files().part());
      if (bytes == 0) {
        Capture.warn(
            session.files().part() + " could not be written; its chunks are kept beside it");
        return;
      }
      Path finished = session.files().finish();
      for (ReportFile report : reports) {
        report.finished(finished);
      }
      if (isLast && printsLine) {
        printLine(session, bytes);
      }
      if (uploader != null && !isExiting) {
        uploader.add(finished);
      }
    } catch (IOException e) {
      Capture.failed("recording " + session.files().part(), e);
    } finally {
      session.ended().countDown();
    }
  }

  private void printLine(Session session, long bytes) {
    String url = ExitLine.url(options.server(), name, session.files().id());
    double seconds = session.length().toMillis() / 1_000.0;
    String line = ExitLine.of(seconds, bytes, name, url, ExitLine.isStderrUnicode());
    Capture.writeToStderr(line + System.lineSeparator());
  }

  /** Called before the first shutdown hook runs. */
  private void exiting() {
    isExiting = true;
    Capture.reportEnd();
  }

  /**
   * JFR ends the recording in a hook of its own, at the same time; this one cleans up and sends
   * when it has.
   */
  private void cleanUpAtExit() {
    isExiting = true;
    Session last = latest;
    if (last != null && !last.awaitEnd()) {
      return;
    }
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    if (awaitOtherRecordings()) {
      for (Session session : sessions.values()) {
        if (!Files.exists(session.files().part())) {
          session.files().deleteRepository();
        }
      }
    }
    if (uploader != null && last != null && Files.exists(last.files().finished())) {
      uploader.sendNow(last.files().finished());
    }
  }

  /**
   * Waits until JFR's own hook has written what somebody else records too, a bounded time. Their
   * chunks lie in our directory.
   *
   * @return whether nobody needs them any more
   */
  @SuppressWarnings("BusyWait") // a listener is told before the file is written, or never
  private boolean awaitOtherRecordings() {
    long begin = System.nanoTime();
    try {
      while (isAnotherUnfinished()) {
        if (System.nanoTime() - begin > OTHERS_PATIENCE_NANOS) {
          return false;
        }
        Thread.sleep(5);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * JFR closes a recording that has a destination as soon as it has been written there. One that
   * never ran stays as it is.
   */
  private boolean isAnotherUnfinished() {
    for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
      RecordingState state = recording.getState();
      boolean unwritten = state == RecordingState.STOPPED && recording.getDestination() != null;
      if (!sessions.containsKey(recording.getId())
          && (state == RecordingState.RUNNING || unwritten)) {
        return true;
      }
    }
    return false;
  }

  /** Named classes and no lambdas, as all of this runs at the start of somebody's program. */
  private static final class RecordingEvents implements Runnable {
    @Override
    public void run() {
      Recorder recorder = running;
      if (recorder != null) {
        recorder.writeRecordingEvent();
      }
    }
  }

  private final class Exiting implements Runnable {
    @Override
    public void run() {
      exiting();
    }
  }

  private static final class CleanUp implements Runnable {
    @Override
    public void run() {
      Recorder recorder = running;
      if (recorder != null) {
        recorder.cleanUpAtExit();
      }
    }
  }

  private static final class EndListener implements FlightRecorderListener {
    @Override
    public void recordingStateChanged(Recording recording) {
      Recorder recorder = running;
      Session session = recorder == null ? null : recorder.sessions.get(recording.getId());
      if (recorder != null && session != null && recording.getState() == RecordingState.CLOSED) {
        recorder.completed(session);
      }
    }
  }
}
