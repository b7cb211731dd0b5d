package dev.microlog.server;

import io.helidon.http.Status;

/**
 * A request that is answered with a problem document; its detail is written for the person who
 * asked.
 */
final class ProblemException extends RuntimeException {
  /** The request is fine, what it speaks of is not: a file that is no recording. */
  static final Status UNPROCESSABLE_422 = Status.create(422, "Unprocessable Content");

  private static final long serialVersionUID = 1L;

  private final transient Status status;

  ProblemException(Status status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  static ProblemException notFound() {
    return new ProblemException(Status.NOT_FOUND_404, "There is nothing at this address.");
  }

  Status status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
