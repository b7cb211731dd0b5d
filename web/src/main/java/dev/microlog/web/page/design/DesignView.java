package dev.microlog.web.page.design;

import dev.microlog.timeline.Timeline;
import dev.microlog.timeline.analysis.Search;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.design.DesignGraph;
import dev.microlog.timeline.analysis.design.DesignPlacement.Box;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.design.DiagramColors;
import dev.microlog.web.design.DiagramSvg;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Http;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.Api;
import dev.microlog.web.net.Json;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.View;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.DesignWords;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Notice;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The design tab: the program as a diagram. A server lays it out; an exported page carries three
 * layouts, and what differs from them is placed here.
 */
public final class DesignView implements View, DesignActions {
  private static final double MOST_PIXELS = 8000;
  private static final int UNFOLDED_NODES = 60;

  private final PageContext page;
  private final Navigation navigation;
  private final Element element = Element.of("section", "view").label(Words.tab(Tab.DESIGN));
  private final Element status = Element.of("span", "dim cut").role("status");
  private final Element found = Element.of("span", "match");
  private final Element mine;
  private final Element tidy;
  private final Set<String> unfolded = new TreeSet<>();
  private final Set<String> folded = new TreeSet<>();
  private final DesignDrawing drawing = new DesignDrawing(this);
  private final DesignDetails details;
  private String recording = "";
  private String loadedFor = "";
  private int asked;

  public DesignView(PageContext page, Places places) {
    this.page = page;
    navigation = page.navigation();
    details = new DesignDetails(page, places, this);
    mine =
        Element.button(
            "button",
            Words.ONLY_MY_CODE,
            () -> navigation.go(navigation.state().withOnlyMine(!navigation.state().onlyMine())));
    tidy = button(DesignWords.TIDY, DesignWords.TIDY_HINT, this::reload);
    Element bar = Element.of("div", "tool-bar");
    bar.add(
        button("−", Words.ZOOM_OUT, () -> drawing.zoomBy(1 / 1.3)),
        button("+", Words.ZOOM_IN, () -> drawing.zoomBy(1.3)),
        button("⤢", Words.FIT_ALL, drawing::fit),
        button(DesignWords.FOLD_ALL, DesignWords.FOLD_ALL_HINT, this::foldAll),
        button(DesignWords.UNFOLD_ALL, DesignWords.UNFOLD_ALL_HINT, this::unfoldAll),
        mine,
        tidy.hidden(true),
        found,
        status.hint(DesignWords.KEYS),
        Element.of("div", "spring"),
        button(DesignWords.SVG, DesignWords.SVG_HINT, this::saveSvg),
        button(DesignWords.PNG, DesignWords.PNG_HINT, this::savePng));
    element.add(bar, drawing.element(), details.element());
  }

  private static Element button(String label, String hint, Runnable action) {
    return Element.button("button", label, action).hint(hint).label(hint);
  }

  public Element element() {
    return element;
  }

  @Override
  public void show(ViewState state, ViewState before) {
    boolean visible = state.tab() == Tab.DESIGN && page.recording().scene() != null;
    element.hidden(!visible);
    if (!visible) {
      return;
    }
    if (!recording.equals(state.app() + "/" + state.id())) {
      recording = state.app() + "/" + state.id();
      unfolded.clear();
      folded.clear();
    }
    mine.attribute("aria-pressed", state.onlyMine() ? "true" : "false");
    String query = query(state);
    String key = recording + query + page.theme().isLight();
    if (!key.equals(loadedFor)) {
      loadedFor = key;
      load(state, query);
    } else {
      showFound();
    }
  }

  private String query(ViewState state) {
    Range range = state.selection();
    boolean all = unfolded.contains(DesignGraph.Options.ALL);
    return "?scope="
        + (state.onlyMine() ? "mine" : "all")
        + (range == null
            ? ""
            : "&from="
                + Format.fixed(range.startMicros(), 0)
                + "&to="
                + Format.fixed(range.endMicros(), 0))
        + (all ? "&most=" + UNFOLDED_NODES : "")
        + (unfolded.isEmpty() ? "" : "&open=" + Page.encode(String.join(",", unfolded)))
        + (folded.isEmpty() ? "" : "&fold=" + Page.encode(String.join(",", folded)));
  }

  @Override
  public void sceneChanged() {
    show(navigation.state(), navigation.state());
  }

  private void reload() {
    loadedFor = "";
    show(navigation.state(), navigation.state());
  }

  private void load(ViewState state, String query) {
    int number = ++asked;
    if (page.embedded().isPresent()) {
      draw(embedded(state));
      return;
    }
    status.text(Words.LOADING);
    page.busy().begin();
    Http.text(
        "GET",
        Api.part(state.app(), state.id(), "design" + query),
        null,
        new Http.Answer<>() {
          @Override
          public void done(String content) {
            if (number == asked) {
              draw(Diagram.of(Json.parse(content)));
            }
            page.busy().end();
          }

          @Override
          public void failed(int code, String problem) {
            if (number == asked) {
              draw(placedHere(state, Map.of()));
              page.toasts().say(DesignWords.NOT_LOADED);
            }
            page.busy().end();
          }
        });
  }

