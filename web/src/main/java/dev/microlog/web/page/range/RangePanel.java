package dev.microlog.web.page.range;

import dev.microlog.timeline.analysis.AllocationGroup;
import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.timeline.analysis.HotMethods;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.timeline.analysis.WaitGroup;
import dev.microlog.timeline.analysis.spans.Spans;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.dom.Page;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.page.part.Entries;
import dev.microlog.web.page.part.Methods;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.Mode;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tracks;
import dev.microlog.web.state.ViewState;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.TrackList;
import dev.microlog.web.widget.Popup;
import dev.microlog.web.widget.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What happened in the selected range: the same stretch in many views. */
public final class RangePanel {
  private static final double MIN_HEIGHT = 90;

  private final PageContext page;
  private final Navigation navigation;
  private final Places places;
  private final IntConsumer openEntry;
  private final Element element = Element.of("section", "panel").label(Words.RANGE_PANEL);
  private final Element edge = Element.of("div", "edge").role("separator");
  private final Element title = Element.of("strong");
  private final Element content = Element.of("div", "content");
  private final Map<Mode, Element> modes = new EnumMap<>(Mode.class);
  private final Map<PanelTab, Element> tabs = new EnumMap<>(PanelTab.class);
  private final Element modeBar = Element.of("div").role("group").label(Words.MODE);
  private final FlameView flame;
  private @Nullable Table shownTable;
  private boolean grabbed;
  private @Nullable Shown shown;

  /** All that what is shown depends on. */
  private record Shown(
      Scene scene,
      Range range,
      PanelTab tab,
      Mode mode,
      Frames frames,
      String method,
      String search,
      int found,
      Tracks tracks,
      String compare,
      List<String> offered) {}

  /**
   * @param openEntry opens a log entry of the range where it is
   */
  public RangePanel(PageContext page, Places places, IntConsumer openEntry) {
    this.page = page;
    navigation = page.navigation();
    this.places = places;
    this.openEntry = openEntry;
    flame = new FlameView(page);
    edge.label(Words.PANEL_EDGE).attribute("aria-orientation", "horizontal");
    edge.attribute("tabindex", "0").attribute("aria-valuemin", Format.fixed(MIN_HEIGHT, 0));
    edge.on("keydown", this::resize);
    edge.on(
        "pointerdown",
        input -> {
          grabbed = true;
          edge.capture(input);
        });
    edge.on("pointerup", input -> grabbed = false);
    edge.on(
        "pointermove",
        input -> {
          if (grabbed) {
            height(element.top() + element.height() - input.y());
          }
        });
    element.add(edge, bar(), content).hidden(true);
  }

  private void height(double wanted) {
    double height = Math.max(MIN_HEIGHT, Math.min(mostHeight(), wanted));
    element.css("--panel-height", Format.fixed(height, 0) + "px");
    sayHeight();
  }

  private static double mostHeight() {
    return Page.windowHeight() - 180;
  }

  /** Says to those who do not see the panel how high it is. */
  private void sayHeight() {
    edge.attribute("aria-valuemax", Format.fixed(Math.max(MIN_HEIGHT, mostHeight()), 0));
    edge.attribute("aria-valuenow", Format.fixed(element.height(), 0));
  }

  private void resize(Input input) {
    int step = input.key().equals("ArrowUp") ? 1 : input.key().equals("ArrowDown") ? -1 : 0;
    if (step != 0) {
      input.preventDefault();
      input.stop();
      height(element.height() + step * 40);
    }
  }

  public Element element() {
    return element;
  }

  private Element bar() {
    Element bar = Element.of("div", "bar").add(title);
    for (Mode mode : Mode.values()) {
      Element button =
          Element.button(
              "choice", Words.mode(mode), () -> navigation.go(navigation.state().withMode(mode)));
      modes.put(mode, button);
      modeBar.add(button);
    }
    Element tabBar = Element.of("div").role("tablist").label(Words.RANGE_PANEL);
    for (PanelTab tab : PanelTab.values()) {
      Element button =
          Element.button(
              "choice", Words.panel(tab), () -> navigation.go(navigation.state().withPanel(tab)));
      tabs.put(tab, button.role("tab").attribute("data-panel", tab.name()));
      tabBar.add(button);
    }
    bar.add(modeBar, Element.of("div", "spring"), tabBar);
    Element ends = Element.of("div", "ends");
    bar.add(ends);
    ends.add(
        Element.button("choice", Words.EXPORT, this::export),
        Element.button("choice", Words.EXPLAIN, this::explain),
        Element.button("choice", Words.CLOSE_SIGN, this::close).label(Words.CLOSE));
    return bar;
  }

  private void close() {
    navigation.go(navigation.state().withSelection(null).withPanel(PanelTab.FLAME));
  }

