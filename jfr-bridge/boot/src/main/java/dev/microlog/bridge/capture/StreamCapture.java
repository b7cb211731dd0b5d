package dev.microlog.bridge.capture;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Captures prints and {@code java.util.logging} in a program without the agent: by a print stream
 * in front of the program's own, and a handler at the root logger. Less complete than weaving: a
 * stream that the program sets afterwards is not seen, nor a logger that does not use its parents'
 * handlers.
 */
public final class StreamCapture {
  private static boolean installed;

  private StreamCapture() {}

  /** Called by the agent, whose weaving makes this unnecessary. */
  public static synchronized void replacedByWeaving() {
    installed = true;
  }

  /** Puts our stream and handler in place, once; they do nothing while no recording runs. */
  public static synchronized void install() {
    if (installed) {
      return;
    }
    installed = true;
    if (ModuleLayer.boot().findModule("java.logging").isPresent()) {
      Preparation.initialize(JulSink.class);
      // First: the console handler made now keeps the stream of now, so that what it prints is not
      // captured again.
      RootHandler.install();
    }
    Preparation.initialize(PrintSink.class);
    System.setOut(new Tee(System.out, charset("stdout.encoding", "sun.stdout.encoding")));
    System.setErr(new Tee(System.err, charset("stderr.encoding", "sun.stderr.encoding")));
  }

  private static Charset charset(String... properties) {
    for (String property : properties) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /** Hands every byte on to the stream that was there before. */
  private static final class Tee extends PrintStream {
    private final PrintStream original;
    private final OutputStreamWriter encoder;

    Tee(PrintStream original, Charset charset) {
      super(original, true, charset);
      this.original = original;
      // Writes nothing; it only says which charset the bytes have.
      this.encoder = new OutputStreamWriter(original, charset);
    }

    @Override
    public void write(int value) {
      original.write(value);
      PrintSink.write(this, encoder, value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      original.write(bytes, offset, count);
      PrintSink.write(this, encoder, bytes, offset, count);
    }

    @Override
    public void close() {
      original.close();
    }

    @Override
    public boolean checkError() {
      return original.checkError();
    }
  }

  /** Sees what reaches the root logger. */
  private static final class RootHandler extends Handler {
    static void install() {
      Logger.getLogger("").addHandler(new RootHandler());
    }

    @Override
    public void publish(LogRecord record) {
      JulSink.enter();
      try {
        JulSink.publish(record);
      } finally {
        JulSink.exit();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
