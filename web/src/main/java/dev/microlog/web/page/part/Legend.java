package dev.microlog.web.page.part;

import dev.microlog.timeline.MethodKind;
import dev.microlog.timeline.MethodTable;
import dev.microlog.timeline.analysis.Packages;
import dev.microlog.timeline.analysis.spans.ThreadState;
import dev.microlog.web.dom.Element;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.paint.Ink;
import dev.microlog.web.text.Words;
import dev.microlog.web.timeline.Scene;
import dev.microlog.web.timeline.SpanPainter;
import dev.microlog.web.widget.Dialog;
import dev.microlog.web.widget.Popup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the colours mean: packages, states; and which packages are the program's own. */
public final class Legend {
  /** So many packages of each kind are listed, those with most methods. */
  private static final int MOST_PACKAGES = 14;

  private final Navigation navigation;
  private final Scene scene;
  private final boolean isLight;

  private Legend(PageContext page, Scene scene) {
    navigation = page.navigation();
    this.scene = scene;
    isLight = page.theme().isLight();
  }

  public static void open(PageContext page) {
    Scene scene = page.recording().scene();
    if (scene != null) {
      new Legend(page, scene).open();
    }
  }

  private void open() {
    Dialog dialog = new Dialog("dialog", Words.COLOURS_AND_PACKAGES);
    dialog.box().add(Element.of("h2").text(Words.COLOURS_AND_PACKAGES));
    Element states = Element.of("div", "legend");
    for (ThreadState state : ThreadState.values()) {
      states.add(swatch(SpanPainter.stateInk(state), Words.state(state)));
    }
    dialog.box().add(Element.of("h3").text(Words.STATE_STRIP), states);
    for (MethodKind kind : MethodKind.values()) {
      dialog.box().add(Element.of("h3").text(Words.kind(kind)), packages(kind));
    }
    dialog.box().add(Element.of("h3").text(Words.YOUR_PACKAGES), editor(dialog));
  }

  private Element swatch(Ink ink, String text) {
    Element sign = Element.of("span", "swatch").css("background", ink.css(isLight));
    return Element.of("span").add(sign, Element.of("span").text(text));
  }

  private Element packages(MethodKind kind) {
    MethodTable methods = scene.timeline().methods();
    Map<String, Integer> counts = new HashMap<>();
    for (int method = 0; method < methods.size(); method++) {
      if (methods.kind(method) == kind) {
        counts.merge(methods.packageName(method), 1, Integer::sum);
      }
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort((a, b) -> b.getValue() - a.getValue());
    Element list = Element.of("div", "legend");
    for (int i = 0; i < Math.min(MOST_PACKAGES, sorted.size()); i++) {
      String name = sorted.get(i).getKey();
      Ink ink = Ink.of(kind, Ink.shade(name));
      list.add(swatch(ink, name.isEmpty() ? Words.UNNAMED_PACKAGE : Popup.cut(name)));
    }
    if (sorted.size() > MOST_PACKAGES) {
      list.add(Element.of("span", "dim", Words.morePackages(sorted.size() - MOST_PACKAGES)));
    }
    if (sorted.isEmpty()) {
      list.add(Element.of("span", "dim", Words.NOTHING_HERE));
    }
    return list;
  }

  private Element editor(Dialog dialog) {
    List<String> present =
        navigation.state().packages().isEmpty()
            ? Packages.detect(scene.timeline())
            : navigation.state().packages();
    Element field = Element.of("textarea", "packages").label(Words.YOUR_PACKAGES);
    field.attribute("rows", "4").attribute("spellcheck", "false");
    field.value(String.join("\n", present));
    Element save =
        Element.button(
            "button primary",
            Words.SAVE,
            () -> {
              List<String> chosen = new ArrayList<>();
              for (String name : field.value().split("[\\s,;]+")) {
                if (!name.isEmpty()) {
                  chosen.add(name);
                }
              }
              dialog.close();
              navigation.goPackages(chosen);
            });
    Element detect =
        Element.button(
            "button",
            Words.DETECT,
            () -> {
              dialog.close();
              navigation.goPackages(List.of());
            });
    Element actions =
        Element.of("div", "actions")
            .add(save, detect, Element.button("button", Words.CANCEL, dialog::close));
    return Element.of("div").add(Element.of("p", "dim", Words.PACKAGES_EXPLAINED), field, actions);
  }
}
