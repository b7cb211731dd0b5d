package dev.microlog.bridge.recorder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of all recordings. */
final class StoreDirectory {
  private StoreDirectory() {}

  /** The directory that was asked for, or {@code ~/.microlog}. */
  static Path of(@Nullable Path asked) {
    return asked != null ? asked : Path.of(System.getProperty("user.home", "."), ".microlog");
  }
}
