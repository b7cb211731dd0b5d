package dev.microlog.server;

import dev.microlog.server.store.RecordingEntry;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingState;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.UploadKind;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The list of recordings and each of them: {@code /api/recordings}. */
final class RecordingsService implements HttpService {
  static final String TIMELINE_TYPE = "application/vnd.microlog";

  private final RecordingStore store;
  private final ServerOptions options;
  private final TimelineEncodings encodings;

  RecordingsService(RecordingStore store, ServerOptions options) {
    this.store = store;
    this.options = options;
    this.encodings = new TimelineEncodings(store);
  }

  /** The answer to {@code GET /api/recordings}. */
  record RecordingList(List<RecordingJson> recordings, String store, String version) {}

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/").get(this::list).register(rules);
    Endpoint.at("/{app}/{file}").get(this::get).put(this::put).delete(this::delete).register(rules);
  }

  private void list(ServerRequest request, ServerResponse response) {
    List<RecordingJson> all = store.list().stream().map(RecordingJson::of).toList();
    Replies.json(request, response, new RecordingList(all, store.label(), options.version()));
  }

  private void get(ServerRequest request, ServerResponse response) throws IOException {
    String file = Keys.parameter(request, "file");
    Optional<RecordingKey> asFile = withoutSuffix(request, file, UploadKind.MICROLOG.suffix());
    RecordingKey key = asFile.orElseGet(() -> Keys.of(Keys.parameter(request, "app"), file));
    RecordingEntry entry = store.find(key).orElseThrow(ProblemException::notFound);
    if (entry.state() == RecordingState.FAILED) {
      notThereYet(request, response, entry);
      return;
    }
    Optional<OpenTimeline> opened = OpenTimeline.of(store, key);
    if (opened.isEmpty()) {
      notThereYet(request, response, entry);
      return;
    }
    try (OpenTimeline timeline = opened.get()) {
      if (asFile.isPresent()) {
        download(request, response, key, timeline);
      } else {
        send(request, response, key, timeline);
      }
    }
  }

  private static void notThereYet(
      ServerRequest request, ServerResponse response, RecordingEntry entry) {
    switch (entry.state()) {
      case FAILED ->
          throw new ProblemException(
              ProblemException.UNPROCESSABLE_422,
              entry.error() == null ? "The recording cannot be converted." : entry.error());
      case LIVE -> pending(request, response, "Recording has begun; there is nothing to show yet.");
      case CONVERTING, READY ->
          pending(request, response, "The recording is being converted; ask again in a moment.");
    }
  }

  private static void pending(ServerRequest request, ServerResponse response, String detail) {
    response.header(HeaderNames.RETRY_AFTER, "1");
    Problems.send(request, response, Status.ACCEPTED_202, detail);
  }

  private void send(
      ServerRequest request, ServerResponse response, RecordingKey key, OpenTimeline timeline)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, TIMELINE_TYPE);
    response.header(HeaderNames.VARY, "Accept-Encoding");
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    if (timeline.isLive()) {
      response.header("Microlog-Live", "true");
    }
    var accept = new AcceptEncoding(request.headers());
    if (accept.accepts("zstd")) {
      if (!Replies.notModified(request, response, timeline.tag() + "-zstd")) {
        response.header(HeaderNames.CONTENT_ENCODING, "zstd");
        Replies.stream(request, response, timeline.stream(), timeline.bytes());
      }
    } else if (accept.accepts("gzip")) {
      if (!Replies.notModified(request, response, timeline.tag() + "-gzip")) {
        response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        sendGzip(request, response, key, timeline);
      }
    } else if (!Replies.notModified(request, response, timeline.tag() + "-plain")) {
      sendPlain(request, response, timeline);
    }
  }

  /** A finished one is compressed once and kept; a live one will be another in a moment. */
  private void sendGzip(
      ServerRequest request, ServerResponse response, RecordingKey key, OpenTimeline timeline)
      throws IOException {
    if (!timeline.isLive()) {
      Path gzip = encodings.gzip(key, timeline);
      try (InputStream in = Files.newInputStream(gzip)) {
        Replies.stream(request, response, in, Files.size(gzip));
      }
    } else if (Replies.isHead(request)) {
      response.send();
    } else {
      try (OutputStream out = response.outputStream()) {
        TimelineEncodings.writeGzip(timeline, out);
      }
    }
  }

  private static void sendPlain(
      ServerRequest request, ServerResponse response, OpenTimeline timeline) throws IOException {
    if (Replies.isHead(request)) {
      response.send();
      return;
    }
    try (InputStream in = TimelineEncodings.inflated(timeline.stream());
        OutputStream out = response.outputStream()) {
      TimelineEncodings.copy(in, out);
    }
  }

  private static void download(
      ServerRequest request, ServerResponse response, RecordingKey key, OpenTimeline timeline)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
    response.header(
        HeaderNames.CONTENT_DISPOSITION,
        "attachment; filename=\"" + key.app() + "-" + key.id() + ".microlog\"");
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    if (!Replies.notModified(request, response, timeline.tag() + "-file")) {
      Replies.stream(request, response, timeline.stream(), timeline.bytes());
    }
  }

  private void put(ServerRequest request, ServerResponse response) throws IOException {
    String file = Keys.parameter(request, "file");
    for (UploadKind kind : UploadKind.values()) {
      Optional<RecordingKey> key = withoutSuffix(request, file, kind.suffix());
      if (key.isPresent()) {
        receive(request, response, key.get(), kind);
        return;
      }
    }
    throw new ProblemException(
        Status.UNSUPPORTED_MEDIA_TYPE_415, "Send a file whose name ends with .jfr or .microlog.");
  }

  private void receive(
      ServerRequest request, ServerResponse response, RecordingKey key, UploadKind kind)
      throws IOException {
    long announced = request.headers().contentLength().orElse(0);
    if (announced > options.maxUploadBytes()) {
      throw new ProblemException(
          Status.REQUEST_ENTITY_TOO_LARGE_413,
          "The file is larger than this server takes (" + options.maxUploadBytes() + " bytes).");
    }
    InputStream body =
        request.content().hasEntity()
            ? request.content().inputStream()
            : InputStream.nullInputStream();
    RecordingEntry entry = store.put(key, kind, body, options.maxUploadBytes());
    response.status(Status.CREATED_201);
    response.header(HeaderNames.LOCATION, "/api/recordings/" + key.app() + "/" + key.id());
    Replies.json(request, response, RecordingJson.of(entry));
  }

  private void delete(ServerRequest request, ServerResponse response) throws IOException {
    RecordingKey key = Keys.of(Keys.parameter(request, "app"), Keys.parameter(request, "file"));
    if (!store.delete(key)) {
      throw ProblemException.notFound();
    }
    response.status(Status.NO_CONTENT_204).send();
  }

  private static Optional<RecordingKey> withoutSuffix(
      ServerRequest request, String file, String suffix) {
    if (!file.endsWith(suffix)) {
      return Optional.empty();
    }
    String id = file.substring(0, file.length() - suffix.length());
    return Optional.of(Keys.of(Keys.parameter(request, "app"), id));
  }
}
