package dev.microlog.convert.chunk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes of a chunk that make no sense. */
public final class DamagedChunkException extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedChunkException(String message) {
    super(message);
  }

  public DamagedChunkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
