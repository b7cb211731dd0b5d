package dev.microlog.server;

import dev.microlog.server.design.DesignJson;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.design.DesignGraph;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** The Design diagram, laid out: {@code GET /api/recordings/{app}/{id}/design}. */
final class DesignService implements HttpService {
  private static final int FIRST_SIGHT = 40;
  private static final int MOST = 400;

  private final TimelineCache timelines;

  DesignService(TimelineCache timelines) {
    this.timelines = timelines;
  }

  @Override
  public void routing(HttpRules rules) {
    Endpoint.at("/{app}/{id}/design").get(this::design).register(rules);
  }

  private void design(ServerRequest request, ServerResponse response) throws IOException {
    boolean mine = Queries.query(request, "scope").orElse("all").equals("mine");
    double from = Queries.number(request, "from", Double.NEGATIVE_INFINITY);
    double to = Queries.number(request, "to", Double.POSITIVE_INFINITY);
    int most = (int) Math.clamp(Queries.number(request, "most", FIRST_SIGHT), 5, MOST);
    Timeline timeline = timelines.get(Keys.of(request));
    var options =
        new DesignGraph.Options(mine, most, packages(request, "open"), packages(request, "fold"));
    Selection selection = Selection.range(timeline, from, to);
    Replies.json(request, response, DesignJson.of(timeline, selection, options));
  }

  private static Set<String> packages(ServerRequest request, String name) {
    Set<String> packages = new TreeSet<>();
    for (String part : Queries.query(request, name).orElse("").split(",")) {
      boolean named = part.endsWith(".*") && part.length() > 2;
      String bare = named ? part.substring(0, part.length() - 2) : part;
      if (!bare.isBlank() && packages.size() < 200) {
        packages.add(bare.strip());
      }
    }
    return packages;
  }
}
