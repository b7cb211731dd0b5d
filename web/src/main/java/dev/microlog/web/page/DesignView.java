package dev.microlog.web.page;

import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The design tab: the program as a diagram, laid out by the server; drag, zoom, unfold. */
final class DesignView implements View {
  private final App app;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.DESIGN));
  private final Element drawing = Element.of("div", "drawing");
  private final Element bar = Element.of("div", "log-bar");
  private final Element info = Element.of("div", "panel").hidden(true);
  private final Element status = Element.of("span", "dim").role("status");
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private String loadedFor = "";
  private Element svg = Element.svg("svg");
  private double viewX;
  private double viewY;
  private double zoom = 1;
  private double downX;
  private double downY;
  private boolean dragging;

  /** A box of the diagram. */
  private record Node(Json json, Element group) {}

  DesignView(App app) {
    this.app = app;
    bar.add(
        Element.button("button", "−", () -> scale(1 / 1.3)).label(Words.ZOOM_OUT),
        Element.button("button", "+", () -> scale(1.3)).label(Words.ZOOM_IN),
        Element.button("button", "⤢", this::fit).label(Words.FIT_ALL),
        Element.button("button", Words.FOLD_ALL, this::foldAll),
        status,
        Element.of("div", "spring"),
        Element.button("button", "SVG", this::saveSvg),
        Element.button("button", "PNG", this::savePng));
    drawing.on("wheel", this::wheel);
    drawing.on(
        "pointerdown",
        input -> {
          dragging = true;
          downX = input.x();
          downY = input.y();
        });
    drawing.on("pointerup", input -> dragging = false);
    drawing.on("pointerleave", input -> dragging = false);
    drawing.on("pointermove", this::drag);
    element.add(bar, drawing, info);
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    boolean visible = state.tab() == Tab.DESIGN && app.scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    Range range = state.selection();
    String query =
        "?scope="
            + (state.onlyMine() ? "mine" : "all")
            + (range == null
                ? ""
                : "&from="
                    + Format.fixed(range.startMicros(), 0)
                    + "&to="
                    + Format.fixed(range.endMicros(), 0))
            + (open.isEmpty() ? "" : "&open=" + Page.encode(String.join(",", open)));
    String key = state.app() + "/" + state.id() + query;
    if (!key.equals(loadedFor)) {
      loadedFor = key;
      load(state, query);
    }
  }

  @Override
  public void sceneChanged() {
    show(app.state(), app.state());
  }

  private void load(ViewState state, String query) {
    if (app.embedded().isPresent()) {
      String text = app.embedded().text(state.onlyMine() ? "design-mine" : "design");
      if (text.isEmpty()) {
        drawing.clear().add(Notice.of(Words.NO_DESIGN));
      } else {
        draw(Json.parse(text));
      }
      return;
    }
    status.text(Words.LOADING);
    app.busy().begin();
    Http.text(
        "GET",
        Api.part(state.app(), state.id(), "design" + query),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            draw(Json.parse(content));
            app.busy().end();
          }

          @Override
          public void failed(int code, String problem) {
            status.text("");
            drawing
                .clear()
                .add(Notice.of(Words.NO_DESIGN, Api.problem(problem, Words.status(code))));
            app.busy().end();
          }
        });
  }

  private void draw(Json json) {
    List<Json> boxes = json.list("nodes");
    List<Json> edges = json.list("edges");
    status.text(Words.design(boxes.size(), edges.size()));
    nodes.clear();
    info.hidden(true);
    svg = Element.svg("svg").attribute("xmlns", "http://www.w3.org/2000/svg");
    svg.role("img").label(Words.DESIGN_LABEL);
    if (boxes.isEmpty()) {
      drawing.clear().add(Notice.of(Words.NO_DESIGN));
      return;
    }
    double most = 1;
    for (Json edge : edges) {
      most = Math.max(most, edge.number("totalMicros"));
    }
    for (Json edge : edges) {
      svg.add(edge(edge, most));
    }
    for (Json box : boxes) {
      svg.add(box(box));
    }
    drawing.clear().add(svg);
    viewX = -10;
    viewY = -10;
    zoom =
        Math.min(
            1.4,
            Math.min(
                drawing.width() / Math.max(1, json.number("width") + 20),
                drawing.height() / Math.max(1, json.number("height") + 20)));
    place();
  }

  private void place() {
    double width = drawing.width() / zoom;
    double height = drawing.height() / zoom;
    svg.attribute(
        "viewBox",
        Format.fixed(viewX, 1)
            + " "
            + Format.fixed(viewY, 1)
            + " "
            + Format.fixed(width, 1)
            + " "
            + Format.fixed(height, 1));
  }

  private void fit() {
    loadedFor = "";
    show(app.state(), app.state());
  }

  private void foldAll() {
    open.clear();
    fit();
  }

  private Element edge(Json edge, double most) {
    StringBuilder path = new StringBuilder();
    List<Json> points = edge.list("points");
    for (int i = 0; i + 1 < points.size(); i += 2) {
      path.append(i == 0 ? 'M' : 'L').append(Format.fixed(points.get(i).number(), 1));
      path.append(' ').append(Format.fixed(points.get(i + 1).number(), 1));
    }
    double share = Math.sqrt(edge.number("totalMicros") / most);
    Element line = Element.svg("path").attribute("d", path.toString());
    line.attribute("fill", "none").attribute("stroke", "#8b94a3");
    line.attribute("stroke-opacity", "0.75").attribute("stroke-linejoin", "round");
    line.attribute("stroke-width", Format.fixed(1 + share * 7, 1));
    line.attribute("data-from", edge.text("from")).attribute("data-to", edge.text("to"));
    line.attribute("class", "node").attribute("tabindex", "0").role("button");
    line.label(Words.edge(edge.text("from"), edge.text("to")));
    line.onClick(() -> showEdge(edge));
    return line;
  }

  private Element box(Json box) {
    String kind = box.text("kind");
    String fill = kind.equals("yours") ? "#c98432" : kind.equals("library") ? "#5f96d6" : "#c5ccd8";
    Element group = Element.svg("g").attribute("class", "node").attribute("tabindex", "0");
    String label = box.text("label");
    int folded = (int) box.number("folded");
    group.role("button").label(label);
    Element rect = Element.svg("rect");
    rect.attribute("x", Format.fixed(box.number("x"), 1))
        .attribute("y", Format.fixed(box.number("y"), 1));
    rect.attribute("width", Format.fixed(box.number("width"), 1));
    rect.attribute("height", Format.fixed(box.number("height"), 1));
    rect.attribute("rx", folded > 0 ? "7" : "2").attribute("fill", fill);
    if (folded > 0) {
      rect.attribute("stroke", "#5aa9ff").attribute("stroke-width", "1.5");
    }
    group.add(rect, text(box, folded > 0 ? label + " (" + folded + ")" : label, 0.42, 12));
    String below = folded > 0 ? "" : box.text("package");
    double total = box.number("totalMicros");
    group.add(text(box, (below.isEmpty() ? "" : below + " · ") + Format.duration(total), 0.8, 9));
    group.onClick(() -> chooseNode(box, folded));
    group.on("pointerenter", input -> highlight(box.text("id")));
    group.on("pointerleave", input -> highlight(""));
    nodes.put(box.text("id"), new Node(box, group));
    return group;
  }

  private static Element text(Json box, String content, double share, int size) {
    int room = (int) (box.number("width") / (size * 0.56));
    String cut =
        content.length() > room && room > 3 ? content.substring(0, room - 1) + "…" : content;
    Element text = Element.svg("text").text(cut);
    text.attribute("x", Format.fixed(box.number("x") + box.number("width") / 2, 1));
    text.attribute("y", Format.fixed(box.number("y") + box.number("height") * share, 1));
    text.attribute("text-anchor", "middle").attribute("font-size", "" + size);
    text.attribute("font-family", "system-ui, sans-serif").attribute("fill", "#15110b");
    return text;
  }

  /** Fades what is neither the box, its callers nor its callees. */
  private void highlight(String id) {
    Set<String> near = new LinkedHashSet<>();
    near.add(id);
    for (Element line : svg.all("path")) {
      boolean touches =
          line.attribute("data-from").equals(id) || line.attribute("data-to").equals(id);
      line.toggleClass("faded", !id.isEmpty() && !touches);
      if (touches) {
        near.add(line.attribute("data-from"));
        near.add(line.attribute("data-to"));
      }
    }
    nodes.forEach(
        (key, node) -> node.group().toggleClass("faded", !id.isEmpty() && !near.contains(key)));
  }

  private void chooseNode(Json box, int folded) {
    if (folded > 0) {
      open.add(box.text("package").isEmpty() ? box.text("label") : box.text("package"));
      loadedFor = "";
      show(app.state(), app.state());
      return;
    }
    String name = box.text("package");
    String type = name.isEmpty() ? box.text("label") : name + "." + box.text("label");
    app.searchFor(type);
    status.text(type);
  }

  private void showEdge(Json edge) {
    Table table = new Table(Words.METHOD, Words.TOTAL, Words.COUNT);
    for (Json method : edge.list("methods")) {
      String name = method.text("name");
      table.row(
          Table.text(
              name,
              Element.button(
                  "link plain",
                  name,
                  () -> {
                    app.searchFor(name);
                    app.go(app.state().withTab(Tab.TIMELINE));
                  })),
          Table.number(method.number("totalMicros"), Format.duration(method.number("totalMicros"))),
          Table.number(method.number("count"), Format.count(method.number("count"))));
    }
    Element close =
        Element.button("choice", Words.CLOSE_SIGN, () -> info.hidden(true)).label(Words.CLOSE);
    Element head = Element.of("div", "bar");
    head.add(
        Element.of("strong").text(Words.edge(label(edge.text("from")), label(edge.text("to")))),
        Element.of("div", "spring"),
        close);
    info.hidden(false).clear();
    info.add(head, Element.of("div", "content").add(table.sortedBy(1).element()));
  }

  private String label(String id) {
    Node node = nodes.get(id);
    return node == null ? id : node.json().text("label");
  }

  private void scale(double factor) {
    viewX += drawing.width() / zoom * (1 - 1 / factor) / 2;
    viewY += drawing.height() / zoom * (1 - 1 / factor) / 2;
    zoom *= factor;
    place();
  }

  private void wheel(Input input) {
    input.preventDefault();
    double factor = Math.exp(-Math.max(-200, Math.min(200, input.deltaY())) * 0.0018);
    double x = viewX + (input.x() - drawing.left()) / zoom;
    double y = viewY + (input.y() - drawing.top()) / zoom;
    zoom *= factor;
    viewX = x - (input.x() - drawing.left()) / zoom;
    viewY = y - (input.y() - drawing.top()) / zoom;
    place();
  }

  private void drag(Input input) {
    if (dragging) {
      viewX -= (input.x() - downX) / zoom;
      viewY -= (input.y() - downY) / zoom;
      downX = input.x();
      downY = input.y();
      place();
    }
  }

  private void saveSvg() {
    Page.save(app.state().app() + "-design.svg", "image/svg+xml", svg.markup());
  }

  private void savePng() {
    Page.savePng(
        app.state().app() + "-design.png",
        svg.markup(),
        drawing.width() * 2,
        drawing.height() * 2,
        () -> app.toasts().error(Words.NO_PICTURE));
  }
}