  private void explain() {
    Shown current = shown;
    if (current != null) {
      page.explaining()
          .explain(Words.EXPLAIN_RANGE, current.range().startMicros(), current.range().endMicros());
    }
  }

  public void show(ViewState state) {
    Scene scene = page.recording().scene();
    boolean wide = state.panel() == PanelTab.FINDINGS || state.panel() == PanelTab.COMPARE;
    Range selection = state.selection();
    if (scene == null || (selection == null && !wide)) {
      element.hidden(true);
      shown = null;
      return;
    }
    Range range = selection == null ? scene.all() : selection;
    int found = page.searching().result() == null ? -1 : page.searching().result().spanCount();
    Shown next =
        new Shown(
            scene,
            range,
            state.panel(),
            state.mode(),
            state.frames(),
            state.method(),
            state.search(),
            found,
            state.tracks(),
            state.compare(),
            state.panel() == PanelTab.COMPARE ? offered() : List.of());
    element.hidden(false);
    sayHeight();
    if (!next.equals(shown)) {
      shown = next;
      title.text(Words.selected(range, selection == null));
      modes.forEach(
          (mode, button) -> button.attribute("aria-pressed", "" + (mode == state.mode())));
      tabs.forEach((tab, button) -> button.attribute("aria-selected", "" + (tab == state.panel())));
      boolean weighs =
          switch (state.panel()) {
            case WAITS, LOG, FINDINGS, ALLOCATED -> false;
            default -> true;
          };
      modeBar.hidden(!weighs);
      fill(next, state);
    }
  }

  /** The recordings to compare with: their list may come after the panel was opened. */
  private List<String> offered() {
    List<String> names = new ArrayList<>();
    for (RecordingEntry entry : page.recordings().entries()) {
      names.add(entry.app() + "/" + entry.id());
    }
    return names;
  }

  /** The selected range on the tracks that are shown. */
  private Selection selection(Shown current, ViewState state) {
    Scene scene = current.scene();
    Range range = current.range();
    return Selection.range(scene.timeline(), range.startMicros(), range.endMicros())
        .onThreads(TrackList.shownThreads(scene.timeline(), scene.activity(), state));
  }

  private CallTree tree(Shown current, ViewState state) {
    Spans spans = current.scene().spans(navigation.state().frames());
    return CallTree.of(spans, selection(current, state), Weights.analysis(current.mode()));
  }

  private void fill(Shown current, ViewState state) {
    shownTable = null;
    content.clear().classes(current.tab() == PanelTab.FLAME ? "content flush" : "content");
    Scene scene = current.scene();
    switch (current.tab()) {
      case FLAME -> {
        content.add(flame.element());
        flame.show(scene, tree(current, state), current.mode());
      }
      case TREE -> content.add(treeTable(current, tree(current, state)));
      case INVERTED -> content.add(treeTable(current, tree(current, state).inverted()));
      case BUTTERFLY -> butterfly(current, state);
      case HOT -> content.add(hot(current, tree(current, state).hotMethods()));
      case ALLOCATED -> content.add(allocated(current, state));
      case WAITS -> content.add(waits(current, state));
      case LOG -> entries(current);
      case FINDINGS -> content.add(new FindingList(page, places).of(scene.findings()));
      case COMPARE -> content.add(new Comparison(page).of(scene, state, current.range()));
    }
  }

  private Element treeTable(Shown current, CallTree tree) {
    return new TreeTable(page, current.scene(), tree, current.mode()).element();
  }

  private void butterfly(Shown current, ViewState state) {
    Scene scene = current.scene();
    CallTree tree = tree(current, state);
    HotMethods hot = tree.hotMethods();
    int method = -1;
    for (int row = 0; row < hot.size(); row++) {
      String name = scene.timeline().methods().qualifiedName(hot.method(row));
      if (name.equals(current.method())) {
        method = hot.method(row);
      }
    }
    if (method < 0 && hot.size() > 0) {
      method = hot.method(0);
    }
    if (method < 0) {
      content.add(Element.of("p", "dim", Words.NOTHING_HERE));
      return;
    }
    content.add(Element.of("h3").text(Words.callersAndCallees(scene.label(method))));
    Element split = Element.of("div", "split");
    split.add(
        Element.of("div").add(treeTable(current, tree.callers(method))),
        Element.of("div").add(treeTable(current, tree.callees(method))));
    content.add(split);
  }

  private Element hot(Shown current, HotMethods hot) {
    Scene scene = current.scene();
    Table table = new Table(Words.METHOD, Words.SELF, Words.TOTAL, Words.counted(current.mode()));
    for (int row = 0; row < hot.size(); row++) {
      int method = hot.method(row);
      String name = scene.timeline().methods().qualifiedName(method);
      Element cell =
          Methods.cell(scene, method, page.searching().result(), () -> butterflyOf(name));
      table.row(
          Table.text(name, cell),
          Table.number(hot.self(row), Weights.text(current.mode(), hot.self(row))),
          Table.number(hot.total(row), Weights.text(current.mode(), hot.total(row))),
          Table.number(hot.count(row), Format.count(hot.count(row))));
    }
    return shown(table.sortedBy(1));
  }

