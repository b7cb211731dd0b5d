package dev.microlog.cli;

import java.io.IOException;

/**
 * A command that failed: exit code 1, and the message as the one line on stderr, saying what and
 * what to do.
 */
final class CommandException extends IOException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
