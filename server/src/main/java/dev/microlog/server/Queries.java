package dev.microlog.server;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** What stands behind the {@code ?} of an address. */
final class Queries {
  private Queries() {}

  /** The text of that name, decoded; empty if it is not there. */
  static Optional<String> query(ServerRequest request, String name) {
    return request.query().contains(name)
        ? Optional.of(request.query().get(name))
        : Optional.empty();
  }

  /**
   * The number of that name.
   *
   * @param otherwise what it is if it is not there, or empty
   * @throws ProblemException when it is no number, or not finite
   */
  static double number(ServerRequest request, String name, double otherwise) {
    String text = query(request, name).orElse("");
    try {
      double value = text.isEmpty() ? otherwise : Double.parseDouble(text);
      if (text.isEmpty() || Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw noNumber(name);
    }
    throw noNumber(name);
  }

  private static ProblemException noNumber(String name) {
    return new ProblemException(Status.BAD_REQUEST_400, "\u201c" + name + "\u201d is no number.");
  }
}