  private Element allocated(Shown current, ViewState state) {
    Scene scene = current.scene();
    Table table = new Table(Words.CLASS, Words.BYTES, Words.SAMPLES_HEAD, Words.MOSTLY_IN);
    for (AllocationGroup group : AllocationGroup.of(scene.timeline(), selection(current, state))) {
      String where = group.method() < 0 ? "" : scene.label(group.method());
      String type = group.className().isEmpty() ? Words.UNKNOWN_CLASS : group.className();
      table.row(
          Table.text(type, Element.of("span").text(Popup.cut(type))),
          Table.number(group.bytes(), Format.bytes(group.bytes())),
          Table.number(group.count(), Format.count(group.count())),
          Table.text(
              where,
              group.method() < 0
                  ? Element.of("span")
                  : Methods.cell(
                      scene,
                      group.method(),
                      page.searching().result(),
                      () ->
                          butterflyOf(scene.timeline().methods().qualifiedName(group.method())))));
    }
    return shown(table.sortedBy(1));
  }

  /** The table that is exported as it is. */
  private Element shown(Table table) {
    shownTable = table;
    return table.element();
  }

  private void butterflyOf(String method) {
    navigation.go(navigation.state().withMethod(method).withPanel(PanelTab.BUTTERFLY));
  }

  private Element waits(Shown current, ViewState state) {
    Scene scene = current.scene();
    Table table =
        new Table(
            Words.KIND, Words.WAITED_FOR, Words.WHERE, Words.COUNT, Words.TOTAL, Words.LONGEST);
    List<WaitGroup> groups = WaitGroup.of(scene.timeline(), selection(current, state));
    for (WaitGroup group : groups) {
      String where = group.method() < 0 ? "" : scene.label(group.method());
      String kind = Words.waitNoun(group.kind());
      table.row(
          Table.text(kind, Element.of("span").text(kind)),
          Table.text(group.detail(), Element.of("span").text(group.detail())),
          Table.text(where, Element.of("span").text(where)),
          Table.number(group.count(), Format.count(group.count())),
          Table.number(group.total(), Format.duration(group.total())),
          Table.link(
              group.longest(),
              Format.duration(group.longest()),
              () -> places.showWait(group.longestRow())));
    }
    return shown(table.sortedBy(4));
  }

  private void entries(Shown current) {
    Scene scene = current.scene();
    int row = scene.markers().firstAtOrAfter(current.range().startMicros());
    int listed = 0;
    while (row < scene.timeline().markers().size()
        && scene.timeline().markers().timeMicros(row) <= current.range().endMicros()) {
      if (listed++ >= 500) {
        content.add(Element.of("div", "dim", Words.MORE_IN_LOG));
        return;
      }
      Element line = Entries.line(scene.timeline().markers(), row, openEntry);
      boolean found =
          page.searching().result() != null
              && page.searching().result().matchesMarker(row, row + 1);
      content.add(line.toggleClass("match", found));
      row++;
    }
    if (listed == 0) {
      content.add(Element.of("p", "dim", Words.NOTHING_HERE));
    }
  }

  private void export() {
    Shown current = shown;
    if (current == null) {
      return;
    }
    ViewState state = navigation.state();
    if (shownTable != null) {
      String tab = current.tab().name().toLowerCase(Locale.ROOT);
      page.downloads().save("-" + tab + ".tsv", "text/tab-separated-values", shownTable.tsv());
      return;
    }
    page.downloads()
        .save(
            "-" + Words.mode(current.mode()).toLowerCase(Locale.ROOT) + ".collapsed.txt",
            "text/plain",
            collapsed(current.scene(), tree(current, state)));
  }

  /** One line for each stack: frames from the root, separated by {@code ;}, and the weight. */
  static String collapsed(Scene scene, CallTree tree) {
    StringBuilder text = new StringBuilder();
    String[] path = new String[tree.size()];
    for (int row = 0; row < path.length; row++) {
      String own =
          tree.method(row) >= 0
              ? scene.timeline().methods().qualifiedName(tree.method(row))
              : "[" + tree.waitKind(row).id() + "]";
      path[row] = tree.parent(row) < 0 ? own : path[tree.parent(row)] + ";" + own;
      if (tree.self(row) > 0) {
        text.append(path[row]).append(' ').append(Format.fixed(tree.self(row), 0)).append('\n');
      }
    }
    return text.toString();
  }
}
