package dev.microlog.server;

import dev.microlog.server.store.RecordingKey;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page and its files, from the class path folder {@code META-INF/microlog-web}. A file that has
 * a hash in its name never changes and may be kept for ever; what was compressed at build time is
 * sent so.
 */
final class PageService {
  private static final String FOLDER = "META-INF/microlog-web/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}");
  private static final Pattern HASHED = Pattern.compile(".*-[0-9a-f]{8,64}\\..*");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, Optional<Asset>> assets = new ConcurrentHashMap<>();

  /** A file of the page. */
  private static final class Asset {
    final String type;
    final byte[] content;
    final List<Encoded> encoded;
    final String tag;

    Asset(String type, byte[] content, List<Encoded> encoded) {
      this.type = type;
      this.content = content;
      this.encoded = encoded;
      this.tag = PageService.tag(content);
    }
  }

  /** The content of a file as it was compressed at build time. */
  private static final class Encoded {
    final String coding;
    final byte[] content;

    Encoded(String coding, byte[] content) {
      this.coding = coding;
      this.content = content;
    }
  }

  void register(HttpRules rules) {
    Endpoint.at("/").get((req, res) -> page(req, res)).register(rules);
    Endpoint.at("/log/{app}/{id}").get(this::recordingPage).register(rules);
    Endpoint.at("/{file}").get(this::file).register(rules);
  }

  /**
   * The page of a recording. The browser is told at once what its script will ask for, and loads it
   * while it reads the script.
   */
  private void recordingPage(ServerRequest request, ServerResponse response) {
    RecordingKey key = Keys.of(request);
    response.header(
        HeaderNames.LINK,
        "</api/recordings/%s/%s>; rel=preload; as=fetch; crossorigin"
            .formatted(key.app(), key.id()));
    page(request, response);
  }

  private void page(ServerRequest request, ServerResponse response) {
    Asset page =
        asset("index.html")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Status.SERVICE_UNAVAILABLE_503,
                        "This server was built without its page; build it with mvn package."));
    send(request, response, page, false);
  }

  private void file(ServerRequest request, ServerResponse response) {
    String name = Keys.parameter(request, "file");
    Asset asset = asset(name).orElseThrow(ProblemException::notFound);
    send(request, response, asset, HASHED.matcher(name).matches());
  }

  private static void send(
      ServerRequest request, ServerResponse response, Asset asset, boolean immutable) {
    response.header(
        HeaderNames.CACHE_CONTROL, immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!asset.encoded.isEmpty()) {
      response.header(HeaderNames.VARY, "Accept-Encoding");
      AcceptEncoding accepted = new AcceptEncoding(request.headers());
      for (Encoded encoded : asset.encoded) {
        if (accepted.accepts(encoded.coding)) {
          if (!Replies.notModified(request, response, asset.tag + "-" + encoded.coding)) {
            response.header(HeaderNames.CONTENT_ENCODING, encoded.coding);
            Replies.bytes(request, response, asset.type, encoded.content);
          }
          return;
        }
      }
    }
    if (!Replies.notModified(request, response, asset.tag)) {
      Replies.bytes(request, response, asset.type, asset.content);
    }
  }

  private Optional<Asset> asset(String name) {
    if (!NAME.matcher(name).matches() || type(name) == null) {
      return Optional.empty();
    }
    Optional<Asset> known = assets.get(name);
    if (known == null) {
      known = load(name);
      if (known.isPresent()) {
        assets.put(name, known);
      }
    }
    return known;
  }

  private static @Nullable String type(String name) {
    return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
  }

  private static Optional<Asset> load(String name) {
    byte[] content = read(name);
    String type = type(name);
    return content == null || type == null
        ? Optional.empty()
        : Optional.of(new Asset(type, content, encodings(name)));
  }

  /** The smallest first. */
  private static List<Encoded> encodings(String name) {
    List<Encoded> encoded = new ArrayList<>();
    byte[] zstd = read(name + ".zst");
    if (zstd != null) {
      encoded.add(new Encoded("zstd", zstd));
    }
    byte[] gzip = read(name + ".gz");
    if (gzip != null) {
      encoded.add(new Encoded("gzip", gzip));
    }
    return encoded;
  }

  /** The content of a file of the page; null when there is none. */
  static byte @Nullable [] read(String name) {
    try (InputStream in = PageService.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("The page cannot be read: " + name, e);
    }
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
