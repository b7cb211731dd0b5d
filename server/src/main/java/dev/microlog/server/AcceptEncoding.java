package dev.microlog.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Locale;

/** What a client can decode (RFC 9110, 12.5.3). */
final class AcceptEncoding {
  private final ServerRequestHeaders headers;

  AcceptEncoding(ServerRequestHeaders headers) {
    this.headers = headers;
  }

  /**
   * Whether the client accepts this coding: named with a weight above 0, or covered by {@code *},
   * which counts for gzip alone.
   */
  boolean accepts(String coding) {
    if (!headers.contains(HeaderNames.ACCEPT_ENCODING)) {
      return false;
    }
    boolean star = false;
    String all = String.join(",", headers.get(HeaderNames.ACCEPT_ENCODING).allValues());
    for (String item : all.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = item.split(";");
      String name = parts[0].strip();
      boolean wanted = weight(parts) > 0;
      if (name.equals(coding)) {
        return wanted;
      }
      star |= name.equals("*") && wanted;
    }
    return star && coding.equals("gzip");
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
