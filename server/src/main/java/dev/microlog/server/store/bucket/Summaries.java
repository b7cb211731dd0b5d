package dev.microlog.server.store.bucket;

import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingState;
import dev.microlog.server.store.TimelineSummary;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows of a recording, in the metadata of its object: so that a list of hundreds
 * needs none of them fetched. Anybody may have written it, so that it is read as a claim.
 */
final class Summaries {
  private static final String START = "microlog-start";
  private static final String DURATION = "microlog-duration-millis";
  private static final String JVM = "microlog-jvm";
  private static final int MOST_CHARACTERS = 100;
  private static final double MOST_MILLIS = 1e13;
  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("uuuu_MM_dd_HH_mm_ss");

  private Summaries() {}

  static Map<String, String> metadata(RecordingEntry entry) {
    Map<String, String> metadata = new HashMap<>();
    if (entry.start() != null) {
      metadata.put(START, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(entry.start()));
    }
    metadata.put(DURATION, Double.toString(entry.durationMillis()));
    metadata.put(JVM, plain(entry.jvm()));
    return metadata;
  }

  /** An empty value of a header is dropped on the way, and signed all the same. */
  private static String plain(String text) {
    String plain = text.replaceAll("[^ -~]", "?").strip();
    plain = plain.substring(0, Math.min(MOST_CHARACTERS, plain.length()));
    return plain.isEmpty() ? "?" : plain;
  }

  /** What the metadata claims; empty when it claims nothing that is possible. */
  static Optional<TimelineSummary> claimed(Map<String, String> metadata) {
    try {
      double millis = Double.parseDouble(metadata.getOrDefault(DURATION, ""));
      if (millis >= 0 && millis <= MOST_MILLIS) {
        return Optional.of(
            new TimelineSummary(
                OffsetDateTime.parse(metadata.getOrDefault(START, "")),
                millis,
                plain(metadata.getOrDefault(JVM, "")),
                true));
      }
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** An entry for an object; without a summary it begins when its name says. */
  static RecordingEntry entry(
      RecordingKey key, BucketObject object, @Nullable TimelineSummary summary) {
    return new RecordingEntry(
        key,
        summary == null ? named(key, object) : summary.start(),
        summary == null ? 0 : summary.durationMillis(),
        object.bytes(),
        RecordingState.READY,
        null,
        summary == null ? "" : summary.jvm());
  }

  static RecordingEntry failed(RecordingKey key, BucketObject object, String error) {
    return new RecordingEntry(key, null, 0, object.bytes(), RecordingState.FAILED, error, "");
  }

  private static OffsetDateTime named(RecordingKey key, BucketObject object) {
    String id = key.id().substring(0, Math.min(19, key.id().length()));
    try {
      return LocalDateTime.parse(id, ID).atZone(ZoneId.systemDefault()).toOffsetDateTime();
    } catch (DateTimeException e) {
      return object.modified().atOffset(ZoneOffset.UTC);
    }
  }
}
