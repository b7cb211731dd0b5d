package dev.microlog.bridge.capture;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is printed on {@code System.out} and {@code System.err}, whatever stream the program
 * has put there.
 *
 * <p>Called at the beginning of {@code PrintStream.write}, through which all bytes of a print
 * stream pass. The bytes themselves go their way untouched.
 */
public final class PrintSink {
  private static final String WHAT = "capture of prints";

  /**
   * Lines without newline that a bounded number of threads have left; beyond it they are written as
   * they are.
   */
  private static final int MAX_PENDING = 1_000;

  private static final Set<LineAssembler> PENDING = ConcurrentHashMap.newKeySet();

  private PrintSink() {}

  /**
   * Takes bytes.
   *
   * @param encoder the stream's encoder, which knows its charset; null while the stream is being
   *     closed
   */
  public static void write(
      PrintStream stream,
      @Nullable OutputStreamWriter encoder,
      byte @Nullable [] bytes,
      int offset,
      int count) {
    if (Capture.isOn() && bytes != null && isStandard(stream)) {
      if (offset >= 0 && count > 0 && count <= bytes.length - offset) {
        capture(encoder, bytes, offset, count, isSame(stream, System.out));
      }
    }
  }

  /** Takes a single byte. */
  public static void write(PrintStream stream, @Nullable OutputStreamWriter encoder, int value) {
    if (Capture.isOn() && isStandard(stream)) {
      write(stream, encoder, new byte[] {(byte) value}, 0, 1);
    }
  }

  private static boolean isStandard(PrintStream stream) {
    return isSame(stream, System.out) || isSame(stream, System.err);
  }

  /** Identity: a stream of the program may call itself equal to anything. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(PrintStream stream, PrintStream other) {
    return stream == other;
  }

  /** Takes bytes that were printed on a stream known to be stdout or stderr. */
  static void capture(
      @Nullable OutputStreamWriter encoder, byte[] bytes, int offset, int count, boolean isStdout) {
    try {
      ThreadCapture thread = ThreadCapture.current();
      if (thread.busy || thread.publishing > 0 || Capture.hasFailed(WHAT)) {
        return;
      }
      thread.busy = true;
      try {
        LineAssembler line = isStdout ? thread.stdout : thread.stderr;
        StreamCharset charset = StreamCharset.of(encoder, isStdout);
        if (Budget.LINES.isClosed() && line.skip(bytes, offset, count, charset)) {
          return;
        }
        boolean wasPending = line.isPending();
        boolean isPending = line.write(bytes, offset, count, charset);
        if (isPending != wasPending) {
          remember(line, isPending);
        }
      } finally {
        thread.busy = false;
      }
    } catch (Throwable e) {
      Capture.exhausted(WHAT, e);
    }
  }

  private static void remember(LineAssembler line, boolean isPending) {
    if (!isPending) {
      PENDING.remove(line);
    } else if (PENDING.size() < MAX_PENDING) {
      PENDING.add(line);
    } else {
      line.flush();
    }
  }

  /** Writes the lines that wait for their newline: the recording ends. */
  static void flushPendingLines() {
    List<LineAssembler> lines = List.copyOf(PENDING);
    for (LineAssembler line : lines) {
      PENDING.remove(line);
      line.flush();
    }
  }
}
