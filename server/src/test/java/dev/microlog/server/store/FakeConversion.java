package dev.microlog.server.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A converter whose recordings are texts that begin with {@code FLR\0}, and whose timelines are the
 * same text in zstd. A text with the word {@code bad} cannot be converted, and one with the word
 * {@code huge} needs more memory than there is.
 */
public final class FakeConversion implements TimelineConversion {
  /** How many conversions have been begun. */
  final AtomicInteger begun = new AtomicInteger();

  /** A recording of this converter. */
  public static byte[] recording(String text) {
    return ("FLR\0" + text).getBytes(StandardCharsets.UTF_8);
  }

  /** A timeline of this converter. */
  public static byte[] timeline(String text) {
    return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void convert(Path source, Path target, String name) throws IOException {
    begun.incrementAndGet();
    String text = Files.isDirectory(source) ? chunks(source) : Files.readString(source);
    if (text.isEmpty()) {
      throw new EmptyRecordingException(new IOException("There is nothing."));
    }
    if (text.contains("bad")) {
      throw new IOException("The recording is damaged.");
    }
    refuseHuge(text);
    Files.write(target, timeline(text.replace("FLR\0", "")));
  }

  private static void refuseHuge(String text) {
    if (text.contains("huge")) {
      throw new OutOfMemoryError("as a test wants it");
    }
  }

  private static String chunks(Path repository) throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.filter(FakeConversion::isChunk).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static boolean isChunk(Path file) {
    return file.toString().endsWith(".jfr");
  }

  @Override
  public TimelineSummary summarize(Path timeline) throws IOException {
    try (InputStream in = new ZstdInputStream(Files.newInputStream(timeline))) {
      byte[] text = in.readAllBytes();
      refuseHuge(new String(text, StandardCharsets.UTF_8));
      return new TimelineSummary(
          OffsetDateTime.parse("2026-11-22T06:31:51.123+01:00"), text.length, "Fake JVM", true);
    }
  }
}
