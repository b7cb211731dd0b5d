package dev.microlog.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;

/**
 * What every response tells the browser: run our script and nothing else, load from us and from
 * nowhere else.
 */
final class SecurityHeaders {
  private static final List<Header> ALL =
      List.of(
          HeaderValues.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                  + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
                  + " form-action 'none'; frame-ancestors 'none'"),
          HeaderValues.create("X-Content-Type-Options", "nosniff"),
          HeaderValues.create("X-Frame-Options", "DENY"),
          HeaderValues.create("Referrer-Policy", "no-referrer"),
          HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
          HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"),
          HeaderValues.create(
              "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));

  private SecurityHeaders() {}

  static void addTo(ServerResponseHeaders headers) {
    ALL.forEach(headers::set);
  }
}
