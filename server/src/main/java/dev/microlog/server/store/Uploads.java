package dev.microlog.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A first look at what was sent, before anything is made of it. */
final class Uploads {
  private Uploads() {}

  /**
   * Checks the first bytes: {@code FLR\0} begins a JFR chunk (JDK source, ChunkHeader), 1F 8B a
   * gzip, 04 22 4D 18 an lz4 frame (both hold recordings at times), 28 B5 2F FD a zstd frame and
   * thus a timeline.
   *
   * @throws StoreException when the file is empty or something else
   */
  static void check(Path file, UploadKind kind) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    }
    if (head.length == 0) {
      throw bad("The file is empty.");
    }
    switch (kind) {
      case JFR -> {
        if (!begins(head, 'F', 'L', 'R', 0)
            && !begins(head, 0x1f, 0x8b)
            && !begins(head, 0x04, 0x22, 0x4d, 0x18)) {
          throw bad("The file is no JFR recording.");
        }
      }
      case MICROLOG -> {
        if (!begins(head, 0x28, 0xb5, 0x2f, 0xfd)) {
          throw bad("The file is no .microlog timeline.");
        }
      }
    }
  }

  private static boolean begins(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static StoreException bad(String message) {
    return new StoreException(StoreException.Reason.BAD_DATA, message);
  }
}
