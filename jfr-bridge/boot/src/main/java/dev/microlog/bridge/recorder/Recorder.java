package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import dev.microlog.bridge.event.RecordingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * shall do so at exit; when it reports the recording as closed, the file gets its final name.
 * Thread-safe.
 */
public final class Recorder {
  /**
   * Set while somebody records this JVM: the path of the recording. Another agent, or our API, then
   * keeps still.
   */
  public static final String PROPERTY = "dev.microlog.recording";

  /** JFR's default of 64 cuts the roots of ordinary server stacks. */
  private static final int STACK_DEPTH = 256;

  private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(20);

  private final RecorderOptions options;
  private final String name;
  private final Map<String, String> settings;
  private final List<ReportFile> reports = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Session current;

  private Recorder(RecorderOptions options, Map<String, String> settings) {
    this.options = options;
    this.settings = settings;
    String asked = options.name();
    this.name =
        asked == null
            ? ApplicationName.ofCommand(System.getProperty("sun.java.command"))
            : ApplicationName.clean(asked);
    Path report = options.report();
    if (report != null) {
      reports.add(new ReportFile(report));
    }
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
   * @return the recorder; null where this JVM is being recorded already
   * @throws IOException if the store cannot be written
   */
  public static @Nullable Recorder start(
      RecorderOptions options, Map<String, String> settings, boolean hasInternals)
      throws IOException {
    synchronized (Recorder.class) {
      if (isRecording()) {
        return null;
      }
      Recorder recorder = new Recorder(options, settings);
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
  public void stop() {
    Session session = current;
    if (session != null) {
      Capture.stop();
      session.recording().stop();
      session.recording().close();
      awaitEnd();
      session.files().deleteRepository();
    }
  }

  private void begin(boolean hasInternals) throws IOException {
    RecordingFiles files =
        RecordingFiles.reserve(
            StoreDirectory.of(options.store()), name, LocalDateTime.now(ZoneId.systemDefault()));
    try {
      if (hasInternals) {
        configure(files);
      }
      FlightRecorder.addListener(new EndListener());
      FlightRecorder.addPeriodicEvent(RecordingEvent.class, this::writeRecordingEvent);
      current = startSession(files);
    } catch (Throwable e) {
      files.discard();
      throw e;
    }
    Capture.start();
    Capture.beforeExit(Capture::flush);
    Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUpAtExit, "Microlog exit"));
  }

  private Session startSession(RecordingFiles files) throws IOException {
    Recording recording = new Recording(settings);
    recording.setName("Microlog " + name);
    recording.setToDisk(true);
    recording.setDestination(files.part());
    recording.setDumpOnExit(true);
    Session session = new Session(recording, files, name);
    current = session;
    System.setProperty(PROPERTY, files.finished().toString());
    reports.forEach(report -> report.started(files));
    recording.start();
    return session;
  }

  private static void configure(RecordingFiles files) {
    if (FlightRecorder.isInitialized()) {
      return;
    }
    try {
      JfrInternals.setStackDepth(STACK_DEPTH);
      JfrInternals.setRepository(files.repository());
    } catch (ReflectiveOperationException | RuntimeException e) {
      // JFR keeps 64 frames, or its repository in the temporary directory: less, but a recording.
      Capture.failed("deep stacks and chunks in the store", e);
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
    event.processId = ProcessHandle.current().pid();
    event.timeZone = ZoneId.systemDefault().getId();
    event.jvm =
        System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.runtime.version")
            + " ("
            + System.getProperty("java.vm.vendor")
            + ")";
    event.command = ApplicationName.program(System.getProperty("sun.java.command"));
    event.processors = Runtime.getRuntime().availableProcessors();
    event.commit();
  }

  /** JFR has written the file. */
  private void completed(Session session) {
    if (session.equals(current)) {
      current = null;
      Capture.stop();
      System.clearProperty(PROPERTY);
    }
    try {
      long bytes = Files.size(session.files().part());
      if (bytes == 0) {
        Capture.warn(
            "the recording "
                + session.files().part()
                + " could not be written; its chunks are kept beside it");
        return;
      }
      Path finished = session.files().finish();
      reports.forEach(report -> report.finished(finished));
      if (options.summary()) {
        printLine(session, bytes);
      }
    } catch (IOException e) {
      Capture.failed("recording " + session.files().part(), e);
    } finally {
      ended.countDown();
    }
  }

  private void printLine(Session session, long bytes) {
    Instant start = session.recording().getStartTime();
    Instant stop = session.recording().getStopTime();
    double seconds =
        start == null || stop == null ? 0 : Duration.between(start, stop).toMillis() / 1_000.0;
    String url = ExitLine.url(options.server(), session.name(), session.files().id());
    String line = ExitLine.of(seconds, bytes, session.name(), url, ExitLine.isStderrUnicode());
    Capture.writeToStderr(line + System.lineSeparator());
  }

  /**
   * JFR ends the recording in a hook of its own, at the same time; this one removes the chunks when
   * it has.
   */
  private void cleanUpAtExit() {
    Session session = current;
    if (session != null && awaitEnd()) {
      // Asking JFR for its recordings waits until its own hook, which may still need the chunks, is
      // done.
      FlightRecorder.getFlightRecorder().getRecordings();
      if (Files.exists(session.files().finished())) {
        session.files().deleteRepository();
      }
    }
  }

  private boolean awaitEnd() {
    try {
      return ended.await(PATIENCE_AT_EXIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private final class EndListener implements FlightRecorderListener {
    @Override
    public void recordingStateChanged(Recording recording) {
      Session session = current;
      if (recording.getState() == RecordingState.CLOSED
          && session != null
          && session.recording().getId() == recording.getId()) {
        completed(session);
      }
    }
  }
}
