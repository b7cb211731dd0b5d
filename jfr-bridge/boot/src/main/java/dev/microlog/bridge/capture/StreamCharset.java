package dev.microlog.bridge.capture;

import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a print stream.
 *
 * @param charset the charset
 * @param isAsciiCompatible whether ASCII text has its own bytes in it, so that a newline byte is
 *     always a newline
 */
record StreamCharset(Charset charset, boolean isAsciiCompatible) {
  private static final String PROBE = "\n\r !09=AZ_az~";
  private static final StreamCharset UTF_8 = new StreamCharset(StandardCharsets.UTF_8, true);

  private static volatile Known stdout = new Known(null, UTF_8);
  private static volatile Known stderr = new Known(null, UTF_8);

  private record Known(@Nullable OutputStreamWriter encoder, StreamCharset charset) {}

  /**
   * The charset of {@code System.out} or {@code System.err}, asked for once as long as the stream
   * stays the same.
   *
   * @param encoder the encoder inside the print stream; null in a stream that is being closed
   */
  static StreamCharset of(@Nullable OutputStreamWriter encoder, boolean isStdout) {
    Known known = isStdout ? stdout : stderr;
    if (encoder == null || encoder.equals(known.encoder)) {
      return known.charset;
    }
    Known found = new Known(encoder, of(encoder.getEncoding()));
    if (isStdout) {
      stdout = found;
    } else {
      stderr = found;
    }
    return found.charset;
  }

  static StreamCharset of(@Nullable String name) {
    if (name == null) {
      return UTF_8;
    }
    Charset charset = Charset.forName(name);
    if (!charset.canEncode()) {
      return UTF_8;
    }
    boolean compatible =
        Arrays.equals(PROBE.getBytes(charset), PROBE.getBytes(StandardCharsets.US_ASCII));
    return new StreamCharset(charset, compatible);
  }
}
