package dev.microlog.server;

import java.io.IOException;

/** The server did not start; the message says why and what to do. */
public final class ServerStartException extends IOException {
  private static final long serialVersionUID = 1L;

  public ServerStartException(String message) {
    super(message);
  }
}
