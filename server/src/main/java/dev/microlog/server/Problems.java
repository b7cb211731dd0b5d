package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.convert.MalformedRecordingException;
import dev.microlog.server.store.StoreException;
import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;

/**
 * Every error as {@code application/problem+json} (RFC 9457), mapped in this one place. What an
 * exception says stays in the log: only sentences that were written for the person who asks are
 * sent.
 */
final class Problems {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String UNREADABLE =
      "This is no timeline that can be read: it is damaged, or of another version.";

  private static final System.Logger LOGGER = System.getLogger(Problems.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  private Problems() {}

  /** Maps what handlers throw. */
  static void register(HttpRouting.Builder routing) {
    routing.error(ProblemException.class, (req, res, e) -> send(req, res, e.status(), e.detail()));
    routing.error(StoreException.class, (req, res, e) -> send(req, res, status(e), e.sentence()));
    routing.error(
        MalformedRecordingException.class,
        (req, res, e) -> {
          // what it says names a path of this machine
          LOGGER.log(System.Logger.Level.DEBUG, "Cannot be read", e);
          send(req, res, ProblemException.UNPROCESSABLE_422, UNREADABLE);
        });
    routing.error(
        HttpException.class, (req, res, e) -> send(req, res, e.status(), detail(e.status())));
    routing.error(
        BadRequestException.class, (req, res, e) -> send(req, res, e.status(), detail(e.status())));
    routing.error(
        Exception.class,
        (req, res, e) -> {
          LOGGER.log(
              System.Logger.Level.ERROR,
              req.prologue().method() + " " + req.path().absolute().rawPath() + " failed",
              e);
          Status status = Status.INTERNAL_SERVER_ERROR_500;
          send(req, res, status, detail(status));
        });
  }

  /** Maps what Helidon refuses before any route is looked for. */
  static DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(
          type,
          (request, event, status, headers, message) -> transportResponse(status, headers, event));
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse transportResponse(
      Status status, ServerResponseHeaders headers, DirectHandler.EventType event) {
    ServerResponseHeaders all = ServerResponseHeaders.create(headers);
    SecurityHeaders.addTo(all);
    all.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, MEDIA_TYPE));
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(all)
        .entity(document(status, detail(status)))
        .keepAlive(event.keepAlive())
        .build();
  }

  static void send(ServerRequest request, ServerResponse response, Status status, String detail) {
    response.status(status);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Replies.bytes(request, response, MEDIA_TYPE, document(status, detail));
  }

  private static byte[] document(Status status, String detail) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("title", status.reasonPhrase());
    problem.put("status", status.code());
    problem.put("detail", detail);
    try {
      return JSON.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Status status(StoreException e) {
    return switch (e.reason()) {
      case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE_413;
      case BAD_DATA -> ProblemException.UNPROCESSABLE_422;
      case CONFLICT -> Status.CONFLICT_409;
      case UNUSABLE -> Status.SERVICE_UNAVAILABLE_503;
    };
  }

  private static String detail(Status status) {
    return switch (status.code()) {
      case 400 -> "The request is malformed.";
      case 403 -> "The request is refused.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not take that method.";
      case 413 -> "What was sent is larger than this server takes.";
      case 415 -> "This address does not take that kind of content.";
      case 500 -> "The server failed; its log says why.";
      default ->
          "The request cannot be answered ("
              + status.reasonPhrase().toLowerCase(Locale.ROOT)
              + ").";
    };
  }
}
