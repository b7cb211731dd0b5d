package dev.microlog.server;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run.
 *
 * @param host address to listen on; loopback unless a person says otherwise
 * @param port port to listen on, 0 for any free one
 * @param hosts names under which the server may be addressed besides loopback's and {@code host}
 * @param token what unsafe requests must present as bearer token, or null: then they are refused
 *     only by the other rules of {@link RequestGuard}
 * @param maxUploadBytes larger uploads are refused
 * @param version version of this program
 */
public record ServerOptions(
    String host,
    int port,
    Set<String> hosts,
    @Nullable String token,
    long maxUploadBytes,
    String version) {
  /** Uploads up to 2 GiB: a day of a busy program. */
  public static final long DEFAULT_MAX_UPLOAD_BYTES = 2L << 30;

  public ServerOptions {
    hosts = Set.copyOf(hosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Not a port: " + port);
    }
  }

  /** Loopback only, everything else by default. */
  public static ServerOptions loopback(int port, String version) {
    return new ServerOptions("127.0.0.1", port, Set.of(), null, DEFAULT_MAX_UPLOAD_BYTES, version);
  }

  @Override
  public String toString() {
    return "ServerOptions[" + host + ":" + port + "]";
  }
}
