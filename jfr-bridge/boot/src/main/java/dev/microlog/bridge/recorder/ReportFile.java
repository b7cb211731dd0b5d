package dev.microlog.bridge.recorder;

import dev.microlog.bridge.capture.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that tells another program what was recorded, one line an event: {@code started PATH},
 * {@code finished PATH}.
 */
record ReportFile(Path file) {
  void started(Path recording) {
    append("started " + recording);
  }

  void finished(Path recording) {
    append("finished " + recording);
  }

  private void append(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      Capture.failed("report to " + file, e);
    }
  }
}
