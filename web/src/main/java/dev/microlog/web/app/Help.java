package dev.microlog.web.app;

import dev.microlog.web.dom.Element;
import dev.microlog.web.text.Words;
import dev.microlog.web.widget.Dialog;

/** What keys and pointer do, and what colours and shapes mean. */
final class Help {
  private Help() {}

  static void open() {
    Dialog dialog = new Dialog("dialog", Words.HELP);
    Element keys = Element.of("dl", "keys");
    String[][] lines = Words.keys();
    for (String[] line : lines) {
      Element names = Element.of("dt");
      for (String key : line[0].split(" ")) {
        names.add(Element.of("kbd", "", key)).addText(" ");
      }
      keys.add(names, Element.of("dd").text(line[1]));
    }
    Element legend = Element.of("div", "legend");
    addSwatch(legend, "yours", Words.LEGEND_YOURS);
    addSwatch(legend, "library", Words.LEGEND_LIBRARY);
    addSwatch(legend, "jdk", Words.LEGEND_JDK);
    dialog.box().add(Element.of("h2").text(Words.HELP), keys);
    dialog.box().add(Element.of("p").text(Words.LEGEND_STATES), legend);
    dialog.box().add(Element.of("p", "dim", Words.LEGEND_HONEST));
  }

  private static void addSwatch(Element legend, String kind, String text) {
    legend.add(
        Element.of("span")
            .add(Element.of("span", "swatch " + kind), Element.of("span").text(text)));
  }
}
