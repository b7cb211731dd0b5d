package dev.microlog.convert.chunk;

import java.io.IOException;

/** A chunk of a version that is not known here. */
public final class UnsupportedChunkException extends IOException {
  private static final long serialVersionUID = 1;

  public UnsupportedChunkException(String message) {
    super(message);
  }
}
