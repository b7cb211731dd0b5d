package dev.microlog.server.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A conversion that failed.
 *
 * @param source what was converted, with its content then
 * @param error why it failed, in one sentence
 */
record Failure(RecordingFiles.Stamp source, String error) {
  /** What is said of a recording that has nothing in it. */
  static final String LOST = "The JVM was killed before it had written its recording.";

  /** In one sentence. Messages of data errors are made for people, others are not. */
  static String sentence(Throwable failure, Path file) {
    if (failure instanceof EmptyRecordingException) {
      return LOST;
    }
    if (failure instanceof NoSuchFileException) {
      return "The recording is gone.";
    }
    if (failure instanceof OutOfMemoryError) {
      return "The recording needs more memory than this server has; start it with a larger -Xmx.";
    }
    String message = failure.getMessage();
    return failure instanceof IOException && message != null
        ? message.replace(file.toString(), String.valueOf(file.getFileName()))
        : "The recording cannot be converted.";
  }
}
