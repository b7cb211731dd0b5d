package dev.microlog.convert;

/**
 * A recording without a chunk that says what its events are: JFR writes that when it flushes for
 * the first time, a second after its start, and the JVM was killed before. Nobody can read it.
 */
public final class NothingRecordedException extends MalformedRecordingException {
  private static final long serialVersionUID = 1;

  NothingRecordedException(String message) {
    super(message);
  }
}
