package dev.microlog.bridge.program;

import dev.microlog.Microlog;
import dev.microlog.RunningRecording;
import dev.microlog.Span;
import java.util.logging.Logger;

/** Calls the API; with the argument {@code start} it starts a recording itself. */
public final class ApiCalls {
  private ApiCalls() {}

  /** Calls. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0) {
      try (RunningRecording recording = Microlog.start("api")) {
        System.out.println("file " + recording.file().isPresent());
        Logger.getLogger("shop").warning("logged");
        call();
      }
      System.out.println("after the recording");
    } else {
      call();
    }
  }

  @SuppressWarnings("try") // the span is there to be closed
  private static void call() throws InterruptedException {
    Microlog.info("**info**");
    Microlog.warn("warned");
    Microlog.error("failed", new IllegalStateException("why"));
    try (Span span = Microlog.span("checkout")) {
      Thread.sleep(20);
    }
    System.out.println("printed " + Microlog.isRecording());
  }
}
