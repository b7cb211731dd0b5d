package dev.microlog.web.page.range;

import dev.microlog.timeline.analysis.CallTree;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.Methods;
import dev.microlog.web.state.Mode;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.text.Format;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import java.util.HashSet;
import java.util.Set;

/** A call tree as a table that unfolds; the heaviest way is open at first. */
final class TreeTable {
  private static final int MAX_ROWS = 1500;

  private final PageContext page;
  private final Navigation navigation;
  private final Scene scene;
  private final CallTree tree;
  private final Mode mode;
  private final double sum;
  private final Set<Integer> open = new HashSet<>();
  private final Element body = Element.of("tbody").role("rowgroup");
  private final Element table = Element.of("table").role("treegrid");

  TreeTable(PageContext page, Scene scene, CallTree tree, Mode mode) {
    this.page = page;
    navigation = page.navigation();
    this.scene = scene;
    this.tree = tree;
    this.mode = mode;
    double roots = 0;
    for (int row = 0; row < tree.size(); row = tree.end(row)) {
      roots += tree.total(row);
    }
    sum = Math.max(1e-9, roots);
    openHeaviest();
    Element head = Element.of("tr");
    head.add(Element.of("th", "amount", Words.TOTAL), Element.of("th", "", ""));
    head.add(Element.of("th", "amount", Words.SELF), Element.of("th", "", Words.METHOD));
    table.add(Element.of("thead").add(head), body);
    fill();
  }

  Element element() {
    return table;
  }

  /** Opens from the first root down as long as one child has most of the weight. */
  private void openHeaviest() {
    int row = 0;
    while (row < tree.size() && tree.end(row) > row + 1) {
      open.add(row);
      if (tree.total(row + 1) < tree.total(row) * 0.3) {
        return;
      }
      row++;
    }
  }

  private void fill() {
    body.clear();
    int row = 0;
    int shown = 0;
    while (row < tree.size() && shown < MAX_ROWS) {
      body.add(line(row));
      shown++;
      row = open.contains(row) ? row + 1 : tree.end(row);
    }
    if (tree.size() == 0) {
      body.add(Element.of("tr").add(Element.of("td", "dim", Words.NOTHING_HERE)));
    }
  }

  private Element line(int row) {
    double share = tree.total(row) / sum;
    Element line = Element.of("tr").role("row").attribute("aria-level", "" + (tree.depth(row) + 1));
    Element bar = Element.of("span", "share").css("--share", Format.fixed(share, 3));
    line.add(
        Element.of("td", "amount", Weights.text(mode, tree.total(row))),
        Element.of("td").add(bar).hint(Format.percent(share)),
        Element.of("td", "amount", tree.self(row) > 0 ? Weights.text(mode, tree.self(row)) : ""));
    Element cell = Element.of("div", "tree-cell").css("--level", "" + tree.depth(row));
    boolean leaf = tree.end(row) == row + 1;
    boolean isOpen = open.contains(row);
    Element twist = Element.button("twist", leaf ? "" : isOpen ? "▾" : "▸", () -> toggle(row));
    twist.label(isOpen ? Words.FOLD : Words.UNFOLD).disabled(leaf);
    if (!leaf) {
      line.attribute("aria-expanded", isOpen ? "true" : "false");
    }
    cell.add(twist);
    int method = tree.method(row);
    if (method >= 0) {
      String name = scene.timeline().methods().qualifiedName(method);
      cell.add(
          Methods.cell(
              scene,
              method,
              page.searching().result(),
              () ->
                  navigation.go(
                      navigation.state().withMethod(name).withPanel(PanelTab.BUTTERFLY))));
    } else {
      cell.add(Element.of("em", "dim", scene.label(tree, row)));
    }
    return line.add(Element.of("td").add(cell));
  }

  private void toggle(int row) {
    if (!open.remove(row)) {
      open.add(row);
    }
    fill();
  }
}
