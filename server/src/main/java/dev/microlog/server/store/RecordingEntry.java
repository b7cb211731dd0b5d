package dev.microlog.server.store;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One recording in the list of a store.
 *
 * @param key its name
 * @param start when it began, or null as long as nobody has read that
 * @param durationMillis its length, 0 when unknown
 * @param bytes size of what the store holds of it: the timeline, before that the recording
 * @param state what can be done with it
 * @param error why it failed, one sentence; null in every other state
 * @param jvm name and version of the JVM, empty when unknown
 */
public record RecordingEntry(
    RecordingKey key,
    @Nullable OffsetDateTime start,
    double durationMillis,
    long bytes,
    RecordingState state,
    @Nullable String error,
    String jvm) {}
