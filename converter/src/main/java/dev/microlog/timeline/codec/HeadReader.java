package dev.microlog.timeline.codec;

import dev.microlog.timeline.RecordingInfo;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a segment says of the recording and passes over everything else, so that it needs no
 * memory to speak of whatever the segment says of its length. Not thread-safe.
 */
final class HeadReader {
  /** The section holds a few texts; the longest, a command line, has at most 2 MB on Linux. */
  private static final int MAX_RECORDING_BYTES = 1 << 24;

  private final InputStream in;

  /** How many bytes of the segment there are to come, by what its header says. */
  private int left;

  private HeadReader(InputStream in, int length) {
    this.in = in;
    this.left = length;
  }

  /** Reads on after the segment's header. */
  static TimelineDecoder.Head read(InputStream in, int length) throws IOException {
    try {
      return new HeadReader(in, length).head();
    } catch (EOFException e) {
      throw new MalformedTimelineException("the segment is cut");
    }
  }

  private TimelineDecoder.Head head() throws IOException {
    RecordingInfo recording = RecordingInfo.UNKNOWN;
    boolean complete = false;
    count(); // the number of the segment
    while (left > 0) {
      int tag = oneByte();
      int length = count();
      take(length);
      if (tag == Section.RECORDING) {
        recording = recording(length);
      } else {
        in.skipNBytes(length);
      }
      complete |= tag == Section.END;
    }
    return new TimelineDecoder.Head(recording, complete);
  }

  private RecordingInfo recording(int length) throws IOException {
    if (length > MAX_RECORDING_BYTES) {
      throw new MalformedTimelineException("what it says of the recording is too long");
    }
    byte[] section = in.readNBytes(length);
    return RecordingSection.read(new BytesReader(section, 0, section.length));
  }

  private int oneByte() throws IOException {
    take(1);
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private int count() throws IOException {
    byte[] bytes = new byte[5];
    int size = 0;
    do {
      bytes[size++] = (byte) oneByte();
    } while (bytes[size - 1] < 0 && size < bytes.length);
    return new BytesReader(bytes, 0, size).count();
  }

  private void take(int length) throws EOFException {
    if (length > left) {
      throw new EOFException();
    }
    left -= length;
  }
}
