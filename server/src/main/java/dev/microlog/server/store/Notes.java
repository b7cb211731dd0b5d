package dev.microlog.server.store;

import java.io.IOException;
import java.util.Optional;

/** Texts that are kept beside recordings, as {@code STORE/<app>/<id>.<name>.json}. */
public interface Notes {
  /**
   * Keeps a text beside the recording, replacing the one of the same name. A store that knows its
   * recordings keeps nothing where the recording is gone.
   */
  void putNote(RecordingKey key, String name, String text) throws IOException;

  /** A text kept by {@link #putNote}. */
  Optional<String> note(RecordingKey key, String name) throws IOException;
}
