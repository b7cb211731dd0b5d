package dev.microlog.convert;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.microlog.timeline.RecordingInfo;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.codec.MalformedTimelineException;
import dev.microlog.timeline.codec.TimelineDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Timeline files: rows of zstd frames, of which each holds one segment. */
public final class TimelineFiles {
  /** A timeline that inflates to more is refused. */
  public static final long MAX_INFLATED_BYTES = 4L << 30;

  private static final int BUFFER_BYTES = 1 << 16;

  private TimelineFiles() {}

  /**
   * The whole timeline in a file. One that is still growing or was cut is read up to its last whole
   * segment, and is not {@linkplain Timeline#complete() complete}.
   *
   * @throws MalformedRecordingException if the file is no timeline, or of another version
   */
  public static Timeline read(Path file) throws IOException {
    TimelineDecoder decoder = new TimelineDecoder();
    decode(file, decoder);
    return decoder.build();
  }

  /** What a timeline says of its recording, and whether it has its end mark. */
  public record Summary(RecordingInfo recording, boolean complete) {}

  /** As {@link #readSummary}, without whether it is complete. */
  public static RecordingInfo readInfo(Path file) throws IOException {
    return readSummary(file).recording();
  }

  /**
   * What a timeline says of its recording: cheaper than reading all of it, because only its last
   * frame is looked at, and in little memory whatever that inflates to.
   *
   * @throws MalformedRecordingException if the file is no timeline, or of another version
   */
  public static Summary readSummary(Path file) throws IOException {
    checkIsTimeline(file);
    try (FileChannel channel = FileChannel.open(file)) {
      ZstdFrames.Last last = ZstdFrames.last(channel);
      if (last.start() < 0) {
        throw new MalformedRecordingException(file + " holds no whole segment");
      }
      boolean isCut = last.end() < channel.size();
      channel.position(last.start());
      try (InputStream segment = new ZstdInputStream(Channels.newInputStream(channel))) {
        TimelineDecoder.Head head = TimelineDecoder.head(segment);
        return new Summary(head.recording(), head.complete() && !isCut);
      }
    } catch (MalformedTimelineException e) {
      throw new MalformedRecordingException(file + ": " + e.getMessage(), e);
    } catch (ZstdIOException e) {
      throw new MalformedRecordingException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static void decode(Path file, TimelineDecoder decoder) throws IOException {
    checkIsTimeline(file);
    byte[] buffer = new byte[BUFFER_BYTES];
    long inflated = 0;
    try (ZstdInputStream in =
        new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      in.setContinuous(true);
      int length;
      while ((length = in.read(buffer)) >= 0) {
        inflated += length;
        if (inflated > MAX_INFLATED_BYTES) {
          throw new MalformedRecordingException(
              file + " inflates to more than " + MAX_INFLATED_BYTES + " bytes");
        }
        decoder.append(buffer, 0, length);
      }
    } catch (MalformedTimelineException e) {
      throw new MalformedRecordingException(file + ": " + e.getMessage(), e);
    } catch (ZstdIOException e) {
      if (decoder.segments() == 0) {
        throw new MalformedRecordingException(file + " is damaged: " + e.getMessage(), e);
      }
    }
  }

  /** Whether a file holds a timeline, or at least the beginning of one. */
  public static boolean isTimeline(Path file) throws IOException {
    if (FileKind.of(file) != FileKind.ZSTD) {
      return false;
    }
    try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
      return FileKind.of(in.readNBytes(FileKind.BYTES)) == FileKind.SEGMENT;
    } catch (ZstdIOException e) {
      return false; // damaged from the first byte on
    }
  }

  private static void checkIsTimeline(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw new MalformedRecordingException(file + " is empty");
    }
    switch (FileKind.of(file)) {
      case ZSTD -> {}
      case JFR ->
          throw new MalformedRecordingException(file + " is a JFR recording: convert it first");
      default -> throw new MalformedRecordingException(file + " is no timeline");
    }
  }

  /** Writes a timeline as one segment; the file appears under its name when it is whole. */
  public static void write(Timeline timeline, Path file) throws IOException {
    try (TimelineFileWriter writer = TimelineFileWriter.create(file, 12)) {
      writer.write(timeline);
      writer.finish();
    }
  }
}
