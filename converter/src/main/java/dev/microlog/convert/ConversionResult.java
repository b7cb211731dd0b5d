package dev.microlog.convert;

import dev.microlog.timeline.RecordingInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * What a conversion did.
 *
 * @param timeline the file that was written
 * @param inputBytes size of the recording as it lay there
 * @param outputBytes size of the timeline
 * @param chunks that were read
 * @param samples in the timeline
 * @param losses what could not be read, one line each; empty for an undamaged recording
 * @param doubt a sentence, if several files were joined of which nothing says that they are of one
 *     JVM; else empty
 */
public record ConversionResult(
    Path timeline,
    RecordingInfo recording,
    long inputBytes,
    long outputBytes,
    int chunks,
    long samples,
    List<String> losses,
    String doubt) {
  public ConversionResult {
    losses = List.copyOf(losses);
  }
}
