package dev.microlog.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The ways in which we answer; all of them know HEAD. */
final class Replies {
  private static final JsonMapper JSON = new JsonMapper();

  private Replies() {}

  static void json(ServerRequest request, ServerResponse response, Object value) {
    try {
      response.headers().setIfAbsent(HeaderValues.CACHE_NO_CACHE);
      bytes(request, response, "application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static void bytes(
      ServerRequest request, ServerResponse response, String mediaType, byte[] content) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    if (isHead(request)) {
      response.contentLength(content.length);
      response.send();
    } else {
      response.send(content);
    }
  }

  /** Sends exactly as many bytes of a stream as announced, even if it has more. */
  static void stream(ServerRequest request, ServerResponse response, InputStream in, long bytes)
      throws IOException {
    response.contentLength(bytes);
    if (isHead(request)) {
      response.send();
      return;
    }
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = response.outputStream()) {
      long left = bytes;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          break;
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }

  static boolean isHead(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  /**
   * Sets the entity tag, and answers 304 when the client has this version.
   *
   * @return whether the answer has been given
   */
  static boolean notModified(ServerRequest request, ServerResponse response, String tag) {
    String quoted = '"' + tag + '"';
    response.header(HeaderNames.ETAG, quoted);
    Optional<String> known =
        request.headers().contains(HeaderNames.IF_NONE_MATCH)
            ? Optional.of(
                String.join(",", request.headers().get(HeaderNames.IF_NONE_MATCH).allValues()))
            : Optional.empty();
    if (known.isPresent()) {
      for (String candidate : known.get().split(",")) {
        String bare = candidate.strip();
        if (bare.equals("*") || bare.equals(quoted) || bare.equals("W/" + quoted)) {
          response.status(Status.NOT_MODIFIED_304).send();
          return true;
        }
      }
    }
    return false;
  }
}
