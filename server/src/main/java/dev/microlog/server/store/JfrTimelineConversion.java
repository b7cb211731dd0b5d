package dev.microlog.server.store;

import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.codec.TimelineDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

  private final Progress progress;

  public JfrTimelineConversion() {
    this((done, total) -> {});
  }

  public JfrTimelineConversion(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void convert(Path source, Path target) throws IOException {
    progress.show(0, (double) Files.size(source));
    throw new IOException("This build has no converter.");
  }

  @Override
  public TimelineSummary summarize(Path timeline) throws IOException {
    var decoder = new TimelineDecoder();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new ZstdInputStream(Files.newInputStream(timeline)).setContinuous(true)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        decoder.append(buffer, 0, n);
      }
    }
    RecordingInfo info = decoder.recording();
    return new TimelineSummary(
        Instant.EPOCH
            .plus((long) info.startEpochMicros(), ChronoUnit.MICROS)
            .atOffset(ZoneOffset.ofTotalSeconds(60 * info.zoneOffsetMinutes())),
        info.durationMicros() / 1000,
        info.jvm(),
        decoder.complete());
  }
}
