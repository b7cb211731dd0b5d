package dev.microlog.server;

import dev.microlog.convert.export.Export;
import dev.microlog.convert.export.ExportFormat;
import dev.microlog.convert.export.ExportOptions;
import dev.microlog.server.store.RecordingKey;
import dev.microlog.server.store.RecordingStore;
import dev.microlog.server.store.StoredTimeline;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Excerpt;
import dev.microlog.timeline.analysis.Mode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code GET /api/recordings/{app}/{id}/export}: a timeline in the format of another tool, as a
 * download.
 */
final class ExportService implements HttpService {
  private final RecordingStore store;
  private final TimelineCache timelines;

  ExportService(RecordingStore store, TimelineCache timelines) {
    this.store = store;
    this.timelines = timelines;
  }

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/{app}/{id}/export").get(this::export).register(rules);
  }

  private void export(ServerRequest request, ServerResponse response) throws IOException {
    RecordingKey key = Keys.of(request);
    if (Queries.query(request, "format").orElse("").equals("html")) {
      html(request, response, key);
      return;
    }
    ExportFormat format = format(Queries.query(request, "format").orElse(""));
    ExportOptions options = options(request);
    Timeline timeline = timelines.get(key);
    attachment(response, key, format.mediaType(), format.suffix());
    if (Replies.isHead(request)) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream()) {
      Export.write(timeline, format, options, out);
    }
  }

  private void html(ServerRequest request, ServerResponse response, RecordingKey key)
      throws IOException {
    StoredTimeline stored = store.timeline(key).orElseThrow(ProblemException::notFound);
    ExportOptions options = options(request);
    if (options.mode() != null) {
      throw bad("A page holds all kinds.");
    }
    var page = new ByteArrayOutputStream();
    if (options.equals(ExportOptions.ALL)) {
      attachment(response, key, "text/html; charset=utf-8", "html");
      if (!Replies.isHead(request)) {
        Map<String, String> answers = new TreeMap<>(HtmlExport.answers(timelines.get(key)));
        store.note(key, "explanation").ifPresent(kept -> answers.put("explanation", kept));
        HtmlExport.write(stored.file(), key, answers, page);
      }
    } else {
      Timeline part = part(timelines.get(key), options);
      attachment(response, key, "text/html; charset=utf-8", "part.html");
      if (!Replies.isHead(request)) {
        HtmlExport.write(part, key, page);
      }
    }
    if (Replies.isHead(request)) {
      response.send();
    } else {
      response.send(page.toByteArray());
    }
  }

  private static Timeline part(Timeline timeline, ExportOptions options) {
    try {
      return Excerpt.of(timeline, options.selection(timeline));
    } catch (IllegalArgumentException e) {
      throw bad("The recording has nothing in that range.");
    }
  }

  private static void attachment(
      ServerResponse response, RecordingKey key, String mediaType, String suffix) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    response.header(
        HeaderNames.CONTENT_DISPOSITION,
        "attachment; filename=\"" + key.app() + "-" + key.id() + "." + suffix + "\"");
  }

  private static ExportFormat format(String id) {
    try {
      return ExportFormat.of(id);
    } catch (IllegalArgumentException e) {
      throw bad("There is no such format.");
    }
  }

  private static ExportOptions options(ServerRequest request) {
    try {
      double from = micros(request, "from", Double.NEGATIVE_INFINITY);
      double to = micros(request, "to", Double.POSITIVE_INFINITY);
      Pattern thread = Queries.query(request, "thread").map(Pattern::compile).orElse(null);
      Mode kind = Queries.query(request, "kind").map(Mode::of).orElse(null);
      return new ExportOptions(from, to, thread, kind);
    } catch (PatternSyntaxException e) {
      throw bad("The thread is no regular expression.");
    } catch (IllegalArgumentException e) {
      throw bad("The range or the kind cannot be understood.");
    }
  }

  /** A time since the start of the recording, in microseconds. */
  private static double micros(ServerRequest request, String name, double otherwise) {
    Optional<String> text = Queries.query(request, name);
    return text.isEmpty() ? otherwise : DurationText.millis(text.get()) * 1000;
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(Status.BAD_REQUEST_400, detail);
  }
}
