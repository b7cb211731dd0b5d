package dev.microlog;

import dev.microlog.bridge.recorder.Recorder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recording that {@link Microlog#start(String)} began. It ends with {@link #close()}, or with the
 * program.
 *
 * <p>Where the program was being recorded already, or recording is disabled, this is an empty
 * handle: it has no file, and closing it ends nothing but a span of its name.
 */
public final class RunningRecording implements AutoCloseable {
  private final @Nullable Recorder recorder;
  private final @Nullable Path file;
  private final Span span;

  RunningRecording(@Nullable Recorder recorder, @Nullable Path file, Span span) {
    this.recorder = recorder;
    this.file = file;
    this.span = span;
  }

  /**
   * The file that will hold the recording when it has ended; empty where this handle started none.
   */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Ends the recording and waits until its file is complete. Closing it again does nothing. */
  @Override
  public void close() {
    span.close();
    if (recorder != null) {
      recorder.stop();
    }
  }
}
