package dev.microlog.web.page.part;

import dev.microlog.timeline.analysis.Search;
import dev.microlog.web.dom.Element;
import dev.microlog.web.timeline.Scene;
import org.jspecify.annotations.Nullable;

/** Methods in tables: colour of their package, short name, full name when pointed at. */
public final class Methods {
  private Methods() {}

  public static Element cell(Scene scene, int method, @Nullable Search search, Runnable action) {
    String name = scene.label(method);
    boolean matched = search != null && search.matchesMethod(method);
    Element link = Element.button(matched ? "link plain match" : "link plain", name, action);
    link.hint(cut(scene.timeline().methods().qualifiedName(method)));
    String kind =
        switch (scene.kind(method)) {
          case YOURS -> "swatch yours";
          case LIBRARY -> "swatch library";
          case JDK -> "swatch jdk";
        };
    return Element.of("span").add(Element.of("span", kind), link);
  }

  private static String cut(String text) {
    return text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }
}
