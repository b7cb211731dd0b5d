package dev.microlog.web.page.design;

import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.analysis.Calls;
import dev.microlog.timeline.analysis.Selection;
import dev.microlog.web.design.Diagram;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.Places;
import dev.microlog.web.state.Range;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.DesignWords;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.widget.Table;

/** The panel below the diagram: what a box calls, or the methods behind a line. */
final class DesignDetails {
  private final PageContext page;
  private final Navigation navigation;
  private final Places places;
  private final DesignActions actions;
  private final Element element = Element.of("section", "panel").hidden(true);

  DesignDetails(PageContext page, Places places, DesignActions actions) {
    this.page = page;
    navigation = page.navigation();
    this.places = places;
    this.actions = actions;
    element.label(DesignWords.METHOD);
  }

  Element element() {
    return element;
  }

  void showEdge(Diagram diagram, int index) {
    Diagram.Edge edge = diagram.edge(index);
    String from = diagram.node(edge.from()).label();
    String to = diagram.node(edge.to()).label();
    Table table =
        new Table(DesignWords.CALLER, DesignWords.CALLED, DesignWords.TIME, DesignWords.COUNT);
    for (Diagram.Call call : edge.methods()) {
      table.row(
          Table.text(name(call.caller()), Element.of("span").text(name(call.caller()))),
          method(call.caller(), call.callee()),
          Table.number(call.total(), Format.duration(call.total())),
          Table.number(call.count(), Format.count(call.count())));
    }
    open(
        DesignWords.arrow(from, to),
        DesignWords.weight(edge.total(), edge.calls()),
        table.sortedBy(2).element());
  }

  void showNode(Diagram diagram, int index) {
    Diagram.Node node = diagram.node(index);
    Element columns = Element.of("div", "two");
    columns.add(neighbours(diagram, index, true), neighbours(diagram, index, false));
    Element actionBar = Element.of("div", "actions");
    if (node.isFolded()) {
      actionBar.add(
          Element.button(
              "button",
              DesignWords.unfold(node.packageName()),
              () -> actions.unfold(node.packageName())));
    }
    if (!node.group().isEmpty()) {
      actionBar.add(
          Element.button(
              "button", DesignWords.fold(node.group()), () -> actions.fold(node.group())));
    }
    String name = node.isFolded() ? node.packageName() + "." : node.id();
    actionBar.add(
        Element.button("button", DesignWords.HIGHLIGHT, () -> page.searching().searchFor(name)),
        Element.button(
            "button",
            DesignWords.SHOW,
            () -> {
              page.searching().searchFor(name);
              navigation.go(navigation.state().withTab(Tab.TIMELINE));
            }));
    open(
        node.isFolded() ? node.packageName() : node.id(),
        DesignWords.facts(node.total(), node.self(), node.calls()),
        Element.of("div").add(actionBar, columns));
  }

  private Element neighbours(Diagram diagram, int index, boolean callers) {
    String title = callers ? DesignWords.CALLED_BY : DesignWords.CALLS;
    Element list = Element.of("div").add(Element.of("h3").text(title));
    int shown = 0;
    for (int i = 0; i < diagram.edges().size(); i++) {
      Diagram.Edge edge = diagram.edge(i);
      boolean own = callers ? edge.to() == index : edge.from() == index;
      if (own) {
        int other = callers ? edge.from() : edge.to();
        int line = i;
        Element row = Element.of("div", "pair");
        row.add(
            Element.button("link plain", diagram.node(other).label(), () -> actions.openEdge(line)),
            Element.of("span", "dim", DesignWords.weight(edge.total(), edge.calls())));
        list.add(row);
        shown++;
      }
    }
    if (shown == 0) {
      list.add(Element.of("p", "dim", callers ? DesignWords.ENTRY : DesignWords.LEAF));
    }
    return list;
  }

  private Table.Cell method(int caller, int callee) {
    String name = name(callee);
    Element link = Element.button("link", name, () -> showOnTimeline(caller, callee));
    return Table.text(name, link.hint(DesignWords.SHOW));
  }

  private String name(int method) {
    Scene scene = page.recording().scene();
    return scene == null || method < 0 || method >= scene.timeline().methods().size()
        ? ""
        : scene.timeline().methods().shortName(method);
  }

  /** Goes to the longest call that the line stands for. */
  private void showOnTimeline(int caller, int callee) {
    Scene scene = page.recording().scene();
    if (scene == null) {
      return;
    }
    Range range = navigation.state().selection();
    Selection selection =
        range == null
            ? Selection.all(scene.timeline())
            : Selection.range(scene.timeline(), range.startMicros(), range.endMicros());
    var spans = scene.spans(navigation.state().frames());
    Calls calls = Calls.of(spans, selection, callee, caller);
    if (calls.size() == 0) {
      // what lies between, as a stream or a pool, is not on the diagram
      calls = Calls.of(spans, selection, callee);
    }
    int longest = -1;
    for (int call = 0; call < calls.size(); call++) {
      if (longest < 0 || calls.durationMicros(call) > calls.durationMicros(longest)) {
        longest = call;
      }
    }
    if (longest < 0) {
      page.toasts().say(DesignWords.NOT_SEEN);
    } else {
      places.showCall(calls.thread(longest), calls.row(longest));
    }
  }

  private void open(String title, String facts, Element content) {
    Element bar = Element.of("div", "bar");
    bar.add(
        Element.of("strong").text(title),
        Element.of("span", "dim", facts),
        Element.of("div", "spring"),
        Element.button("button icon", Words.CLOSE_SIGN, this::close).label(Words.CLOSE));
    element.hidden(false).clear().add(bar, Element.of("div", "content").add(content));
  }

  boolean isOpen() {
    return !element.isHidden();
  }

  void close() {
    element.hidden(true);
  }

  /** Which boxes show a method that was found. */
  static boolean[] found(Diagram diagram, MethodTable methods, java.util.function.IntPredicate is) {
    boolean[] found = new boolean[diagram.nodes().size()];
    for (int method = 0; method < methods.size(); method++) {
      if (is.test(method)) {
        int node = diagram.nodeOf(methods, method);
        if (node >= 0) {
          found[node] = true;
        }
      }
    }
    return found;
  }
}
