package dev.microlog.web.page;

import dev.microlog.timeline.MethodTable;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Page;
import dev.microlog.web.text.Words;
import dev.microlog.web.widget.Dialog;

/**
 * Links from a frame to its source: VS Code, IntelliJ IDEA, or a repository on the web, as set in
 * this browser.
 *
 * <p>The pattern has {@code {path}} for {@code com/acme/Shop.java} and {@code {line}} for the line.
 */
public final class Sources {
  private static final String STORED_KIND = "source.kind";
  private static final String STORED_ROOT = "source.root";

  private final Runnable changed;

  Sources(Runnable changed) {
    this.changed = changed;
  }

  public boolean isLinked() {
    return !Page.stored(STORED_KIND).isEmpty();
  }

  /** Opens a line of a method's source, or asks how to. */
  public void open(MethodTable methods, int method, int line) {
    open(methods.className(method), line);
  }

  /** Opens a line of a class's source, or asks how to. */
  public void open(String type, int line) {
    if (!isLinked() || type.isEmpty()) {
      settings();
      return;
    }
    String path = path(type);
    String url = url(Page.stored(STORED_KIND), Page.stored(STORED_ROOT), path, Math.max(1, line));
    if (url.startsWith("https://") || url.startsWith("http://")) {
      Page.open(url);
    } else {
      Page.follow(url);
    }
  }

  /** The address for a place in the source; what is not a known kind is a web pattern. */
  static String url(String kind, String root, String path, int line) {
    String base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return switch (kind) {
      case "vscode" ->
          "vscode://file" + (base.startsWith("/") ? "" : "/") + base + "/" + path + ":" + line;
      case "idea" -> "idea://open?file=" + base + "/" + path + "&line=" + line;
      default ->
          root.startsWith("https://") || root.startsWith("http://")
              ? root.contains("{path}")
                  ? root.replace("{path}", path).replace("{line}", Integer.toString(line))
                  : base + "/" + path + "#L" + line
              : "https://invalid.invalid/";
    };
  }

  /** {@code com/acme/Shop.java} for {@code com.acme.Shop$Cart}. */
  static String path(String type) {
    int dot = type.lastIndexOf('.');
    String folder = dot < 0 ? "" : type.substring(0, dot + 1).replace('.', '/');
    return folder + fileName(type);
  }

  /** The file that a class is written in, by the rules of the language. */
  public static String fileName(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int inner = simple.indexOf('$');
    return (inner > 0 ? simple.substring(0, inner) : simple) + ".java";
  }

  /** Asks where the source is. */
  public void settings() {
    Dialog dialog = new Dialog("dialog", Words.SOURCE_LINKS);
    Element kind = Element.of("select").label(Words.SOURCE_OPENS_IN);
    String[] kinds = {"", "vscode", "idea", "web"};
    for (String each : kinds) {
      kind.add(Element.of("option", "", Words.sourceKind(each)).attribute("value", each));
    }
    kind.value(Page.stored(STORED_KIND));
    Element root =
        Element.of("input")
            .label(Words.SOURCE_ROOT)
            .attribute("placeholder", Words.SOURCE_ROOT_HINT);
    root.value(Page.stored(STORED_ROOT));
    Element form = Element.of("div", "form");
    form.add(Element.of("label").text(Words.SOURCE_OPENS_IN), kind);
    form.add(Element.of("label").text(Words.SOURCE_ROOT), root);
    dialog.box().add(Element.of("h2").text(Words.SOURCE_LINKS), form);
    dialog.box().add(Element.of("p", "dim", Words.SOURCE_EXPLAINED));
    Element save =
        Element.button(
            "button primary",
            Words.SAVE,
            () -> {
              Page.store(STORED_KIND, kind.value());
              Page.store(STORED_ROOT, root.value());
              dialog.close();
              changed.run();
            });
    dialog
        .box()
        .add(
            Element.of("div", "actions")
                .add(save, Element.button("button", Words.CANCEL, dialog::close)));
    kind.focus();
  }
}
