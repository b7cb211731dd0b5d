package dev.microlog.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request must look like before any route sees it.
 *
 * <ul>
 *   <li>Its Host is loopback's or one that the configuration names. A page of another site that has
 *       its own name resolve to 127.0.0.1 (DNS rebinding) is thus refused.
 *   <li>An unsafe method that comes from a browser comes from our own page: Origin, where there is
 *       one, is the Host's, and Sec-Fetch-Site, where there is one, is {@code same-origin} or
 *       {@code none}.
 *   <li>With a token configured, an unsafe method presents it. That holds for this machine, too:
 *       what comes through a proxy on it looks the same, and need not say that it does.
 * </ul>
 */
final class RequestGuard implements Filter {
  private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private final Set<String> hosts = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
  private final @Nullable String token;

  RequestGuard(ServerOptions options) {
    if (!ANY_ADDRESS.contains(options.host())) {
      hosts.add(bracketed(options.host()));
    }
    options.hosts().forEach(host -> hosts.add(bracketed(host)));
    token = options.token();
  }

  private static String bracketed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    SecurityHeaders.addTo(response.headers());
    ServerRequestHeaders headers = request.headers();
    String host = host(headers);
    if (!hosts.contains(nameOf(host))) {
      refuse("This server is not addressed by that host name; --allow-host adds one.");
    }
    if (!SAFE.contains(request.prologue().method())) {
      checkOrigin(headers, host);
      checkToken(headers, response);
    }
    chain.proceed();
  }

  private static String host(ServerRequestHeaders headers) {
    if (!headers.contains(HeaderNames.HOST)) {
      throw new ProblemException(Status.BAD_REQUEST_400, "The request names no host.");
    }
    List<String> values = headers.get(HeaderNames.HOST).allValues();
    if (values.size() != 1) {
      throw new ProblemException(Status.BAD_REQUEST_400, "The request names several hosts.");
    }
    return values.get(0).toLowerCase(Locale.ROOT);
  }

  /** {@code [::1]:4000} → {@code [::1]}, {@code localhost:4000} → {@code localhost}. */
  private static String nameOf(String host) {
    int from = host.startsWith("[") ? host.indexOf(']') : 0;
    int colon = from < 0 ? -1 : host.indexOf(':', from);
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static void checkOrigin(ServerRequestHeaders headers, String host) {
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.isPresent()) {
      String own = origin.get().toLowerCase(Locale.ROOT);
      if (!own.equals("http://" + host) && !own.equals("https://" + host)) {
        refuse("Changes are taken from this server's own page only.");
      }
    }
    Optional<String> site = headers.first(SEC_FETCH_SITE);
    if (site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none")) {
      refuse("Changes are taken from this server's own page only.");
    }
  }

  private void checkToken(ServerRequestHeaders headers, RoutingResponse response) {
    if (token == null) {
      return;
    }
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    byte[] given =
        headers.first(HeaderNames.AUTHORIZATION).orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      throw new ProblemException(
          Status.UNAUTHORIZED_401, "This server takes changes only with its token.");
    }
  }

  private static void refuse(String detail) {
    throw new ProblemException(Status.FORBIDDEN_403, detail);
  }
}
