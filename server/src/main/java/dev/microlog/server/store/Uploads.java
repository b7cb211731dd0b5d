package dev.microlog.server.store;

import dev.microlog.convert.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A first look at what was sent, before anything is made of it. */
public final class Uploads {
  private Uploads() {}

  /**
   * Checks the first bytes.
   *
   * @throws StoreException when the file is empty, or nothing that the converter reads as this kind
   */
  public static void check(Path file, UploadKind kind) throws IOException {
    if (Files.size(file) == 0) {
      throw bad("The file is empty.");
    }
    FileKind found = FileKind.of(file);
    switch (kind) {
      case JFR -> {
        if (!found.mayBeRecording()) {
          throw bad("The file is no JFR recording.");
        }
      }
      case MICROLOG -> {
        if (found != FileKind.ZSTD) {
          throw bad("The file is no .microlog timeline.");
        }
      }
    }
  }

  private static StoreException bad(String message) {
    return new StoreException(StoreException.Reason.BAD_DATA, message);
  }
}
