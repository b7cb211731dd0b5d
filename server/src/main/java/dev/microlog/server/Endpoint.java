package dev.microlog.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.TreeMap;

/**
 * One address and the methods that it takes. HEAD is GET without the body ({@link Replies} leaves
 * it out), OPTIONS answers with Allow, and every other method with 405 and Allow, none of which
 * Helidon does by itself.
 */
final class Endpoint {
  private final String path;
  private final Map<String, Handler> handlers = new TreeMap<>();

  private Endpoint(String path) {
    this.path = path;
  }

  static Endpoint at(String path) {
    return new Endpoint(path);
  }

  Endpoint get(Handler handler) {
    handlers.put("GET", handler);
    handlers.put("HEAD", handler);
    return this;
  }

  Endpoint put(Handler handler) {
    handlers.put("PUT", handler);
    return this;
  }

  Endpoint post(Handler handler) {
    handlers.put("POST", handler);
    return this;
  }

  Endpoint delete(Handler handler) {
    handlers.put("DELETE", handler);
    return this;
  }

  void register(HttpRules rules) {
    rules.any(path, this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) throws Exception {
    Method method = request.prologue().method();
    Handler handler = handlers.get(method.text());
    if (handler != null) {
      handler.handle(request, response);
      return;
    }
    response.header(HeaderNames.ALLOW, String.join(", ", handlers.keySet()) + ", OPTIONS");
    if (method.equals(Method.OPTIONS)) {
      response.status(Status.NO_CONTENT_204).send();
    } else {
      throw new ProblemException(
          Status.METHOD_NOT_ALLOWED_405, "This address does not take that method.");
    }
  }
}
