package dev.microlog.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.microlog.server.store.RecordingEntry;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A recording as the API writes it; see {@code docs/API.md}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecordingJson(
    String app,
    String id,
    @Nullable String start,
    double durationMillis,
    long bytes,
    String state,
    @Nullable String error,
    String jvm) {

  static RecordingJson of(RecordingEntry entry) {
    return new RecordingJson(
        entry.key().app(),
        entry.key().id(),
        entry.start() == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(entry.start()),
        entry.durationMillis(),
        entry.bytes(),
        entry.state().label(),
        entry.error(),
        entry.jvm());
  }
}