  /** A layout that the page carries, or one that is made from it. */
  private Diagram embedded(ViewState state) {
    boolean all = unfolded.equals(Set.of(DesignGraph.Options.ALL));
    String name = state.onlyMine() ? "design-mine" : all ? "design-unfolded" : "design";
    String text = page.embedded().text(name);
    boolean asCarried =
        state.selection() == null
            && folded.isEmpty()
            && (unfolded.isEmpty() || (all && !state.onlyMine()));
    if (text.isEmpty()) {
      return placedHere(state, Map.of());
    }
    Diagram carried = Diagram.of(Json.parse(text));
    return asCarried ? carried : placedHere(state, carried.places());
  }

  private Diagram placedHere(ViewState state, Map<String, Box> known) {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return Diagram.EMPTY;
    }
    Timeline timeline = scene.timeline();
    Range range = state.selection();
    Selection selection =
        range == null
            ? Selection.all(timeline)
            : Selection.range(timeline, range.startMicros(), range.endMicros());
    int most =
        unfolded.contains(DesignGraph.Options.ALL)
            ? UNFOLDED_NODES
            : DesignGraph.Options.FIRST_SIGHT.most();
    var options = new DesignGraph.Options(state.onlyMine(), most, unfolded, folded);
    return Diagram.of(DesignGraph.of(scene.spans(state.frames()), selection, options), known);
  }

  private void draw(Diagram diagram) {
    details.close();
    tidy.hidden(true);
    if (diagram.nodes().isEmpty()) {
      status.text("");
      drawing.instead(Notice.of(DesignWords.NOTHING, DesignWords.NOTHING_ADVICE));
      return;
    }
    Range selection = page.navigation().state().selection();
    status.text(
        DesignWords.status(
                diagram.nodes().size(),
                diagram.edges().size(),
                diagram.omitted(),
                diagram.omittedEdges())
            + (selection == null ? "" : DesignWords.inSelection(selection)));
    drawing.draw(diagram, new DiagramColors(diagram, page.theme().isLight()));
    showFound();
  }

  private void showFound() {
    Diagram diagram = drawing.diagram();
    Scene scene = page.recording().scene();
    Search search = page.searching().result();
    found.text("");
    if (diagram == null || scene == null) {
      return;
    }
    boolean[] marked = new boolean[0];
    if (search != null) {
      marked = DesignDetails.found(diagram, scene.timeline().methods(), search::matchesMethod);
      int count = 0;
      for (boolean each : marked) {
        count += each ? 1 : 0;
      }
      found.text(DesignWords.matches(count));
    }
    drawing.mark(marked);
  }

  // ---- what a person wants ----

  @Override
  public void openNode(int node) {
    Diagram diagram = drawing.diagram();
    if (diagram != null) {
      drawing.choose(node, -1);
      details.showNode(diagram, node);
      drawing.reveal(node);
    }
  }

  @Override
  public void openEdge(int edge) {
    Diagram diagram = drawing.diagram();
    if (diagram != null) {
      drawing.choose(-1, edge);
      details.showEdge(diagram, edge);
    }
  }

  @Override
  public void unfold(String packageName) {
    folded.remove(packageName);
    unfolded.add(packageName);
    reload();
  }

  @Override
  public void fold(String packageName) {
    // what was unfolded in it is folded with it
    unfolded.removeIf(name -> name.equals(packageName) || name.startsWith(packageName + "."));
    folded.add(packageName);
    reload();
  }

  @Override
  public void moved() {
    tidy.hidden(false);
  }

  private void foldAll() {
    unfolded.clear();
    folded.clear();
    reload();
  }

  private void unfoldAll() {
    unfolded.clear();
    folded.clear();
    unfolded.add(DesignGraph.Options.ALL);
    reload();
  }

  private void saveSvg() {
    Diagram diagram = drawing.diagram();
    if (diagram != null) {
      page.downloads().save("-design.svg", "image/svg+xml", svg(diagram));
    }
  }

  private void savePng() {
    Diagram diagram = drawing.diagram();
    if (diagram != null) {
      var bounds = diagram.bounds();
      double scale = Math.min(2, MOST_PIXELS / Math.max(bounds.width(), bounds.height()));
      Page.savePng(
          page.downloads().name() + "-design.png",
          svg(diagram),
          bounds.width() * scale,
          bounds.height() * scale,
          () -> page.toasts().error(DesignWords.NO_PICTURE));
    }
  }

  private String svg(Diagram diagram) {
    return DiagramSvg.of(diagram, new DiagramColors(diagram, page.theme().isLight()));
  }

  @Override
  public boolean key(Input input) {
    boolean here = navigation.state().tab() == Tab.DESIGN && page.recording().scene() != null;
    if (!here || input.isInField() || input.control() || input.alt()) {
      return false;
    }
    if (input.key().equals("Escape") && details.isOpen()) {
      details.close();
      drawing.choose(-1, -1);
      return true;
    }
    return drawing.key(input);
  }
}
