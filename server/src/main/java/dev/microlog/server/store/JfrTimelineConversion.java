package dev.microlog.server.store;

import dev.microlog.convert.ConversionOptions;
import dev.microlog.convert.JfrConverter;
import dev.microlog.convert.NothingRecordedException;
import dev.microlog.convert.TimelineFiles;
import dev.microlog.timeline.RecordingInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The converter of this project, as a store uses it. */
public final class JfrTimelineConversion implements TimelineConversion {

  /** Follows a conversion. */
  @FunctionalInterface
  public interface Progress {
    /** Told how much of the input, in bytes, is done; from any thread. */
    void show(double done, double total);
  }

  /** Nobody waits for the rules here, so that larger recordings are judged by them, too. */
  private static final long RULES_MAX_BYTES = 64_000_000;

  private final Progress progress;

  public JfrTimelineConversion() {
    this((done, total) -> {});
  }

  public JfrTimelineConversion(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void convert(Path source, Path target, String name) throws IOException {
    try {
      JfrConverter.convert(
          source,
          target,
          ConversionOptions.defaults().withName(name).withRulesMaxBytes(RULES_MAX_BYTES),
          (done, total) -> progress.show((double) done, (double) total));
    } catch (NothingRecordedException e) {
      throw new EmptyRecordingException(e);
    }
  }

  @Override
  public TimelineSummary summarize(Path timeline) throws IOException {
    TimelineFiles.Summary summary = TimelineFiles.readSummary(timeline);
    RecordingInfo info = summary.recording();
    return new TimelineSummary(
        Instant.EPOCH
            .plus((long) info.startEpochMicros(), ChronoUnit.MICROS)
            .atOffset(offset(info.zoneOffsetMinutes())),
        info.durationMicros() / 1000,
        info.jvm(),
        summary.complete());
  }

  private static ZoneOffset offset(int minutes) {
    boolean real = Math.abs(minutes) <= 18 * 60;
    return real ? ZoneOffset.ofTotalSeconds(60 * minutes) : ZoneOffset.UTC;
  }
}
