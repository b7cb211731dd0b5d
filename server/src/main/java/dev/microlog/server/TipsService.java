package dev.microlog.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.findings.Advice;
import dev.microlog.timeline.analysis.findings.AdviceRules;
import dev.microlog.timeline.analysis.findings.Library;
import dev.microlog.timeline.analysis.findings.LibraryTip;
import dev.microlog.timeline.analysis.spans.Spans;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/**
 * Advice from what was seen, and the libraries that took the time: {@code GET
 * /api/recordings/{app}/{id}/tips}.
 */
final class TipsService implements HttpService {
  private static final JsonMapper JSON = new JsonMapper();

  private final TimelineCache timelines;

  TipsService(TimelineCache timelines) {
    this.timelines = timelines;
  }

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/{app}/{id}/tips").get(this::tips).register(rules);
  }

  private void tips(ServerRequest request, ServerResponse response) throws IOException {
    double from = Queries.number(request, "from", Double.NEGATIVE_INFINITY);
    double to = Queries.number(request, "to", Double.POSITIVE_INFINITY);
    Timeline timeline = timelines.get(Keys.of(request));
    Replies.json(request, response, json(timeline, Selection.range(timeline, from, to)));
  }

  /**
   * The tips as the page reads them; {@code docs/API.md} says what each member is.
   *
   * @param selection what libraries are ranked by; advice is about the whole recording
   */
  static ObjectNode json(Timeline timeline, Selection selection) throws IOException {
    Spans spans = Spans.of(timeline);
    ObjectNode json = JSON.createObjectNode();
    ArrayNode advice = json.putArray("advice");
    for (Advice each : AdviceRules.of(spans)) {
      advice.add(json(each));
    }
    ArrayNode libraries = json.putArray("libraries");
    int feature = feature(timeline.recording().javaVersion());
    for (LibraryTip tip : LibraryTip.of(spans, selection, KnownLibraries.read())) {
      libraries.add(json(timeline, tip, feature));
    }
    return json;
  }

  private static ObjectNode json(Advice advice) {
    ObjectNode json = JSON.createObjectNode();
    json.put("rule", advice.rule()).put("title", advice.title());
    json.put("explanation", advice.explanation()).put("remedy", advice.remedy());
    json.put("share", advice.share());
    ArrayNode list = json.putArray("evidence");
    for (Advice.Evidence evidence : advice.evidence()) {
      list.addObject()
          .put("text", evidence.text())
          .put("thread", evidence.thread())
          .put("startMicros", evidence.startMicros())
          .put("durationMicros", evidence.durationMicros())
          .put("method", evidence.method());
    }
    return json;
  }

  private static ObjectNode json(Timeline timeline, LibraryTip tip, int feature) {
    Library library = tip.library();
    ObjectNode json = JSON.createObjectNode();
    json.put("name", library.name()).put("what", library.what());
    json.put("documentation", library.documentation(feature));
    json.put("performance", library.performance()).put("issues", library.issues());
    json.put("questions", library.questions());
    boolean ofJdk = library.issues().startsWith("https://bugs.openjdk.org/");
    json.put("version", ofJdk && feature > 0 ? "JDK " + feature : "");
    json.put("totalMicros", tip.total()).put("selfMicros", tip.self()).put("share", tip.share());
    json.put("method", tip.method()).put("thread", tip.thread());
    json.put("methodName", name(timeline, tip.method()));
    json.put("callerName", name(timeline, tip.caller()));
    return json.put("startMicros", tip.startMicros());
  }

  private static String name(Timeline timeline, int method) {
    return method < 0 ? "" : timeline.methods().shortName(method);
  }

  /** The version of Java that counts: 25 of {@code 25.0.3+9}, 8 of {@code 1.8.0_402}; 0 if none. */
  static int feature(String version) {
    String rest = version.startsWith("1.") ? version.substring(2) : version;
    int end = 0;
    while (end < Math.min(4, rest.length()) && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(rest.substring(0, end));
  }
}
