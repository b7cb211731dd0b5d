package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingKey;
import java.util.Optional;

/**
 * What is shared: the timeline of a recording, or a note beside it.
 *
 * @param key the recording
 * @param note name of the note, empty for the timeline
 */
record Item(RecordingKey key, String note) {
  private static final String TIMELINE = ".microlog";
  private static final String NOTE = ".json";

  static Item timeline(RecordingKey key) {
    return new Item(key, "");
  }

  boolean isTimeline() {
    return note.isEmpty();
  }

  /** Its name below the prefix of the bucket, the same as in a store. */
  String path() {
    return key.app() + "/" + key.id() + (isTimeline() ? TIMELINE : "." + note + NOTE);
  }

  /** What a path stands for, which may come from anybody; empty when it is nothing of ours. */
  static Optional<Item> of(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String app = path.substring(0, slash);
    String file = path.substring(slash + 1);
    if (file.endsWith(TIMELINE)) {
      String id = file.substring(0, file.length() - TIMELINE.length());
      return RecordingKey.of(app, id).map(Item::timeline);
    }
    int dot = file.endsWith(NOTE) ? file.lastIndexOf('.', file.length() - NOTE.length() - 1) : -1;
    if (dot < 0) {
      return Optional.empty();
    }
    String note = file.substring(dot + 1, file.length() - NOTE.length());
    return RecordingKey.isName(note)
        ? RecordingKey.of(app, file.substring(0, dot)).map(key -> new Item(key, note))
        : Optional.empty();
  }
}
