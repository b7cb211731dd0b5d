package dev.microlog.bridge.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The id of this process. */
final class ProcessId {
  /** Asked for once. */
  static final long CURRENT = find();

  private ProcessId() {}

  /** Linux has it as a link; {@code ProcessHandle} begins with a pool of threads. */
  private static long find() {
    try {
      return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
    } catch (IOException | RuntimeException e) {
      return ProcessHandle.current().pid();
    }
  }
}
