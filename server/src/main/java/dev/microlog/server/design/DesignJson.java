package dev.microlog.server.design;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.design.DesignGraph;
import java.util.LinkedHashMap;
import java.util.Map;

/** Diagrams as the page reads them; {@code docs/API.md} says what each member is. */
public final class DesignJson {
  private static final JsonMapper JSON = new JsonMapper();

  private DesignJson() {}

  /** The diagram of a stretch of time. */
  public static ObjectNode of(Timeline timeline, Selection selection, DesignGraph.Options options) {
    return json(DesignLayout.of(timeline, DesignGraph.of(timeline, selection, options)));
  }

  /**
   * What an exported page carries: the layouts of the whole recording at first sight, unfolded, and
   * of the program's own code, by the names that the page looks for.
   */
  public static Map<String, String> forExport(Timeline timeline) {
    Selection all = Selection.all(timeline);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("design", text(of(timeline, all, DesignGraph.Options.FIRST_SIGHT)));
    texts.put("design-unfolded", text(of(timeline, all, DesignGraph.Options.UNFOLDED)));
    texts.put("design-mine", text(of(timeline, all, DesignGraph.Options.MINE)));
    return texts;
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode json(DesignDiagram diagram) {
    ObjectNode json = JSON.createObjectNode();
    json.put("width", diagram.width());
    json.put("height", diagram.height());
    json.put("omitted", diagram.omitted());
    json.put("omittedEdges", diagram.omittedEdges());
    ArrayNode groups = json.putArray("groups");
    for (DesignDiagram.Group group : diagram.groups()) {
      groups
          .addObject()
          .put("name", group.name())
          .put("x", group.x())
          .put("y", group.y())
          .put("width", group.width())
          .put("height", group.height());
    }
    ArrayNode nodes = json.putArray("nodes");
    for (DesignDiagram.Node node : diagram.nodes()) {
      nodes
          .addObject()
          .put("id", node.id())
          .put("label", node.label())
          .put("package", node.packageName())
          .put("group", node.group())
          .put("kind", node.kind())
          .put("x", node.x())
          .put("y", node.y())
          .put("width", node.width())
          .put("height", node.height())
          .put("totalMicros", node.totalMicros())
          .put("selfMicros", node.selfMicros())
          .put("count", node.count())
          .put("folded", node.folded());
    }
    ArrayNode edges = json.putArray("edges");
    for (DesignDiagram.Edge edge : diagram.edges()) {
      ObjectNode line = edges.addObject();
      line.put("from", edge.from()).put("to", edge.to());
      line.put("totalMicros", edge.totalMicros()).put("count", edge.count());
      line.set("points", JSON.valueToTree(edge.points()));
      line.set("methods", JSON.valueToTree(edge.methods()));
    }
    return json;
  }
}
