package dev.microlog.server;

import dev.microlog.server.store.RecordingKey;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

/** Names of recordings in addresses. They arrive decoded, and are checked after that. */
final class Keys {
  private Keys() {}

  static String parameter(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }

  static RecordingKey of(String app, String id) {
    return RecordingKey.of(app, id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Status.BAD_REQUEST_400,
                    "Names have 1 to 100 characters of A-Z, a-z, 0-9, dot, underscore and hyphen,"
                        + " and begin with no dot."));
  }

  /** The recording that the address names. */
  static RecordingKey of(ServerRequest request) {
    return of(parameter(request, "app"), parameter(request, "id"));
  }
}
